package org.peyvand.protocol.log;

import java.util.Arrays;

/**
 * All that an entry had seen of the governance lane, as a vector clock: for each line of entries,
 * how many of them. Immutable. Comparable only within the {@link Graph} that made it.
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

  /** The number of a line's newest entry in this past; -1 where there is none. */
  public int newest(int line) {
    return (line < counts.length ? counts[line] : 0) - 1;
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
    Past joined = join(point.past());
    if (joined.includes(point)) {
      return joined;
    }
    int[] grown = Arrays.copyOf(joined.counts, Math.max(joined.counts.length, point.line() + 1));
    grown[point.line()] = Math.toIntExact(point.seq() + 1);
    return new Past(grown);
  }

  public Past join(Past other) {
    if (includes(other)) {
      return this;
    }
    if (other.includes(this)) {
      return other;
    }
    int[] joined = Arrays.copyOf(counts, Math.max(counts.length, other.counts.length));
    for (int line = 0; line < other.counts.length; line++) {
      joined[line] = Math.max(joined[line], other.counts[line]);
    }
    return new Past(joined);
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
