package org.peyvand.protocol.words;

import java.io.ByteArrayOutputStream;
import org.peyvand.protocol.id.Bytes;

/** Collects numbers of a few bits, most significant bit first. */
final class BitWriter {
  private final ByteArrayOutputStream full = new ByteArrayOutputStream();
  private int partial;
  private int length;

  /** Bits written so far. */
  int length() {
    return length;
  }

  BitWriter put(int value, int bits) {
    for (int i = bits - 1; i >= 0; i--) {
      partial = partial << 1 | value >> i & 1;
      if (++length % Byte.SIZE == 0) {
        full.write(partial);
        partial = 0;
      }
    }
    return this;
  }

  BitWriter put(Bytes bytes) {
    for (byte b : bytes.view()) {
      put(b, Byte.SIZE);
    }
    return this;
  }

  /** Adds zero bits until the length is a multiple of {@code unit}. */
  BitWriter padTo(int unit) {
    while (length % unit != 0) {
      put(0, 1);
    }
    return this;
  }

  /** The whole bytes written so far; bits after the last whole byte are not among them. */
  Bytes wholeBytes() {
    return Bytes.own(full.toByteArray());
  }
}
