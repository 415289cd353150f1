/** The program: {@link org.peyvand.cli.Main} starts it, {@link org.peyvand.cli.App} is one run. */
package org.peyvand.cli;
