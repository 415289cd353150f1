package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;

/** The acts on membership, numbered in the order of arrival. */
final class Acts {
  private static final int STRIDE = 32;

  private final List<Point> all = new ArrayList<>();

  /**
   * The first knows the first {@link #STRIDE} acts and no more than they, the next twice as many.
   */
  private final List<Past> milestones = new ArrayList<>();

  private Past known = Past.NOTHING;

  /** Returns the act's number. */
  int add(Point act) {
    all.add(act);
    known = known.with(act);
    if (all.size() % STRIDE == 0) {
      milestones.add(known);
    }
    return all.size() - 1;
  }

  Point get(int number) {
    return all.get(number);
  }

  /** Which of them are in this past, by number. Most pasts have all but some of the newest. */
  BitSet in(Past past) {
    int passed = milestones.size();
    while (passed > 0 && !past.includes(milestones.get(passed - 1))) {
      passed--;
    }
    BitSet in = new BitSet(all.size());
    in.set(0, passed * STRIDE);
    for (int i = passed * STRIDE; i < all.size(); i++) {
      if (past.includes(all.get(i))) {
        in.set(i);
      }
    }
    return in;
  }
}
