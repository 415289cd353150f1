package org.peyvand.protocol.membership.naive;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;

/**
 * An entry and all that its own past alone says of it; that never changes.
 *
 * @param number its place in the oracle's list
 * @param before the state of its past
 * @param member whose device wrote it, as its past has it
 * @param inOrder whether it had the power for what it does (M2)
 * @param entry what it brings in, if it is an admission in order, or the founding
 * @param motion what it makes true, if it is an act of power that passed
 */
record Deed(
    int number,
    Fact fact,
    State before,
    Optional<MemberId> member,
    boolean inOrder,
    Optional<Entering> entry,
    Optional<Motion> motion) {

  /**
   * What an admission brings in.
   *
   * @param invite empty for the founder
   * @param gives the role, for a new member
   */
  record Entering(
      DeviceId device, MemberId member, Optional<Act.Invite> invite, Optional<Role> gives) {
    /** Whether it makes a member, and not only a device. */
    boolean isPersonal() {
      return gives.isPresent();
    }

    /** M7.1: whether the device waits for vouching. */
    boolean isForAnother() {
      return invite.flatMap(Act.Invite::forMember).isPresent();
    }
  }

  /** What it does, if it is an act of power that passed. */
  Optional<Effect> effect() {
    return motion.map(Motion::effect);
  }

  EntryId id() {
    return fact.id();
  }

  DeviceId device() {
    return fact.author();
  }

  Act act() {
    return fact.act();
  }

  boolean knows(Deed other) {
    return fact.saw(other.fact);
  }

  boolean concurrent(Deed other) {
    return number != other.number && !knows(other) && !other.knows(this);
  }

  boolean isBy(Optional<MemberId> whose) {
    return member.isPresent() && member.equals(whose);
  }

  /** M8.1, and revocations, which M9.6 puts beside them. */
  boolean takesAway() {
    return removedMember().isPresent()
        || removedDevice().isPresent()
        || act() instanceof Act.RevokeInvite;
  }

  /** M8.1; 0 if it takes nothing away. */
  int rank() {
    if (act() instanceof Act.Leave) {
      return 4;
    }
    return !takesAway() ? 0 : act() instanceof Act.Enact ? 2 : 1;
  }

  /** The member that this removes. */
  Optional<MemberId> removedMember() {
    if (act() instanceof Act.Suspend suspend) {
      return Optional.of(suspend.member());
    }
    if (act() instanceof Act.Leave) {
      return member;
    }
    return effect().filter(Effect.Expel.class::isInstance).flatMap(Effect::target);
  }

  /** The device that this removes. */
  Optional<DeviceId> removedDevice() {
    if (act() instanceof Act.Retire retire) {
      return Optional.of(retire.device());
    }
    if (act() instanceof Act.ProveFork fork) {
      return Optional.of(fork.device());
    }
    return effect()
        .flatMap(
            e ->
                e instanceof Effect.RetireDevice retire
                    ? Optional.of(retire.device())
                    : Optional.empty());
  }

  /** The acts that this says shall have no effect. */
  List<EntryId> undoes() {
    return effect().isPresent() && effect().get() instanceof Effect.Recover recover
        ? recover.undo()
        : List.of();
  }
}
