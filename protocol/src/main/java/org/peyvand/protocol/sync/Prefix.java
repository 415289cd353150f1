package org.peyvand.protocol.sync;

/**
 * A place in the trie: all positions that begin with these bits.
 *
 * @param depth how many levels below the root, 4 bits each
 * @param bits the first 4 × depth bits of those positions, right-aligned
 */
record Prefix(int depth, long bits) {
  static final int FAN = 16;
  static final int POSITION_BITS = 48;
  static final int DEEPEST = POSITION_BITS / 4;
  static final Prefix ROOT = new Prefix(0, 0);

  Prefix {
    if (depth < 0 || depth > DEEPEST || bits < 0 || bits >>> 4 * depth != 0) {
      throw new IllegalArgumentException("prefix: out of range");
    }
  }

  Prefix child(int index) {
    return new Prefix(depth + 1, bits << 4 | index);
  }

  /** The first position of it. */
  long from() {
    return bits << POSITION_BITS - 4 * depth;
  }

  /** The first position after it. */
  long to() {
    return bits + 1 << POSITION_BITS - 4 * depth;
  }

  /** As on the wire: a 1, then the bits. */
  long path() {
    return 1L << 4 * depth | bits;
  }

  static Prefix ofPath(long path) {
    int length = Long.SIZE - 1 - Long.numberOfLeadingZeros(path);
    if (path <= 0 || length % 4 != 0 || length > POSITION_BITS) {
      throw new IllegalArgumentException("trie: expected a path of whole levels");
    }
    return new Prefix(length / 4, path ^ 1L << length);
  }
}
