package org.peyvand.node.store;

import java.util.Arrays;
import org.peyvand.protocol.id.Bytes;

/**
 * Reads what {@link Packer} wrote. What does not fit is an IllegalArgumentException: the seal has
 * told already that these are our own bytes.
 */
final class Unpacker {
  private final byte[] packed;
  private int at;

  Unpacker(byte[] packed) {
    this.packed = packed;
  }

  long number() {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      require(1);
      byte next = packed[at++];
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("number: expected at most 64 bits, found more");
  }

  int small() {
    long number = number();
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("number: expected at most 31 bits, found " + number);
    }
    return (int) number;
  }

  Bytes bytes(int length) {
    require(length);
    at += length;
    return Bytes.own(Arrays.copyOfRange(packed, at - length, at));
  }

  boolean isAtEnd() {
    return at == packed.length;
  }

  Bytes rest() {
    return bytes(packed.length - at);
  }

  private void require(int more) {
    if (more > packed.length - at) {
      throw new IllegalArgumentException(
          "value: expected " + more + " more bytes, found " + (packed.length - at));
    }
  }
}
