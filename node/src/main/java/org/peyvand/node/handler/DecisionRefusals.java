package org.peyvand.node.handler;

import java.util.Optional;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.protocol.decision.Refusal;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.membership.Member;

/** The rules of decisions as failures that a person understands. */
final class DecisionRefusals {
  private DecisionRefusals() {}

  /**
   * @param author the state of the author's member
   */
  static ControlException of(Refusal refusal, Act act, Optional<Member.State> author) {
    return switch (refusal.cause()) {
      case NOT_A_MEMBER, SUSPENDED ->
          new ControlException(
              author.filter(Member.State.SUSPENDED::equals).isPresent()
                  ? FailureCode.SUSPENDED
                  : FailureCode.NOT_MEMBER);
      case NOT_A_FULL_MEMBER -> new ControlException(FailureCode.ROLE_NEEDED, "member");
      case NOT_IN_ELECTORATE -> new ControlException(FailureCode.NOT_ELECTORATE);
      case NOT_THE_PROPOSER -> new ControlException(FailureCode.NOT_PROPOSER);
      case OWN_REMOVAL -> new ControlException(FailureCode.OWN_REMOVAL);
      case AGREED_FOR_GOOD -> new ControlException(FailureCode.AGREED_FOR_GOOD);
      case ALREADY_ENACTED -> new ControlException(FailureCode.ENACTED_ALREADY);
      case NOTHING_TO_ENACT -> new ControlException(FailureCode.NOTHING_TO_ENACT);
      case ENACTED_NOT_CLOSED -> new ControlException(FailureCode.ENACT_NOT_CLOSE);
      case NOT_A_TELLER, OTHER_DEVICE_TELLS, NO_TELLERS, NOT_YOUR_TURN ->
          new ControlException(FailureCode.NOT_TELLER);
      case WITHDRAWN -> new ControlException(FailureCode.DECISION_NOT_OPEN, "withdrawn");
      case ALREADY_SETTLED, AFTER_CLOSE ->
          new ControlException(FailureCode.DECISION_NOT_OPEN, "settled");
      case ROUND_GIVEN_UP, TOO_FEW_GAVE_UP, UNKNOWN_ROUND, NOT_CLOSING ->
          new ControlException(FailureCode.DECISION_NOT_OPEN, "closing");
      case TOO_MANY_BALLOTS ->
          new ControlException(
              FailureCode.TOO_MANY, "ballots", Integer.toString(Limits.CLOSE_BALLOTS));
      case UNKNOWN_PROPOSAL,
          UNKNOWN_BALLOT,
          BALLOTS_LEFT_OUT,
          BALLOTS_REPEATED,
          LIST_NOT_CARRIED_OVER,
          UNKNOWN_CLOSE,
          VOID_CLOSE,
          ALREADY_ACKNOWLEDGED,
          OTHER_LIST_ACKNOWLEDGED,
          TOO_FEW_ACKNOWLEDGEMENTS,
          ALREADY_CONFIRMED,
          VOID_ENACTMENT ->
          new ControlException(FailureCode.INTERNAL, refusal.cause().name());
      default -> typed(refusal, act);
    };
  }

  /** What was typed wrongly. */
  private static ControlException typed(Refusal refusal, Act act) {
    return switch (refusal.cause()) {
      case UNKNOWN_METHOD ->
          new ControlException(FailureCode.UNKNOWN_METHOD, ((Act.Propose) act).method());
      case EFFECT_NEEDS_THRESHOLD ->
          new ControlException(FailureCode.EFFECT_METHOD, ((Act.Propose) act).method());
      case THRESHOLD_NEEDS_EFFECT -> new ControlException(FailureCode.METHOD_NEEDS_EFFECT);
      case OPTIONS_NOT_TAKEN ->
          new ControlException(
              FailureCode.BAD_VALUE, "--option", ((Act.Propose) act).options().get(0));
      case UNKNOWN_CHOICE ->
          new ControlException(
              FailureCode.UNKNOWN_CHOICE, ((Act.Ballot) act).choice(), refusal.expected());
      default -> throw new AssertionError("cause without a sentence: " + refusal);
    };
  }
}
