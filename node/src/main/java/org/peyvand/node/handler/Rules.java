package org.peyvand.node.handler;

import java.util.Optional;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.decision.Refusal;
import org.peyvand.protocol.decision.Refusal.Cause;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.membership.Ground;
import org.peyvand.protocol.membership.Membership;

/** Asks the group's rules before an act is written: the same rules that judge everybody's acts. */
final class Rules {
  private Rules() {}

  /** Refuses what membership's rules would not count. */
  static void require(Group group, DeviceId own, Act act) throws ControlException {
    Membership membership = group.replica().membership();
    var refusal = group.replica().refusal(act);
    if (refusal.isPresent()) {
      throw refused(refusal.get().ground(), membership, act);
    }
  }

  private static ControlException refused(Ground ground, Membership membership, Act act) {
    return switch (ground) {
      case NOT_A_MEMBER,
          LEFT,
          SUSPENDED,
          EXPELLED,
          DEVICE_RETIRED,
          NOT_VOUCHED_FOR,
          AUTHOR_HELD,
          AUTHOR_VOID ->
          new ControlException(FailureCode.NOT_MEMBER);
      case ROLE_TOO_LOW -> new ControlException(FailureCode.ROLE_NEEDED, role(membership, act));
      case NOT_THE_INVITER -> new ControlException(FailureCode.ROLE_NEEDED, "steward");
      case INVITE_REVOKED, INVITE_USED, NO_SUCH_INVITE, INVITE_VOID, INVITER_GONE ->
          new ControlException(FailureCode.CODE_USED);
      case ALREADY_ADMITTED -> new ControlException(FailureCode.REQUEST_SETTLED);
      case TOO_MANY_DEVICES ->
          new ControlException(
              FailureCode.TOO_MANY_DEVICES, Integer.toString(Limits.MEMBER_DEVICES));
      case HELD, CIRCULAR -> new ControlException(FailureCode.REQUEST_DOUBTFUL);
      case MALFORMED_REQUEST,
          REQUEST_FOR_ANOTHER_INVITE,
          REQUEST_FOR_ANOTHER_NETWORK,
          REQUEST_NOT_AUTHENTIC ->
          new ControlException(FailureCode.REQUEST_SETTLED);
      case NOT_THE_FOUNDING,
          NOT_THE_FOUNDER,
          UNUSABLE_KEYS,
          BAD_USES,
          INVITE_KEY_TAKEN,
          REMOVED_MEANWHILE,
          NO_SUCH_MEMBER,
          NO_SUCH_DEVICE,
          NO_SUCH_ADMISSION,
          ONE_S_OWN,
          SUSPENSION_OPEN,
          NO_PROOF,
          LAST_MEMBER,
          NO_SUCH_PROPOSAL,
          NO_VOICE,
          EFFECT_DOES_NOT_FIT,
          TOO_FEW_AGREED,
          ENACTED_ALREADY ->
          new ControlException(FailureCode.INTERNAL, ground.name());
    };
  }

  private static String role(Membership membership, Act act) {
    return NetworkRequests.key(
        act instanceof Act.Admit
            ? membership.policy().mayAdmit()
            : membership.policy().mayInvite());
  }

  /** Refuses what the rules of decisions would not count. */
  static void requireDecision(Group group, DeviceId own, Act act) throws ControlException {
    Optional<Refusal> refusal =
        group.replica().decisions().refusal(own, group.replica().everything(), act);
    if (refusal.isPresent()) {
      throw refused(refusal.get(), act);
    }
  }

  private static ControlException refused(Refusal refusal, Act act) {
    Cause cause = refusal.cause();
    return switch (cause) {
      case UNKNOWN_METHOD ->
          new ControlException(FailureCode.UNKNOWN_METHOD, ((Act.Propose) act).method());
      case OPTIONS_NOT_TAKEN ->
          new ControlException(
              FailureCode.BAD_VALUE, "--option", ((Act.Propose) act).options().get(0));
      case UNKNOWN_CHOICE ->
          new ControlException(
              FailureCode.UNKNOWN_CHOICE, ((Act.Ballot) act).choice(), refusal.expected());
      case NOT_A_MEMBER -> new ControlException(FailureCode.NOT_MEMBER);
      case NOT_A_FULL_MEMBER -> new ControlException(FailureCode.ROLE_NEEDED, "member");
      case NOT_IN_ELECTORATE -> new ControlException(FailureCode.NOT_ELECTORATE);
      case NOT_THE_PROPOSER -> new ControlException(FailureCode.NOT_PROPOSER);
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
          ALREADY_CONFIRMED ->
          new ControlException(FailureCode.INTERNAL, cause.name());
    };
  }
}
