package org.peyvand.protocol.handshake;

import java.util.Arrays;
import java.util.Optional;

/** Bytes of a stream that arrived and were not yet taken. */
final class Inbox {
  private byte[] content = new byte[0];
  private int from;

  void add(byte[] bytes) {
    byte[] joined = new byte[size() + bytes.length];
    System.arraycopy(content, from, joined, 0, size());
    System.arraycopy(bytes, 0, joined, size(), bytes.length);
    content = joined;
    from = 0;
  }

  int size() {
    return content.length - from;
  }

  /** The next {@code length} bytes, or empty while there are fewer. */
  Optional<byte[]> take(int length) {
    if (size() < length) {
      return Optional.empty();
    }
    from += length;
    return Optional.of(Arrays.copyOfRange(content, from - length, from));
  }

  /** All that is left. */
  byte[] drain() {
    return take(size()).orElseThrow();
  }
}
