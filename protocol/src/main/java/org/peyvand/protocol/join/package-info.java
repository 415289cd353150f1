/**
 * Entering a network: what is said before the newcomer is in, and how the first entries are taken.
 *
 * <p>Door: {@link org.peyvand.protocol.join.JoinMessage}.
 */
package org.peyvand.protocol.join;
