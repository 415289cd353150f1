/**
 * The node: everything that touches the machine, put together in one place.
 *
 * <p>Door: {@link org.peyvand.node.Node}.
 */
package org.peyvand.node;
