package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peyvand.protocol.log.Past;

/** The states asked for last. For one set of acts there are several if others built differently. */
final class States {
  private final Map<BitSet, List<State>> byActs = new Recent<>();

  Optional<State> find(BitSet known, Past past) {
    return byActs.getOrDefault(known, List.of()).stream()
        .filter(state -> state.holdsWithin(past))
        .findFirst();
  }

  State keep(State state) {
    byActs.computeIfAbsent(state.known(), k -> new ArrayList<>()).add(state);
    return state;
  }
}
