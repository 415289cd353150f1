package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;

/**
 * A proposal of an act of power and who has agreed to it so far. To agree is final: whoever agreed
 * once, has agreed.
 */
final class Motion {
  private record Agreement(Point ballot, MemberId member) {}

  private final Point proposal;
  private final Effect effect;
  private final Set<MemberId> seats;
  private final int percent;
  private final List<Agreement> agreements = new ArrayList<>();
  private final List<Point> enactments = new ArrayList<>();

  /**
   * @param seats of the proposal's own past
   * @param percent the share that the policy of the proposal's own past asks for
   */
  Motion(Point proposal, Effect effect, Set<MemberId> seats, int percent) {
    this.proposal = proposal;
    this.effect = effect;
    this.seats = seats;
    this.percent = percent;
  }

  Point proposal() {
    return proposal;
  }

  Effect effect() {
    return effect;
  }

  Set<MemberId> seats() {
    return seats;
  }

  int percent() {
    return percent;
  }

  void agree(Point ballot, MemberId member) {
    agreements.add(new Agreement(ballot, member));
  }

  /** Who has agreed, as this past knows. */
  Set<MemberId> agreed(Past past) {
    Set<MemberId> agreed = new TreeSet<>();
    for (Agreement agreement : agreements) {
      if (past.includes(agreement.ballot())) {
        agreed.add(agreement.member());
      }
    }
    return agreed;
  }

  void enacted(Point enactment) {
    enactments.add(enactment);
  }

  boolean isEnactedIn(Past past) {
    return enactments.stream().anyMatch(past::includes);
  }
}
