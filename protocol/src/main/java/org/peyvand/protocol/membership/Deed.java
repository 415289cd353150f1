package org.peyvand.protocol.membership;

import java.util.BitSet;
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
 * @param number among the acts of its view, in the order of arrival
 * @param author whose act it is
 * @param grant who enters by it, where it is a founding or an admission
 * @param power what it makes true, where it enacts a proposal
 * @param completes whether enough vouch for an admission with it, where it vouches
 */
record Deed(
    int number,
    Fact fact,
    MemberId author,
    Optional<Grant> grant,
    Optional<Enacting> power,
    boolean completes) {

  /**
   * An act of power that passed.
   *
   * @param backing deeds, by number, that bring those in who agreed: if all stand, all votes count
   */
  record Enacting(Effect effect, Passing passing, BitSet backing) {}

  /**
   * Brings a device in.
   *
   * @param member whose device it becomes
   * @param invite by which invite; empty for the founder
   * @param first whether the device brings its member in, rather than joining it
   * @param gives the role of a member that enters by it
   * @param full the full members in the admission's own past
   * @param awaitsVouchers whether it counts only once others vouch for it
   */
  record Grant(
      MemberId member,
      DeviceKeys keys,
      String name,
      Optional<EntryId> invite,
      boolean first,
      Role gives,
      boolean awaitsVouchers,
      Set<MemberId> full) {
    /** Whether the device itself counts only once others vouch for it. */
    boolean isForAnother() {
      return !first && awaitsVouchers;
    }

    DeviceId device() {
      return keys.device();
    }
  }

  /** What it makes true, where it enacts a proposal. */
  Optional<Effect> effect() {
    return power.map(Enacting::effect);
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

  /** Lower cannot undo higher; of removals that wait for each other the highest stand. */
  int rank() {
    if (act() instanceof Act.Leave) {
      return 4;
    }
    return !isRemoval() ? 0 : act() instanceof Act.Enact ? 2 : 1;
  }

  /** Whether it and another are suspensions by one member that did not know of each other. */
  boolean outdoes(Deed other) {
    return act() instanceof Act.Suspend
        && other.act() instanceof Act.Suspend
        && author.equals(other.author)
        && isConcurrentWith(other);
  }

  /** Who enters or is removed by it: no witness for it. */
  Optional<MemberId> subject() {
    return grant.map(Grant::member).or(this::removedMember);
  }

  /** Which member it removes. */
  Optional<MemberId> removedMember() {
    if (act() instanceof Act.Leave) {
      return Optional.of(author);
    }
    if (act() instanceof Act.Suspend suspend) {
      return Optional.of(suspend.member());
    }
    return effect().isPresent() && effect().get() instanceof Effect.Expel expel
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
    return effect().isPresent() && effect().get() instanceof Effect.RetireDevice retire
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
    return effect().isPresent() && effect().get() instanceof Effect.Recover recover
        ? recover.undo()
        : List.of();
  }

  /** Whether no removal of its author voids it: it was judged by its own past once and for all. */
  boolean isFinal() {
    return act() instanceof Act.Leave
        || act() instanceof Act.Enact
        || act() instanceof Act.ProveFork;
  }

  /** What an entry says never changes, so its id tells deeds apart. */
  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Deed that && id().equals(that.id());
  }

  @Override
  public int hashCode() {
    return id().hashCode();
  }

  /** Which invite it admits by, where it is an admission. */
  Optional<EntryId> invite() {
    return grant.flatMap(Grant::invite);
  }
}
