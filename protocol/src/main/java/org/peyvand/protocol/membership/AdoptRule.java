package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.DeviceId;

/**
 * A full member makes records of a removed device count again. Records are not in an act's past, so
 * whether the one that it names is there, and what its line is, is asked when records are read.
 */
final class AdoptRule {
  private AdoptRule() {}

  static Optional<Refusal> refusal(Membership known, Member author, Act.Adopt adopt) {
    DeviceId device = adopt.newest().device();
    return known.removals(device).isEmpty()
        ? Rules.refuse(Ground.NOTHING_SET_ASIDE, "expected a removed device, found " + device)
        : RoleRule.refusal(author, Role.MEMBER);
  }
}
