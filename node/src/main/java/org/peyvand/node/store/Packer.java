package org.peyvand.node.store;

import java.util.Arrays;
import org.peyvand.protocol.id.Bytes;

/** Writes plain values: bytes, and whole numbers of 7 bits a byte, lowest first. */
final class Packer {
  private byte[] packed;
  private int length;

  Packer(int capacity) {
    packed = new byte[capacity];
  }

  Packer number(long number) {
    reserve(Long.BYTES + 2);
    long left = number;
    while ((left & ~0x7fL) != 0) {
      packed[length++] = (byte) (left & 0x7f | 0x80);
      left >>>= 7;
    }
    packed[length++] = (byte) left;
    return this;
  }

  Packer bytes(Bytes bytes) {
    reserve(bytes.length());
    System.arraycopy(bytes.view(), 0, packed, length, bytes.length());
    length += bytes.length();
    return this;
  }

  byte[] packed() {
    return Arrays.copyOf(packed, length);
  }

  private void reserve(int more) {
    if (length + more > packed.length) {
      packed = Arrays.copyOf(packed, Math.max(length + more, 2 * packed.length));
    }
  }
}
