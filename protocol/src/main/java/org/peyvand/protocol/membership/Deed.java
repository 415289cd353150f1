package org.peyvand.protocol.membership;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Point;

/**
 * An act on membership that its author had the power for in its own past: that is settled for ever.
 * What later acts may do to it is {@link Resolution}'s.
 *
 * @param author whose act it is
 * @param grant who enters by it, where it is a founding or an admission
 * @param effect what it makes true, where it enacts a proposal
 * @param full the full members in its own past, where that matters: admissions and vouching
 */
record Deed(
    Fact fact,
    MemberId author,
    Optional<Grant> grant,
    Optional<Effect> effect,
    Set<MemberId> full) {

  /**
   * Brings a device in.
   *
   * @param member whose device it becomes
   * @param invite by which invite; empty for the founder
   * @param first whether the device brings its member in, rather than joining it
   * @param gives the role of a member that enters by it
   * @param awaitsVouchers whether it counts only once others vouch for it
   */
  record Grant(
      MemberId member,
      DeviceKeys keys,
      String name,
      Optional<EntryId> invite,
      boolean first,
      Role gives,
      boolean awaitsVouchers) {
    DeviceId device() {
      return keys.device();
    }
  }

  EntryId id() {
    return fact.id();
  }

  Point point() {
    return fact.point();
  }

  Act act() {
    return fact.act();
  }

  boolean saw(Deed other) {
    return fact.saw(other.fact);
  }

  boolean isConcurrentWith(Deed other) {
    return this != other && !saw(other) && !other.saw(this);
  }

  /** Whether it takes power away: such acts stand where they and grants defeat each other. */
  boolean isRemoval() {
    return act() instanceof Act.RevokeInvite
        || removedMember().isPresent()
        || removedDevice().isPresent();
  }

  /** Which member it removes. */
  Optional<MemberId> removedMember() {
    if (act() instanceof Act.Leave) {
      return Optional.of(author);
    }
    if (act() instanceof Act.Suspend suspend) {
      return Optional.of(suspend.member());
    }
    return effect.isPresent() && effect.get() instanceof Effect.Expel expel
        ? Optional.of(expel.member())
        : Optional.empty();
  }

  /** Which device it removes. */
  Optional<DeviceId> removedDevice() {
    if (act() instanceof Act.Retire retire) {
      return Optional.of(retire.device());
    }
    if (act() instanceof Act.ProveFork fork) {
      return Optional.of(fork.device());
    }
    return effect.isPresent() && effect.get() instanceof Effect.RetireDevice retire
        ? Optional.of(retire.device())
        : Optional.empty();
  }

  /** The records of the removed that its author knew, where it is a removal. */
  List<Pin> pins() {
    if (act() instanceof Act.Suspend suspend) {
      return suspend.pins();
    }
    if (act() instanceof Act.Retire retire) {
      return retire.pins();
    }
    if (act() instanceof Act.ProveFork fork) {
      return fork.pins();
    }
    return act() instanceof Act.Enact enact ? enact.pins() : List.of();
  }

  /** Which acts it undoes. */
  List<EntryId> undoes() {
    return effect.isPresent() && effect.get() instanceof Effect.Recover recover
        ? recover.undo()
        : List.of();
  }

  /** Whether no removal of its author voids it: it was judged by its own past once and for all. */
  boolean isFinal() {
    return act() instanceof Act.Leave
        || act() instanceof Act.Enact
        || act() instanceof Act.ProveFork;
  }

  /** Which invite it admits by, where it is an admission. */
  Optional<EntryId> invite() {
    return grant.flatMap(Grant::invite);
  }
}
