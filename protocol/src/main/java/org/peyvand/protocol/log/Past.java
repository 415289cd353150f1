package org.peyvand.protocol.log;

import java.util.Arrays;

/**
 * All that an entry had seen of the governance lane, as a vector clock: for each line of entries,
 * how many of them. Immutable. Comparable only within the {@link Graph} that made it.
 *
 * <p>Invariant: what includes an entry includes all that the entry had seen.
 *
 * <p>The counts stand in pieces, which pasts share where they are equal: an entry's past is that of
 * the newest entry that it links to but for a few lines, and all of them are kept.
 */
public final class Past {
  public static final Past NOTHING = new Past(new int[0][]);

  private static final int BITS = 5;
  private static final int PIECE = 1 << BITS;
  private static final int[] NONE = new int[PIECE];

  private final int[][] pieces;

  private Past(int[][] pieces) {
    this.pieces = pieces;
  }

  public boolean includes(Point point) {
    int piece = point.line() >>> BITS;
    return piece < pieces.length && pieces[piece][point.line() & PIECE - 1] > point.seq();
  }

  /** The number of a line's newest entry in this past; -1 where there is none. */
  public int newest(int line) {
    return piece(line >>> BITS)[line & PIECE - 1] - 1;
  }

  /** Whether all of {@code other} is in this past. */
  public boolean includes(Past other) {
    for (int i = 0; i < other.pieces.length; i++) {
      if (!covers(piece(i), other.pieces[i])) {
        return false;
      }
    }
    return true;
  }

  /** This past, the point, and all that the point had seen. */
  public Past with(Point point) {
    if (includes(point)) {
      return this;
    }
    int at = point.line() >>> BITS;
    int[][] joined = joined(point.past(), at + 1);
    joined[at] = joined[at].clone();
    joined[at][point.line() & PIECE - 1] = Math.toIntExact(point.seq() + 1);
    return new Past(joined);
  }

  public Past join(Past other) {
    if (includes(other)) {
      return this;
    }
    return other.includes(this) ? other : new Past(joined(other, 0));
  }

  /** The greater count of each line, in so many pieces at least. */
  private int[][] joined(Past other, int least) {
    int[][] joined = new int[Math.max(least, Math.max(pieces.length, other.pieces.length))][];
    for (int i = 0; i < joined.length; i++) {
      joined[i] = joined(piece(i), other.piece(i));
    }
    return joined;
  }

  private static int[] joined(int[] one, int[] other) {
    if (covers(one, other)) {
      return one;
    }
    if (covers(other, one)) {
      return other;
    }
    int[] joined = one.clone();
    for (int i = 0; i < PIECE; i++) {
      joined[i] = Math.max(joined[i], other[i]);
    }
    return joined;
  }

  private static boolean covers(int[] one, int[] other) {
    if (one == other) {
      return true;
    }
    for (int i = 0; i < PIECE; i++) {
      if (one[i] < other[i]) {
        return false;
      }
    }
    return true;
  }

  private int[] piece(int number) {
    return number < pieces.length ? pieces[number] : NONE;
  }

  private int[] counts() {
    int[] counts = new int[pieces.length * PIECE];
    for (int i = 0; i < pieces.length; i++) {
      System.arraycopy(pieces[i], 0, counts, i * PIECE, PIECE);
    }
    int last = counts.length;
    while (last > 0 && counts[last - 1] == 0) {
      last--;
    }
    return Arrays.copyOf(counts, last);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Past that && includes(that) && that.includes(this);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts());
  }

  @Override
  public String toString() {
    return Arrays.toString(counts());
  }
}
