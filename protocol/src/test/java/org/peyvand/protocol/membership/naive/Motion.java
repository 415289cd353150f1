package org.peyvand.protocol.membership.naive;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.MemberId;

/**
 * An act of power before the count (M4.4, M4.5).
 *
 * @param agreeing the ballots in the ENACT's past that count and agree
 * @param first the electorate of the proposal
 * @param second the electorate of the ENACT
 * @param percent the greater of both states' percentages
 */
record Motion(
    Effect effect, List<Deed> agreeing, Set<MemberId> first, Set<MemberId> second, int percent) {

  /** Whether enough have agreed, of the ballots that {@code counts} lets pass. */
  boolean passes(Predicate<Deed> counts) {
    Set<MemberId> agreed = new TreeSet<>();
    agreeing.stream().filter(counts).forEach(b -> agreed.add(b.member().orElseThrow()));
    return reaches(agreed, first) && reaches(agreed, second);
  }

  private boolean reaches(Set<MemberId> agreed, Set<MemberId> electorate) {
    return electorate.stream().filter(agreed::contains).count() >= need(electorate.size());
  }

  private int need(int n) {
    int most = n / 2 + 1;
    if (effect instanceof Effect.Recover) {
      return Math.max(most, (2 * n + 2) / 3);
    }
    int need = Math.max(most, (percent * n + 99) / 100);
    boolean removal = effect instanceof Effect.Expel || effect instanceof Effect.RetireDevice;
    return removal ? Math.max(2, need) : need;
  }
}
