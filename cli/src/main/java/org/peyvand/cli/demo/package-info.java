/**
 * The whole story in one command: two nodes in two processes found, join, decide, are cut apart,
 * meet again and agree.
 *
 * <p>Door: {@link org.peyvand.cli.demo.Story}.
 */
package org.peyvand.cli.demo;
