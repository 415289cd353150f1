package org.peyvand.protocol.sync;

import java.nio.ByteBuffer;
import org.peyvand.protocol.id.Bytes;

/** A sum modulo 2^128, so that the order of what it is made of does not matter. */
record Fingerprint(long high, long low) implements Comparable<Fingerprint> {
  static final int LENGTH = 16;
  static final Fingerprint ZERO = new Fingerprint(0, 0);

  /** The first 16 of these bytes, big endian. */
  static Fingerprint of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Fingerprint(buffer.getLong(), buffer.getLong());
  }

  Fingerprint plus(Fingerprint other) {
    long sum = low + other.low;
    int carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new Fingerprint(high + other.high + carry, sum);
  }

  Fingerprint minus(Fingerprint other) {
    int borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    return new Fingerprint(high - other.high - borrow, low - other.low);
  }

  @Override
  public int compareTo(Fingerprint other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  Bytes bytes() {
    return Bytes.own(ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array());
  }
}
