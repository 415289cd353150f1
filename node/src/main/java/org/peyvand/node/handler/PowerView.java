package org.peyvand.node.handler;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.DecisionResult;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.decision.Support;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.membership.Membership;

/** What is shown of an act of power beside what is shown of every decision. */
final class PowerView {
  private PowerView() {}

  static void add(DecisionResult.Builder view, Decision decision, Membership membership) {
    EffectView effect = EffectView.of(decision.effect().orElseThrow(), membership);
    view.setEffect(effect.key());
    effect.target().ifPresent(view::setTarget);
    view.addAllTargetNames(effect.names());
    effect.value().ifPresent(view::setValue);
    decision.support().ifPresent(support -> add(view, support));
  }

  private static void add(DecisionResult.Builder view, Support support) {
    view.setNeeded(support.needed())
        .setAgreed(support.agreedThen())
        .setElectorateNow(support.seatsNow().size())
        .setNeededNow(support.neededNow())
        .setAgreedNow(support.agreedNow())
        .setEnough(support.isEnough());
  }

  /** Of those who had a seat then, or else of those who have one now. */
  static ControlException tooFew(Decision decision, Membership membership) {
    Support support = decision.support().orElseThrow();
    boolean then = support.agreedThen() < support.needed();
    Set<MemberId> seats = then ? support.seats() : support.seatsNow();
    Set<MemberId> awaited = new TreeSet<>(seats);
    awaited.retainAll(support.voices());
    awaited.removeAll(support.agreed());
    String needed = Integer.toString(then ? support.needed() : support.neededNow());
    String of = Integer.toString(seats.size());
    String agreed = Integer.toString(then ? support.agreedThen() : support.agreedNow());
    if (awaited.isEmpty()) {
      return new ControlException(FailureCode.CANNOT_PASS, needed, of, agreed);
    }
    String names =
        awaited.stream()
            .map(id -> EffectView.name(membership, id))
            .collect(Collectors.joining("\n"));
    return new ControlException(FailureCode.TOO_FEW_AGREED, needed, of, agreed, names);
  }
}
