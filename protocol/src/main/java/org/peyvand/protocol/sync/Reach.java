package org.peyvand.protocol.sync;

import java.util.Comparator;

/**
 * How far a side has the chain at a position. A chain that was forked has more than one.
 *
 * @param position of the chain, 48 bits, keyed
 * @param next the head's sequence number and 1; 0 if the side has nothing of it
 * @param check 8 bytes of the head's id, keyed; 0 if there is none
 */
record Reach(long position, long next, long check) implements Comparable<Reach> {
  private static final Comparator<Reach> ORDER =
      Comparator.comparingLong(Reach::position)
          .thenComparingLong(Reach::next)
          .thenComparingLong(Reach::check);

  static Reach nothing(long position) {
    return new Reach(position, 0, 0);
  }

  boolean isNothing() {
    return next == 0;
  }

  @Override
  public int compareTo(Reach other) {
    return ORDER.compare(this, other);
  }
}
