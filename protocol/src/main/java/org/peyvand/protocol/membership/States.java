package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.peyvand.protocol.log.Past;

/**
 * The states asked for last. For one set of acts there are several if others built differently. And
 * a ladder of earlier ones, for the past of who has heard of nothing for long.
 */
final class States {
  private static final int KEPT = 64;
  private static final int TRIED = 4;
  private static final int RUNGS = 16;

  /** What was asked for last comes first. */
  private final List<State> recent = new ArrayList<>();

  /** Each with {@link #step} acts more, at least, than the one before. */
  private final List<State> ladder = new ArrayList<>();

  private int step = 32;

  Optional<State> find(BitSet known, Past past) {
    for (int i = 0; i < recent.size(); i++) {
      State state = recent.get(i);
      if (state.known().equals(known) && state.holdsWithin(past)) {
        Collections.rotate(recent.subList(0, i + 1), 1);
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /** The largest state of some of these acts that holds within that past, too, of a few. */
  Optional<State> before(BitSet known, Past past) {
    return Stream.concat(recent.stream(), ladder.stream())
        .filter(state -> state.isWithin(known))
        .sorted(Comparator.comparingInt(state -> -state.known().cardinality()))
        .limit(TRIED)
        .filter(state -> state.holdsWithin(past))
        .findFirst();
  }

  State keep(State state) {
    if (recent.size() == KEPT) {
      recent.remove(KEPT - 1);
    }
    recent.add(0, state);
    climb(state);
    return state;
  }

  /** Of too many rungs every other goes, and the next are further apart. */
  private void climb(State state) {
    int top = ladder.isEmpty() ? 0 : ladder.get(ladder.size() - 1).known().cardinality();
    if (state.known().cardinality() >= top + step) {
      ladder.add(state);
    }
    if (ladder.size() > RUNGS) {
      List<State> left =
          IntStream.range(0, RUNGS + 1).filter(i -> i % 2 == 0).mapToObj(ladder::get).toList();
      ladder.clear();
      ladder.addAll(left);
      step *= 2;
    }
  }
}
