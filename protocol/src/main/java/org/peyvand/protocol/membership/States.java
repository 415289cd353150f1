package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.log.Past;

/** The states asked for last. For one set of acts there are several if others built differently. */
final class States {
  private static final int KEPT = 64;
  private static final int TRIED = 4;

  /** What was asked for last comes first. */
  private final List<State> recent = new ArrayList<>();

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
    return recent.stream()
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
    return state;
  }
}
