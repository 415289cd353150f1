package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.DeviceKeys;
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
 */
record Deed(Fact fact, MemberId author, Optional<Grant> grant) {

  /**
   * Brings a device in.
   *
   * @param member whose device it becomes
   * @param invite by which invite; empty for the founder
   * @param first whether the device brings its member in, rather than joining it
   */
  record Grant(
      MemberId member, DeviceKeys keys, String name, Optional<EntryId> invite, boolean first) {
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
    return act() instanceof Act.RevokeInvite || act() instanceof Act.Leave;
  }

  /** Which invite it admits by, where it is an admission. */
  Optional<EntryId> invite() {
    return grant.flatMap(Grant::invite);
  }
}
