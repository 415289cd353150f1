package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.MemberId;

/** Who has a voice in an act of power, and what such an act may do as things stand. */
final class PowerRule {
  private PowerRule() {}

  /** Whether a member that acts may put this to the vote. */
  static Optional<Refusal> refusal(Membership known, Member author, Act.Propose propose) {
    return hasVoice(known, author, propose.effect().orElseThrow())
        ? Optional.empty()
        : Rules.refuse(Ground.NO_VOICE, "expected a seat, and another target");
  }

  /** Whether a member's word counts: it has a seat, and is not itself what is removed. */
  static boolean hasVoice(Membership known, Member member, Effect effect) {
    boolean speaks = member.isActive() || AuthorRule.isRemedy(effect);
    return speaks && member.hasSeat() && !removed(known, effect).equals(Optional.of(member.id()));
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
      Optional<Member> member = known.member(end.member());
      return end.role().ordinal() > 0
          && member.filter(m -> m.has(end.role()) && m.state() != Member.State.LEFT).isPresent();
    }
    if (effect instanceof Effect.RetireDevice retire) {
      return known
          .memberOf(retire.device())
          .filter(member -> !member.retired().containsKey(retire.device()))
          .isPresent();
    }
    return effect instanceof Effect.SetPolicy || fits(known, (Effect.Recover) effect);
  }

  private static boolean fits(Membership known, Effect.Recover recover) {
    boolean says = !recover.stewards().isEmpty() || !recover.undo().isEmpty();
    return says
        && recover.stewards().stream()
            .allMatch(
                id -> known.member(id).filter(m -> m.state() != Member.State.LEFT).isPresent());
  }

  private static boolean is(Membership known, MemberId id, Member.State one, Member.State other) {
    return known.member(id).filter(m -> m.state() == one || m.state() == other).isPresent();
  }
}
