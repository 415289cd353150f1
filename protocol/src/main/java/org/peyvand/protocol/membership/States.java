package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peyvand.protocol.log.Past;

/** The states asked for last. For one set of acts there are several if others built differently. */
final class States {
  private static final int TRIED = 4;

  private final Map<BitSet, List<State>> byActs = new Recent<>();

  Optional<State> find(BitSet known, Past past) {
    return byActs.getOrDefault(known, List.of()).stream()
        .filter(state -> state.holdsWithin(past))
        .findFirst();
  }

  /**
   * The largest state of some of these acts that still is theirs when the others are known, too;
   * empty if the largest few are not.
   */
  Optional<State> before(BitSet known, Past past, Register register) {
    List<State> earlier = new ArrayList<>();
    for (List<State> ofTheSame : byActs.values()) {
      for (State state : ofTheSame) {
        if (state.isWithin(known)) {
          earlier.add(state);
        }
      }
    }
    earlier.sort(Comparator.comparingInt(state -> -state.known().cardinality()));
    for (State state : earlier.subList(0, Math.min(TRIED, earlier.size()))) {
      if (isIndifferent(state, register.deeds(state.missing(known))) && state.holdsWithin(past)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  private static boolean isIndifferent(State state, List<Deed> more) {
    for (Deed deed : more) {
      if (!state.resolution().isIndifferentTo(deed)) {
        return false;
      }
    }
    return true;
  }

  State keep(State state) {
    byActs.computeIfAbsent(state.known(), k -> new ArrayList<>()).add(state);
    return state;
  }
}
