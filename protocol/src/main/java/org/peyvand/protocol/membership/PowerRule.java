package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.MemberId;

/** Who has a voice in an act of power, and what such an act may do as things stand. */
final class PowerRule {
  /** How acts of power are decided, and nothing else is. */
  private static final String METHOD = "threshold";

  private PowerRule() {}

  /** Whether a member that acts may put this to the vote. */
  static Optional<Refusal> refusal(Membership known, Member author, Act.Propose propose) {
    if (!propose.method().equals(METHOD) || !propose.options().isEmpty()) {
      return Rules.refuse(Ground.NO_SUCH_PROPOSAL, "expected method " + METHOD + ", no options");
    }
    if (!isSensible(propose.effect().orElseThrow())) {
      return Rules.refuse(Ground.EFFECT_DOES_NOT_FIT, "expected an effect that says something");
    }
    return mayMove(known, author, propose.effect().orElseThrow())
        ? Optional.empty()
        : Rules.refuse(Ground.NO_VOICE, "expected a seat, and another target");
  }

  private static boolean isSensible(Effect effect) {
    if (effect instanceof Effect.Recover recover) {
      return !recover.stewards().isEmpty() || !recover.undo().isEmpty();
    }
    if (effect instanceof Effect.GrantRole grant) {
      return grant.role() != Role.NEWCOMER;
    }
    return !(effect instanceof Effect.EndRole end) || end.role() != Role.NEWCOMER;
  }

  /** Whether a member may put it to the vote, or enact it: it has a seat and a voice. */
  static boolean mayMove(Membership known, Member member, Effect effect) {
    return member.hasSeat() && hasVoice(known, member, effect);
  }

  /** Whether a member's word counts: it is in, and is not itself what is removed. */
  static boolean hasVoice(Membership known, Member member, Effect effect) {
    boolean speaks = member.isActive() || member.isIn() && AuthorRule.isRemedy(effect);
    return speaks && !removed(known, effect).equals(Optional.of(member.id()));
  }

  /** Whom a removal is aimed at; empty for what removes nobody. */
  static Optional<MemberId> removed(Membership known, Effect effect) {
    if (effect instanceof Effect.Expel expel) {
      return Optional.of(expel.member());
    }
    return effect instanceof Effect.RetireDevice retire
        ? known.memberOf(retire.device()).map(Member::id)
        : Optional.empty();
  }

  /** Whether the effect makes sense as things stand. */
  static boolean fits(Membership known, Effect effect) {
    if (effect instanceof Effect.Expel expel) {
      return is(known, expel.member(), Member.State.ACTIVE, Member.State.SUSPENDED);
    }
    if (effect instanceof Effect.Reinstate reinstate) {
      return is(known, reinstate.member(), Member.State.SUSPENDED, Member.State.EXPELLED);
    }
    if (effect instanceof Effect.GrantRole grant) {
      return is(known, grant.member(), Member.State.ACTIVE, Member.State.SUSPENDED)
          && !known.members().get(grant.member()).has(grant.role());
    }
    if (effect instanceof Effect.EndRole end) {
      return is(known, end.member(), Member.State.ACTIVE, Member.State.SUSPENDED)
          && known.members().get(end.member()).role() == end.role();
    }
    if (effect instanceof Effect.RetireDevice retire) {
      return known
          .memberOf(retire.device())
          .filter(member -> !member.retired().containsKey(retire.device()))
          .isPresent();
    }
    return effect instanceof Effect.SetPolicy
        || effect instanceof Effect.CutHistory
        || fits(known, (Effect.Recover) effect);
  }

  private static boolean fits(Membership known, Effect.Recover recover) {
    return recover.stewards().stream()
        .allMatch(id -> known.member(id).filter(m -> m.state() != Member.State.LEFT).isPresent());
  }

  private static boolean is(Membership known, MemberId id, Member.State one, Member.State other) {
    return known.member(id).filter(m -> m.state() == one || m.state() == other).isPresent();
  }
}
