/**
 * The handshake between two nodes and the frames after it, as machines that take bytes in and give
 * bytes out: {@code Noise_XXpsk0_25519_AESGCM_SHA256} in a wrapping that makes every byte look
 * random to those without the pre-shared key.
 *
 * <p>A listener answers nobody before it knows who asks and has let them in: to a stranger, a
 * removed member, a replay and to garbage it is silent, and in the same way.
 *
 * <p>Doors: {@link org.peyvand.protocol.handshake.Initiator} and {@link
 * org.peyvand.protocol.handshake.Responder} run one side each and end in an {@link
 * org.peyvand.protocol.handshake.Established}, whose {@link
 * org.peyvand.protocol.handshake.FrameSealer} and {@link
 * org.peyvand.protocol.handshake.FrameOpener} carry what follows. Whom to answer is asked of a
 * {@link org.peyvand.protocol.handshake.Gate}.
 */
package org.peyvand.protocol.handshake;
