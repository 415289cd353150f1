package org.peyvand.node.discovery;

import java.util.LinkedHashSet;
import java.util.Set;
import org.peyvand.protocol.id.Bytes;

/**
 * What was heard lately, so that the same beacon counts once; and no more of them in a time than
 * can be tried under all keys at leisure. For one thread.
 */
final class Heard {
  /** Beacons remembered. */
  static final int REMEMBERED = 1_024;

  /** Beacons looked at in a second, and saved up at most. */
  static final int A_SECOND = 50;

  private static final double SECOND_NS = 1e9;

  private final Set<Bytes> lately = new LinkedHashSet<>();
  private double left = A_SECOND;
  private long atNs;

  Heard() {
    this(System.nanoTime());
  }

  Heard(long nowNs) {
    atNs = nowNs;
  }

  boolean isNew(Bytes datagram) {
    return isNew(datagram, System.nanoTime());
  }

  boolean isNew(Bytes datagram, long nowNs) {
    left = Math.min(A_SECOND, left + (nowNs - atNs) * A_SECOND / SECOND_NS);
    atNs = nowNs;
    if (left < 1 || !lately.add(datagram)) {
      return false;
    }
    left--;
    if (lately.size() > REMEMBERED) {
      lately.remove(lately.iterator().next());
    }
    return true;
  }
}
