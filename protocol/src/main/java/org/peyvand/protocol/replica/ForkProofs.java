package org.peyvand.protocol.replica;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.membership.MembershipView;

/**
 * The proofs of forks that this device's node writes by itself: of devices in use whose chains have
 * two branches here. Stewards' nodes do so, or all where there is no other steward, so that not a
 * hundred nodes say the same. A proof that the group has undone no node says again.
 */
final class ForkProofs {
  private ForkProofs() {}

  /**
   * One proof at a time. Reads entries only where there is something to prove and this device is to
   * do it; the proof once written, or another's once heard, takes the device out of use.
   */
  static Optional<Act> due(EntryStore store, MembershipView members, DeviceId own)
      throws StoreException {
    Membership now = members.now();
    for (Head head : store.heads()) {
      if (head.branch().number() == 1 && mayProve(members, now, own, device(head))) {
        Optional<Act> proof = SplitProof.of(store, head);
        if (proof.isPresent()) {
          return proof;
        }
      }
    }
    return Optional.empty();
  }

  private static DeviceId device(Head head) {
    return head.branch().chain().device();
  }

  private static boolean mayProve(
      MembershipView members, Membership now, DeviceId own, DeviceId device) {
    if (!now.isEffective(own) || !now.isEffective(device) || members.isProven(device)) {
      return false;
    }
    Member author = now.memberOf(own).orElseThrow();
    Member owner = now.memberOf(device).orElseThrow();
    boolean othersDo = now.stewards().stream().anyMatch(s -> !s.id().equals(owner.id()));
    return !author.id().equals(owner.id()) && (author.has(Role.STEWARD) || !othersDo);
  }
}
