/**
 * The Noise Protocol Framework, revision 34, for the one suite 25519_AESGCM_SHA256: an interpreter
 * in which handshake patterns are data.
 *
 * <p>Pure: the ephemeral key is passed in. Doors: {@link org.peyvand.protocol.noise.Pattern} says
 * which handshake, {@link org.peyvand.protocol.noise.Handshake} runs one side of it, and {@link
 * org.peyvand.protocol.noise.CipherState} is one direction of the channel after it.
 */
package org.peyvand.protocol.noise;
