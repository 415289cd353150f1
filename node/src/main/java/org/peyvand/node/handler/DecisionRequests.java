package org.peyvand.node.handler;

import java.util.List;
import java.util.Optional;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.DecisionListResult;
import org.peyvand.node.control.proto.DecisionPropose;
import org.peyvand.node.control.proto.DecisionVote;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.decision.Decisions;
import org.peyvand.protocol.decision.Duties;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.StoreException;

/** Putting questions, voting, closing. */
final class DecisionRequests {
  private static final String USUAL_METHOD = "majority";
  private static final String POWER_METHOD = "threshold";

  private final Desk desk;

  DecisionRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request) throws ControlException, StoreException {
    Group group = desk.group(request);
    return switch (request.getCommandCase()) {
      case DECISION_PROPOSE -> propose(group, request.getDecisionPropose());
      case DECISION_VOTE -> vote(group, request.getDecisionVote());
      case DECISION_CLOSE -> close(group, request.getDecisionClose().getDecision());
      case DECISION_ENACT -> enact(group, request.getDecisionEnact().getDecision());
      case DECISION_WITHDRAW -> withdraw(group, request.getDecisionWithdraw().getDecision());
      case DECISION_SHOW -> show(group, pick(group, request.getDecisionShow().getDecision()).id());
      default -> list(group);
    };
  }

  private Result propose(Group group, DecisionPropose propose)
      throws ControlException, StoreException {
    if (propose.getOptionsCount() > Limits.OPTIONS) {
      throw new ControlException(
          FailureCode.TOO_MANY, "--option", Integer.toString(Limits.OPTIONS));
    }
    Optional<Effect> effect = effect(group, propose);
    String usual = effect.isPresent() ? POWER_METHOD : USUAL_METHOD;
    String method = propose.getMethod().isEmpty() ? usual : propose.getMethod();
    Act.Propose act =
        new Act.Propose(
            Desk.required(propose.getTitle(), Limits.TITLE_CHARS, "TITLE"),
            Desk.text(propose.getText(), Limits.TEXT_CHARS, "--text"),
            Desk.text(method, Limits.CHOICE_CHARS, "--method"),
            propose.getOptionsList(),
            effect);
    return show(group, write(group, act));
  }

  /** What it shall do; refused where there is nothing left to do as things stand. */
  private static Optional<Effect> effect(Group group, DecisionPropose propose)
      throws ControlException, StoreException {
    if (propose.getEffect().isEmpty()) {
      if (!propose.getTarget().isEmpty() || !propose.getValue().isEmpty()) {
        throw new ControlException(FailureCode.MISSING_ARGUMENT, "--effect");
      }
      return Optional.empty();
    }
    Effect effect = EffectArguments.read(group, propose);
    if (!group.replica().membership().fits(effect)) {
      throw new ControlException(FailureCode.EFFECT_NOT_NOW, propose.getEffect());
    }
    return Optional.of(effect);
  }

  private Result enact(Group group, String typed) throws ControlException, StoreException {
    EntryId id = pick(group, typed).id();
    write(group, new Act.Enact(id, List.of()));
    return show(group, id);
  }

  private Result vote(Group group, DecisionVote vote) throws ControlException, StoreException {
    Decision decision = pick(group, vote.getDecision());
    Act.Ballot act =
        new Act.Ballot(
            decision.id(),
            Desk.text(vote.getChoice(), Limits.CHOICE_CHARS, "CHOICE"),
            Desk.text(vote.getReason(), Limits.REASON_CHARS, "--reason"));
    write(group, act);
    return show(group, decision.id());
  }

  /** The first time closes; told again, a teller gives up a round that does not come to its end. */
  private Result close(Group group, String typed) throws ControlException, StoreException {
    EntryId id = pick(group, typed).id();
    Decisions decisions = group.replica().decisions();
    Past now = group.replica().everything();
    Act close = decisions.close(now, id);
    boolean again =
        decisions.decision(id).orElseThrow().state() == Decision.State.CLOSING
            && decisions.refusal(desk.own(), now, close).isPresent();
    Act act = again ? Duties.giveUp(decisions, now, id) : close;
    write(group, act);
    return show(group, id);
  }

  private Result withdraw(Group group, String typed) throws ControlException, StoreException {
    EntryId id = pick(group, typed).id();
    write(group, new Act.Withdraw(id));
    return show(group, id);
  }

  private EntryId write(Group group, Act act) throws ControlException, StoreException {
    desk.requireUncopied(group);
    Rules.requireDecision(group, desk.own(), act);
    return desk.write(group, act).last();
  }

  private Result show(Group group, EntryId id) {
    Decision decision = group.replica().decisions().decision(id).orElseThrow();
    return Result.newBuilder().setDecision(DecisionView.of(group, decision, desk.own())).build();
  }

  private Result list(Group group) {
    DecisionListResult.Builder list = DecisionListResult.newBuilder();
    group
        .replica()
        .decisions()
        .all()
        .forEach(decision -> list.addItems(DecisionView.of(group, decision, desk.own())));
    return Result.newBuilder().setDecisionList(list).build();
  }

  private static Decision pick(Group group, String typed) throws ControlException {
    List<Decision> all = group.replica().decisions().all();
    return Desk.pick(
        all, d -> d.id().hex(), d -> d.question().title(), typed, FailureCode.DECISION_NOT_FOUND);
  }
}
