package org.peyvand.protocol.entry;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/** What an act of power does: one record per kind. */
public sealed interface Effect {

  /** Whom it is about, where that is a member. */
  default Optional<MemberId> target() {
    return Optional.empty();
  }

  /** Ends a membership. */
  record Expel(MemberId member) implements Effect {
    @Override
    public Optional<MemberId> target() {
      return Optional.of(member);
    }
  }

  /** Brings back a member that was suspended or expelled. */
  record Reinstate(MemberId member) implements Effect {
    @Override
    public Optional<MemberId> target() {
      return Optional.of(member);
    }
  }

  record GrantRole(MemberId member, Role role) implements Effect {
    @Override
    public Optional<MemberId> target() {
      return Optional.of(member);
    }
  }

  record EndRole(MemberId member, Role role) implements Effect {
    @Override
    public Optional<MemberId> target() {
      return Optional.of(member);
    }
  }

  /** Removes a device, whoever's it is. */
  record RetireDevice(DeviceId device) implements Effect {}

  /** Makes all forget the bodies of the records that its enactment names. */
  record CutHistory() implements Effect {}

  /** Sets one rule of the network. */
  record SetPolicy(Policy.Key key, int value) implements Effect {}

  /**
   * What two thirds can always do.
   *
   * @param stewards who shall be the stewards; if none, nothing changes there
   * @param undo the acts that shall have no effect
   */
  record Recover(List<MemberId> stewards, List<EntryId> undo) implements Effect {
    public Recover {
      stewards = List.copyOf(stewards);
      undo = List.copyOf(undo);
    }
  }
}
