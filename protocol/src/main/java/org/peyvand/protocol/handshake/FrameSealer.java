package org.peyvand.protocol.handshake;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.noise.CipherState;

/**
 * Seals frames in one direction of a channel. They must be sent in the order in which they were
 * sealed, each once. Not safe for use by several threads at once.
 */
public final class FrameSealer {
  private final CipherState cipher;
  private long frames;
  private long bytes;

  FrameSealer(CipherState cipher) {
    this.cipher = cipher;
  }

  /**
   * The frame that carries this payload, of {@link Frames#wireLength} bytes.
   *
   * @throws IllegalArgumentException if the payload is above {@link Frames#PAYLOAD_LIMIT}
   */
  public byte[] seal(Bytes payload) {
    ByteBuffer wire = ByteBuffer.allocate(Frames.wireLength(payload.length()));
    byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(payload.length()).array();
    wire.put(cipher.seal(length));
    int padded = Frames.paddedLength(payload.length());
    for (int at = 0; at < padded; at += Frames.BLOCK_LENGTH) {
      wire.put(cipher.seal(block(payload, at, Math.min(at + Frames.BLOCK_LENGTH, padded))));
    }
    frames++;
    bytes += wire.capacity();
    if (frames % Frames.REKEY_INTERVAL == 0) {
      cipher.rekey();
    }
    return wire.array();
  }

  /** Frames sealed so far. */
  public long frames() {
    return frames;
  }

  /** Bytes of all frames sealed so far, as on the wire. */
  public long bytes() {
    return bytes;
  }

  /** Zeroes the key; nothing can be sealed afterwards. */
  public void destroy() {
    cipher.destroy();
  }

  /** These bytes of the payload, with zeroes where it has ended. */
  private static byte[] block(Bytes payload, int from, int to) {
    return from >= payload.length()
        ? new byte[to - from]
        : Arrays.copyOfRange(payload.view(), from, to);
  }
}
