package org.peyvand.node.handler;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Admission;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.MemberIds;
import org.peyvand.protocol.membership.Membership;

/** For which admissions of a member others still have to vouch. */
final class Vouching {
  private static final int READ_ENTRIES = 256;
  private static final int READ_BYTES = 1024 * 1024;

  private final Group group;
  private final Membership membership;
  private final Member member;

  Vouching(Group group, Member member) {
    this.group = group;
    this.membership = group.replica().membership();
    this.member = member;
  }

  /** The admissions that wait, by id. */
  List<EntryId> waiting() {
    return membership.admissions().entrySet().stream()
        .filter(e -> e.getValue().member().equals(member.id()) && waits(e.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean waits(Admission admission) {
    boolean first = MemberIds.of(membership.network(), admission.device()).equals(member.id());
    boolean newcomer = first && member.isActive() && !member.has(Role.MEMBER);
    return admission.awaitsVouchers()
        && (newcomer || member.waiting().containsKey(admission.device()));
  }

  /** The first of these for which this device's member has not vouched. */
  Optional<EntryId> firstWithoutWordOf(DeviceId device, List<EntryId> admissions)
      throws StoreException {
    Set<EntryId> vouchedFor = vouchedFor(device);
    return admissions.stream().filter(id -> !vouchedFor.contains(id)).findFirst();
  }

  private Set<EntryId> vouchedFor(DeviceId device) throws StoreException {
    Optional<Member> author = membership.memberOf(device);
    EntryReader reader = new EntryReader(group);
    Set<EntryId> vouchedFor = new HashSet<>();
    for (Head head : group.replica().store().heads()) {
      ChainId chain = head.branch().chain();
      boolean own = author.filter(a -> a.keys(chain.device()).isPresent()).isPresent();
      if (own && chain.lane() == Lane.GOVERNANCE) {
        addVouches(head, reader, vouchedFor);
      }
    }
    return vouchedFor;
  }

  private void addVouches(Head head, EntryReader reader, Set<EntryId> vouchedFor)
      throws StoreException {
    long next = head.firstSeq();
    while (next <= head.seq()) {
      for (SignedEntry signed :
          group.replica().store().read(head.branch(), next, READ_ENTRIES, READ_BYTES)) {
        if (reader.act(signed.entry()).orElse(null) instanceof Act.Vouch vouch) {
          vouchedFor.add(vouch.admission());
        }
        next++;
      }
    }
  }
}
