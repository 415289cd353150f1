package org.peyvand.protocol.epoch;

import java.util.Arrays;
import java.util.Optional;
import org.peyvand.protocol.entry.Limits;

/**
 * Padding that blurs how long a body is: the byte 0x80, then zeroes (ISO/IEC 7816-4), up to the
 * next bucket. Buckets are {@link Limits#BODY_FLOOR_BYTES} and then, between two powers of two,
 * eight equal steps; so padding adds at most an eighth and a byte above the floor.
 */
final class Padding {
  private static final byte MARK = (byte) 0x80;
  private static final int STEPS = 8;

  private Padding() {}

  static byte[] pad(byte[] body) {
    byte[] padded = Arrays.copyOf(body, bucket(body.length + 1));
    padded[body.length] = MARK;
    return padded;
  }

  /** The body, or empty unless this is exactly what padding it gives. */
  static Optional<byte[]> unpad(byte[] padded) {
    int end = padded.length;
    while (end > 0 && padded[end - 1] == 0) {
      end--;
    }
    boolean wellFormed = end > 0 && padded[end - 1] == MARK && padded.length == bucket(end);
    return wellFormed ? Optional.of(Arrays.copyOf(padded, end - 1)) : Optional.empty();
  }

  /** The least bucket that holds this many bytes. */
  static int bucket(int length) {
    if (length <= Limits.BODY_FLOOR_BYTES) {
      return Limits.BODY_FLOOR_BYTES;
    }
    int step = Integer.highestOneBit(length) / STEPS;
    return Math.addExact(length, step - 1) / step * step;
  }
}
