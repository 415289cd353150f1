package org.peyvand.node.handler;

import java.util.List;
import java.util.Optional;
import org.peyvand.node.control.proto.BallotReason;
import org.peyvand.node.control.proto.DecisionResult;
import org.peyvand.node.control.proto.Explanation;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.decision.Method;
import org.peyvand.protocol.decision.Result;
import org.peyvand.protocol.decision.Tally;
import org.peyvand.protocol.decision.Voice;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;

/** A decision as its owner sees it. */
final class DecisionView {
  private final Membership membership;
  private final Decision decision;
  private final Optional<MemberId> self;
  private final boolean partial;

  private DecisionView(
      Membership membership, Decision decision, Optional<MemberId> self, boolean partial) {
    this.membership = membership;
    this.decision = decision;
    this.self = self;
    this.partial = partial;
  }

  static DecisionResult of(Group group, Decision decision, DeviceId own) {
    Membership membership = group.replica().membership();
    Optional<MemberId> self = membership.memberOf(own).map(Member::id);
    boolean partial = group.replica().isPartial();
    return new DecisionView(membership, decision, self, partial).result();
  }

  private DecisionResult result() {
    Decision.State state = state();
    Result result = decision.count().result();
    DecisionResult.Builder view =
        DecisionResult.newBuilder()
            .setId(decision.id().hex())
            .setTitle(decision.question().title())
            .setText(decision.question().text())
            .setMethod(decision.question().method())
            .addAllOptions(decision.question().options())
            .addAllChoices(Method.named(decision.question().method()).orElseThrow().choices())
            .setState(NetworkRequests.key(state))
            .setProvisional(state == Decision.State.OPEN || state == Decision.State.CLOSING)
            .setElectorate(decision.electorate().size())
            .setVoted(decision.voted())
            .setAwaited(decision.awaited().size())
            .setLate(decision.late().voices().size())
            .setProposer(name(decision.proposer()))
            .setProposedAt(Desk.time(decision.claimedTimeMs()))
            .setExplanation(explanation(result, state));
    decision
        .ending()
        .ifPresent(
            ending ->
                view.setEndedBy(Desk.nameOf(membership, ending.author()))
                    .setEndedAt(Desk.time(ending.claimedTimeMs()))
                    .setEndedEntry(ending.entry().hex()));
    if (decision.effect().isPresent()) {
      PowerView.add(view, decision, membership);
    }
    if (isTold(state, result)) {
      view.setResult(NetworkRequests.key(result.outcome()));
    }
    result.tally().counts().forEach((choice, number) -> view.putCounts(choice, number));
    decision
        .count()
        .because()
        .values()
        .forEach(ids -> view.addAllBecause(ids.stream().map(EntryId::hex).toList()));
    addPeople(view);
    return view.build();
  }

  /**
   * Settled is said once for ever, so it is not said while there are entries that nobody here
   * reads.
   */
  private Decision.State state() {
    return partial && decision.state() == Decision.State.SETTLED
        ? Decision.State.CLOSING
        : decision.state();
  }

  /** Whether something can be said about the result. An act of power can still pass, always. */
  private boolean isTold(Decision.State state, Result result) {
    return switch (state) {
      case WITHDRAWN, CONTESTED -> false;
      case SETTLED, ENACTED -> true;
      case OPEN, CLOSING ->
          decision.effect().isPresent()
              ? result.outcome() == Result.Outcome.PASSED
              : decision.voted() > 0;
    };
  }

  private void addPeople(DecisionResult.Builder view) {
    decision.awaited().forEach(member -> view.addAwaitedNames(name(member)));
    decision.count().voices().forEach(voice -> view.addAllReasons(reasons(voice, false)));
    decision.late().voices().forEach(voice -> view.addAllReasons(reasons(voice, true)));
    if (!decision.late().voices().isEmpty()) {
      view.setLateWouldChange(decision.lateWouldChange());
    }
    decision.count().voices().stream()
        .filter(voice -> self.filter(voice.member()::equals).isPresent())
        .findFirst()
        .ifPresent(voice -> view.setOwnChoice(voice.choice()));
  }

  private List<BallotReason> reasons(Voice voice, boolean late) {
    return voice.slips().stream()
        .filter(slip -> !slip.reason().isEmpty())
        .map(
            slip ->
                BallotReason.newBuilder()
                    .setMember(name(voice.member()))
                    .setChoice(slip.choice())
                    .setReason(slip.reason())
                    .setLate(late)
                    .build())
        .toList();
  }

  private String name(MemberId member) {
    return membership.member(member).map(Member::name).orElse(member.hex());
  }

  private static Explanation explanation(Result result, Decision.State state) {
    Tally tally = result.tally();
    long agree = tally.count("agree");
    long voted = tally.voted();
    long electorate = tally.electorate();
    return switch (result.why()) {
      case QUORUM_MISSED -> explanation("no-quorum", voted, electorate, tally.quorum());
      case MORE_AGREE ->
          explanation("majority-passed", agree, tally.count("disagree"), voted, electorate);
      case NOT_MORE_AGREE -> explanation("majority-failed", agree, tally.count("disagree"));
      case NO_OBJECTION -> explanation("consent-passed", voted, electorate);
      case OBJECTION -> explanation("consent-failed", tally.count("object"));
      case ENOUGH_AGREE ->
          explanation(
              state == Decision.State.OPEN ? "threshold-passed" : "threshold-ended",
              agree,
              electorate,
              tally.quorum());
      case TOO_FEW_AGREE -> explanation("threshold-failed", agree, electorate, tally.quorum());
    };
  }

  private static Explanation explanation(String key, long... numbers) {
    Explanation.Builder explanation = Explanation.newBuilder().setKey(key);
    for (long number : numbers) {
      explanation.addNumbers(number);
    }
    return explanation.build();
  }
}
