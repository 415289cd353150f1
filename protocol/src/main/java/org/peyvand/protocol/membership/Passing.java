package org.peyvand.protocol.membership;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Point;

/**
 * Why an act of power passed, as far as its own past goes: who agreed, of whom how many had to.
 *
 * @param agreements the ballots in its past that agree
 * @param seats of the proposal's past
 * @param needed of those
 * @param seatsNow of its own past
 * @param neededNow of those
 */
record Passing(
    List<Agreement> agreements,
    Set<MemberId> seats,
    int needed,
    Set<MemberId> seatsNow,
    int neededNow) {

  /** A ballot that agrees. */
  record Agreement(Point ballot, MemberId member) {}

  /** Whether enough have agreed, if all ballots count. Of a deed this is so: else it were none. */
  boolean holds() {
    return isEnough(agreements.stream().map(Agreement::member).collect(Collectors.toSet()));
  }

  /**
   * Whether enough have agreed, of the ballots of which it is known whether they count; {@link
   * #holds()} if all do.
   */
  Truth holds(Function<Point, Truth> counts) {
    for (Agreement agreement : agreements) {
      if (counts.apply(agreement.ballot()) != Truth.YES) {
        return holdsWithout(counts);
      }
    }
    return Truth.YES;
  }

  private Truth holdsWithout(Function<Point, Truth> counts) {
    Set<MemberId> sure = new HashSet<>();
    Set<MemberId> possible = new HashSet<>();
    for (Agreement agreement : agreements) {
      Truth truth = counts.apply(agreement.ballot());
      if (truth != Truth.NO) {
        possible.add(agreement.member());
      }
      if (truth == Truth.YES) {
        sure.add(agreement.member());
      }
    }
    return isEnough(sure) ? Truth.YES : isEnough(possible) ? Truth.UNKNOWN : Truth.NO;
  }

  private boolean isEnough(Set<MemberId> agreed) {
    return reaches(agreed, seats, needed) && reaches(agreed, seatsNow, neededNow);
  }

  private static boolean reaches(Set<MemberId> agreed, Set<MemberId> electorate, int needed) {
    return agreed.stream().filter(electorate::contains).count() >= needed;
  }
}
