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
   * The largest state of some of these acts that still is theirs when the others are known, too.
   */
  Optional<State> before(BitSet known, Past past, Register register) {
    return byActs.values().stream()
        .flatMap(List::stream)
        .filter(state -> state.missing(known) != null)
        .sorted(Comparator.comparing((State state) -> -state.known().cardinality()))
        .limit(TRIED)
        .filter(
            state ->
                register.deeds(state.missing(known)).stream()
                        .allMatch(state.resolution()::isIndifferentTo)
                    && state.holdsWithin(past))
        .findFirst();
  }

  State keep(State state) {
    byActs.computeIfAbsent(state.known(), k -> new ArrayList<>()).add(state);
    return state;
  }
}
