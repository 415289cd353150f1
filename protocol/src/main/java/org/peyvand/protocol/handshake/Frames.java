package org.peyvand.protocol.handshake;

import org.peyvand.protocol.noise.CipherState;

/**
 * The shape of a frame: its payload's length (4 bytes, big endian) sealed on its own, then the
 * payload with zeroes behind it, sealed in blocks. Lengths are hidden from all but the two ends;
 * the padding blurs what the number of bytes on the wire still tells.
 */
public final class Frames {
  /** The longest payload, in bytes: an entry of the largest kind and what surrounds it. */
  public static final int PAYLOAD_LIMIT = 1024 * 1024 + 64 * 1024;

  /** Payloads are padded at least to this, in bytes. */
  public static final int FLOOR = 64;

  static final int HEAD_LENGTH = Integer.BYTES + CipherState.OVERHEAD;

  /** Plaintext bytes in a block; Noise messages end at 64 KiB. */
  static final int BLOCK_LENGTH = 32 * 1024;

  /** Each direction changes its key after this many frames. */
  static final int REKEY_INTERVAL = 1 << 16;

  private Frames() {}

  /**
   * The length to which a payload is padded: by the Padmé rule (Nikitin et al., 2019) it keeps only
   * as many leading bits as its magnitude has. So it grows by an eighth at most, by ever less the
   * longer it is, and the lengths that are seen tell as little as those of floating numbers.
   */
  static int paddedLength(int length) {
    if (length <= FLOOR) {
      return FLOOR;
    }
    int magnitude = floorLog2(length);
    int kept = floorLog2(magnitude) + 1;
    int step = 1 << Math.max(0, magnitude - kept);
    return (length + step - 1) / step * step;
  }

  private static int floorLog2(int number) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number);
  }

  /**
   * Bytes on the wire of a frame with this many bytes of payload.
   *
   * @throws IllegalArgumentException if the length is negative or above {@link #PAYLOAD_LIMIT}
   */
  public static int wireLength(int payloadLength) {
    requireLength(payloadLength);
    int padded = paddedLength(payloadLength);
    int blocks = (padded + BLOCK_LENGTH - 1) / BLOCK_LENGTH;
    return HEAD_LENGTH + padded + blocks * CipherState.OVERHEAD;
  }

  static void requireLength(int payloadLength) {
    if (payloadLength < 0 || payloadLength > PAYLOAD_LIMIT) {
      throw new IllegalArgumentException(
          "payload: expected 0 to " + PAYLOAD_LIMIT + " bytes, found " + payloadLength);
    }
  }
}
