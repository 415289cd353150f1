/**
 * The node's conversations: who is let in, who is called, what each channel is for.
 *
 * <p>Doors: {@link org.peyvand.node.live.Live}; {@link org.peyvand.node.live.Peers}, {@link
 * org.peyvand.node.live.Requests} and {@link org.peyvand.node.live.PendingJoins} for what is kept
 * of them.
 */
package org.peyvand.node.live;
