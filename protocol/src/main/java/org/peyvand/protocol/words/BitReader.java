package org.peyvand.protocol.words;

import org.peyvand.protocol.id.Bytes;

/** Reads numbers of a few bits from bytes, most significant bit first. */
final class BitReader {
  private final Bytes bytes;
  private int position;

  BitReader(Bytes bytes) {
    this.bytes = bytes;
  }

  /** Bits read so far. */
  int position() {
    return position;
  }

  int next(int bits) {
    int value = 0;
    for (int i = 0; i < bits; i++, position++) {
      int octet = bytes.at(position / Byte.SIZE);
      value = value << 1 | octet >> (Byte.SIZE - 1 - position % Byte.SIZE) & 1;
    }
    return value;
  }

  Bytes nextBytes(int count) {
    byte[] content = new byte[count];
    for (int i = 0; i < count; i++) {
      content[i] = (byte) next(Byte.SIZE);
    }
    return Bytes.own(content);
  }
}
