package org.peyvand.protocol.log;

import java.util.Arrays;

/**
 * All that an entry had seen of the governance lane, as a vector clock: for each line of entries,
 * how many of them. Immutable. Comparable only within the {@link Graph} that made it.
 *
 * <p>Invariant: what includes an entry includes all that the entry had seen.
 */
public final class Past {
  public static final Past NOTHING = new Past(new int[0]);

  private final int[] counts;

  private Past(int[] counts) {
    this.counts = counts;
  }

  public boolean includes(Point point) {
    return point.line() < counts.length && counts[point.line()] > point.seq();
  }

  /** Whether all of {@code other} is in this past. */
  public boolean includes(Past other) {
    if (this == other) {
      return true;
    }
    for (int line = 0; line < other.counts.length; line++) {
      if (other.counts[line] > (line < counts.length ? counts[line] : 0)) {
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
    int[] joined = joined(point.past(), point.line() + 1);
    joined[point.line()] = Math.toIntExact(point.seq() + 1);
    return new Past(joined);
  }

  public Past join(Past other) {
    if (includes(other)) {
      return this;
    }
    return other.includes(this) ? other : new Past(joined(other, 0));
  }

  /** The greater count of each line, with room for so many lines. */
  private int[] joined(Past other, int lines) {
    int[] joined =
        Arrays.copyOf(counts, Math.max(lines, Math.max(counts.length, other.counts.length)));
    for (int line = 0; line < other.counts.length; line++) {
      joined[line] = Math.max(joined[line], other.counts[line]);
    }
    return joined;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Past that && includes(that) && that.includes(this);
  }

  @Override
  public int hashCode() {
    int last = counts.length;
    while (last > 0 && counts[last - 1] == 0) {
      last--;
    }
    return Arrays.hashCode(Arrays.copyOf(counts, last));
  }

  @Override
  public String toString() {
    return Arrays.toString(counts);
  }
}
