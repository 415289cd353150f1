package org.peyvand.protocol.sync;

import java.util.Comparator;

/**
 * How far a side has the chain at a position. A chain that was forked has more than one.
 *
 * @param position of the chain, 48 bits, keyed
 * @param next the head's sequence number and 1; 0 if the side has nothing of it
 * @param check 8 bytes of the head's id, keyed; 0 if there is none
 */
record Claim(long position, long next, long check) implements Comparable<Claim> {
  private static final Comparator<Claim> ORDER =
      Comparator.comparingLong(Claim::position)
          .thenComparingLong(Claim::next)
          .thenComparingLong(Claim::check);

  static Claim nothing(long position) {
    return new Claim(position, 0, 0);
  }

  boolean isNothing() {
    return next == 0;
  }

  @Override
  public int compareTo(Claim other) {
    return ORDER.compare(this, other);
  }
}
