/**
 * One network on one device: everything that arrives goes through one door, is judged, folded and
 * written in one piece.
 *
 * <p>Doors: {@link org.peyvand.protocol.replica.Replica}, and {@link
 * org.peyvand.protocol.replica.DeviceSecrets} for the keys that it writes with.
 */
package org.peyvand.protocol.replica;
