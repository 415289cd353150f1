/**
 * How two nodes become equal: heads compared, entries sent as runs, new ones pushed at once. Pure
 * state machines; sockets, disk writes and clocks are the shell's.
 *
 * <p>Doors: {@link org.peyvand.protocol.sync.Session}, and {@link
 * org.peyvand.protocol.sync.RunCodec} with {@link org.peyvand.protocol.sync.Runs} for whoever
 * records runs elsewhere.
 */
package org.peyvand.protocol.sync;
