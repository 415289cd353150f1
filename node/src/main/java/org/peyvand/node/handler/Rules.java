package org.peyvand.node.handler;

import java.util.Optional;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.decision.Refusal;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.membership.Ground;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;

/**
 * Asks the group's rules before an act is written: the same rules that judge everybody's acts. Each
 * rule that a person can meet has its own sentence.
 */
final class Rules {
  private final Group group;
  private final DeviceId own;
  private final Act act;

  private Rules(Group group, DeviceId own, Act act) {
    this.group = group;
    this.own = own;
    this.act = act;
  }

  /** Refuses what membership's rules would not count. */
  static void require(Group group, DeviceId own, Act act) throws ControlException {
    new Rules(group, own, act).membership();
  }

  /** Refuses what the rules of decisions would not count, or those of membership. */
  static void requireDecision(Group group, DeviceId own, Act act) throws ControlException {
    Rules rules = new Rules(group, own, act);
    if (!group.replica().membership().isEffective(own)) {
      rules.membership();
    }
    rules.decision();
    rules.membership();
  }

  private void membership() throws ControlException {
    var refusal = group.replica().refusal(act);
    if (refusal.isPresent()) {
      throw refused(refusal.get().ground());
    }
  }

  private void decision() throws ControlException {
    Optional<Refusal> refusal =
        group.replica().decisions().refusal(own, group.replica().everything(), act);
    if (refusal.isPresent()) {
      throw DecisionRefusals.of(refusal.get(), act, state());
    }
  }

  private Membership known() {
    return group.replica().membership();
  }

  private Optional<Member.State> state() {
    return known().memberOf(own).map(Member::state);
  }

  private ControlException refused(Ground ground) {
    return switch (ground) {
      case NOT_A_MEMBER, AUTHOR_VOID -> new ControlException(FailureCode.NOT_MEMBER);
      case LEFT -> new ControlException(FailureCode.LEFT);
      case SUSPENDED -> new ControlException(FailureCode.SUSPENDED);
      case EXPELLED -> new ControlException(FailureCode.EXPELLED);
      case DEVICE_RETIRED -> new ControlException(FailureCode.DEVICE_RETIRED);
      case NOT_VOUCHED_FOR -> new ControlException(FailureCode.NOT_VOUCHED_FOR);
      case AUTHOR_HELD -> new ControlException(FailureCode.HELD);
      case ROLE_TOO_LOW -> new ControlException(FailureCode.ROLE_NEEDED, role());
      case LAST_MEMBER -> new ControlException(FailureCode.LAST_MEMBER);
      case ONE_S_OWN, NO_SUCH_MEMBER, NO_SUCH_DEVICE, NO_SUCH_ADMISSION, SUSPENSION_OPEN ->
          aboutOthers(ground);
      case NO_SUCH_PROPOSAL,
          NO_VOICE,
          EFFECT_DOES_NOT_FIT,
          TOO_FEW_AGREED,
          WITHDRAWN,
          ENACTED_ALREADY ->
          power(ground);
      case NOT_THE_FOUNDING,
          NOT_THE_FOUNDER,
          BAD_USES,
          BAD_EXPIRY,
          INVITE_KEY_TAKEN,
          REMOVED_MEANWHILE,
          NOTHING_SET_ASIDE,
          NO_PROOF ->
          new ControlException(FailureCode.INTERNAL, ground.name());
      default -> entering(ground);
    };
  }

  private static ControlException entering(Ground ground) {
    return switch (ground) {
      case NOT_THE_INVITER -> new ControlException(FailureCode.ROLE_NEEDED, "steward");
      case INVITE_REVOKED, INVITE_USED, NO_SUCH_INVITE ->
          new ControlException(FailureCode.CODE_USED);
      case INVITE_EXPIRED -> new ControlException(FailureCode.INVITE_EXPIRED);
      case INVITE_SUPERSEDED ->
          new ControlException(
              FailureCode.INVITE_SUPERSEDED, Integer.toString(Limits.OPEN_DEVICE_INVITES));
      case TOO_MANY_INVITES ->
          new ControlException(FailureCode.TOO_MANY_INVITES, Integer.toString(Limits.OPEN_INVITES));
      case INVITE_VOID, INVITER_GONE -> new ControlException(FailureCode.INVITE_VOID);
      case ALREADY_ADMITTED -> new ControlException(FailureCode.REQUEST_SETTLED);
      case TOO_MANY_DEVICES ->
          new ControlException(
              FailureCode.TOO_MANY_DEVICES, Integer.toString(Limits.MEMBER_DEVICES));
      case HELD, CIRCULAR -> new ControlException(FailureCode.REQUEST_DOUBTFUL);
      case MALFORMED_REQUEST,
          REQUEST_FOR_ANOTHER_INVITE,
          REQUEST_FOR_ANOTHER_NETWORK,
          REQUEST_NOT_AUTHENTIC,
          UNUSABLE_KEYS ->
          new ControlException(FailureCode.REQUEST_INVALID);
      default -> throw new AssertionError("ground without a sentence: " + ground);
    };
  }

