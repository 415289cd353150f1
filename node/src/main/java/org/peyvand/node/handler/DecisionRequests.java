package org.peyvand.node.handler;

import java.util.List;
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
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.StoreException;

/** Putting questions, voting, closing. */
final class DecisionRequests {
  private static final String USUAL_METHOD = "majority";

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
      case DECISION_WITHDRAW -> withdraw(group, request.getDecisionWithdraw().getDecision());
      case DECISION_SHOW -> show(group, pick(group, request.getDecisionShow().getDecision()).id());
      default -> list(group);
    };
  }

  private Result propose(Group group, DecisionPropose propose)
      throws ControlException, StoreException {
    if (!propose.getEffect().isEmpty()) {
      throw new ControlException(FailureCode.UNKNOWN_EFFECT, propose.getEffect());
    }
    if (propose.getOptionsCount() > Limits.OPTIONS) {
      throw new ControlException(
          FailureCode.TOO_MANY, "--option", Integer.toString(Limits.OPTIONS));
    }
    String method = propose.getMethod().isEmpty() ? USUAL_METHOD : propose.getMethod();
    Act.Propose act =
        new Act.Propose(
            Desk.required(propose.getTitle(), Limits.TITLE_CHARS, "TITLE"),
            Desk.text(propose.getText(), Limits.TEXT_CHARS, "--text"),
            Desk.text(method, Limits.CHOICE_CHARS, "--method"),
            propose.getOptionsList());
    return show(group, write(group, act));
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
    desk.requireWriter(group);
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
