package org.peyvand.protocol.crypto;

/** Checks of lengths that only our own code can get wrong. */
final class Lengths {
  private Lengths() {}

  static byte[] require(byte[] bytes, int length, String what) {
    if (bytes.length != length) {
      throw new IllegalArgumentException(
          what + ": expected " + length + " bytes, found " + bytes.length);
    }
    return bytes;
  }
}
