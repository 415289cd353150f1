/**
 * Connections between nodes over TCP: the handshake of {@link org.peyvand.protocol.handshake} and
 * its frames on real sockets, with bounded queues in both directions. The only package that knows
 * Netty's channels; it hands frames to functions that it was given and knows nothing of what is in
 * them.
 *
 * <p>Doors: a {@link org.peyvand.node.wire.WireLoop} owns the threads, a {@link
 * org.peyvand.node.wire.Listener} lets others in, a {@link org.peyvand.node.wire.Dialer} calls
 * them; both give a {@link org.peyvand.node.wire.Link} to a {@link
 * org.peyvand.node.wire.LinkHandler}. {@link org.peyvand.node.wire.Routes} says which calls go
 * through a {@link org.peyvand.node.wire.Proxy}.
 */
package org.peyvand.node.wire;
