/**
 * The networks of this device: one replica each, written by one thread.
 *
 * <p>Doors: {@link org.peyvand.node.group.Groups} and {@link org.peyvand.node.group.Group}; {@link
 * org.peyvand.node.group.Engine} is the thread, and lets nothing out before it is durable.
 */
package org.peyvand.node.group;