  /** Suspending, retiring, vouching, and inviting for somebody. */
  private ControlException aboutOthers(Ground ground) {
    return switch (ground) {
      case ONE_S_OWN -> ownTarget();
      case NO_SUCH_MEMBER -> notActive();
      case NO_SUCH_DEVICE -> deviceOfAnother();
      case SUSPENSION_OPEN -> suspensionOpen();
      default -> new ControlException(FailureCode.NOTHING_TO_VOUCH, vouchedFor());
    };
  }

  private ControlException ownTarget() {
    if (act instanceof Act.Suspend) {
      return new ControlException(FailureCode.OWN_SUSPENSION);
    } else if (act instanceof Act.Retire) {
      return new ControlException(FailureCode.OWN_DEVICE);
    }
    return new ControlException(
        act instanceof Act.Vouch ? FailureCode.OWN_VOUCH : FailureCode.OWN_INVITE);
  }

  private ControlException notActive() {
    if (act instanceof Act.Admit) {
      return new ControlException(FailureCode.INVITE_VOID);
    }
    Optional<Member> member =
        act instanceof Act.Suspend suspend
            ? known().member(suspend.member())
            : ((Act.Invite) act).forMember().flatMap(known()::member);
    return new ControlException(
        FailureCode.MEMBER_NOT_ACTIVE,
        member.map(Member::name).orElse(""),
        member.map(m -> NetworkRequests.key(m.state())).orElse(""));
  }

  private ControlException deviceOfAnother() {
    DeviceId device = ((Act.Retire) act).device();
    Member member = known().memberOf(device).orElseThrow();
    return member.retired().containsKey(device)
        ? new ControlException(FailureCode.DEVICE_OUT)
        : new ControlException(FailureCode.DEVICE_OF_ANOTHER, member.name(), device.hex());
  }

  private ControlException suspensionOpen() {
    Member author = known().memberOf(own).orElseThrow();
    String name =
        known().suspensions().values().stream()
            .filter(suspension -> suspension.by().equals(author.id()))
            .findFirst()
            .map(suspension -> EffectView.name(known(), suspension.member()))
            .orElse("");
    return new ControlException(FailureCode.SUSPENSION_OPEN, name);
  }

  private String vouchedFor() {
    return Optional.ofNullable(known().admissions().get(((Act.Vouch) act).admission()))
        .map(admission -> EffectView.name(known(), admission.member()))
        .orElse("");
  }

  private ControlException power(Ground ground) {
    if (ground == Ground.NO_SUCH_PROPOSAL) {
      return new ControlException(FailureCode.NOTHING_TO_ENACT);
    }
    if (ground == Ground.WITHDRAWN) {
      return new ControlException(FailureCode.DECISION_NOT_OPEN, "withdrawn");
    }
    if (ground == Ground.ENACTED_ALREADY) {
      return new ControlException(FailureCode.ENACTED_ALREADY);
    }
    if (ground == Ground.NO_VOICE) {
      return known().memberOf(own).filter(Member::hasSeat).isPresent()
          ? new ControlException(FailureCode.OWN_REMOVAL)
          : new ControlException(FailureCode.ROLE_NEEDED, "member");
    }
    Decision decision =
        group.replica().decisions().decision(((Act.Enact) act).proposal()).orElseThrow();
    return ground == Ground.EFFECT_DOES_NOT_FIT
        ? notNow(decision)
        : PowerView.tooFew(decision, known());
  }

  private ControlException notNow(Decision decision) {
    String key = EffectView.of(decision.effect().orElseThrow(), known()).key();
    return new ControlException(FailureCode.EFFECT_NOT_NOW, key);
  }

  private String role() {
    if (act instanceof Act.Suspend) {
      return "steward";
    } else if (act instanceof Act.Vouch || act instanceof Act.Adopt) {
      return "member";
    }
    return NetworkRequests.key(
        act instanceof Act.Admit ? known().policy().mayAdmit() : known().policy().mayInvite());
  }
}
