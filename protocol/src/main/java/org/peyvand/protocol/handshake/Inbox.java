package org.peyvand.protocol.handshake;

import java.util.Arrays;
import java.util.Optional;

/** Bytes of a stream that arrived and were not yet taken. */
final class Inbox {
  private byte[] content = new byte[0];
  private int from;
  private int to;

  void add(byte[] bytes) {
    if (to + bytes.length > content.length) {
      makeRoom(bytes.length);
    }
    System.arraycopy(bytes, 0, content, to, bytes.length);
    to += bytes.length;
  }

  int size() {
    return to - from;
  }

  /** The next {@code length} bytes, or empty while there are fewer. */
  Optional<byte[]> take(int length) {
    if (size() < length) {
      return Optional.empty();
    }
    from += length;
    byte[] taken = Arrays.copyOfRange(content, from - length, from);
    if (from == to) {
      content = new byte[0];
      from = 0;
      to = 0;
    }
    return Optional.of(taken);
  }

  /** All that is left. */
  byte[] drain() {
    return take(size()).orElseThrow();
  }

  /** Grows by half at least, so that a stream of single bytes costs no more than it must. */
  private void makeRoom(int more) {
    int size = size();
    byte[] grown = new byte[Math.max(size + more, size + size / 2)];
    System.arraycopy(content, from, grown, 0, size);
    content = grown;
    from = 0;
    to = size;
  }
}
