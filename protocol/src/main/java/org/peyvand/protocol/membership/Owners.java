package org.peyvand.protocol.membership;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;

/**
 * Whose device wrote what. Nearly every device was only ever admitted as one member's, and at once;
 * one that others have to vouch for is nobody's until they have.
 *
 * <p>Invariant: of each entry that nodes take, this is the member whose device its author is in the
 * entry's own past, though all admissions that were read are looked at. For a node takes an entry
 * only if its own past has a grant of the device that stands (M2.1; a plea of the suspended, too).
 * That grant is one of those read, so where all read name one member, the own past names that one.
 * The founding entry alone has no such past; but it knows nothing, so it is nobody's witness.
 */
final class Owners implements Witnesses.Knowledge {
  private final MembershipView view;
  private final Map<DeviceId, Set<MemberId>> admitted = new HashMap<>();
  private final Set<DeviceId> doubtful = new HashSet<>();

  Owners(MembershipView view) {
    this.view = view;
  }

  void add(Deed deed) {
    deed.grant().ifPresent(this::add);
  }

  private void add(Deed.Grant grant) {
    admitted.computeIfAbsent(grant.device(), d -> new HashSet<>()).add(grant.member());
    if (grant.isForAnother()) {
      doubtful.add(grant.device());
    }
  }

  @Override
  public Membership at(Past past) {
    return view.at(past);
  }

  @Override
  public Optional<MemberId> author(Point entry) {
    Set<MemberId> members = admitted.getOrDefault(entry.author(), Set.of());
    return members.size() == 1 && !doubtful.contains(entry.author())
        ? members.stream().findFirst()
        : view.at(entry.past())
            .memberOf(entry.author())
            .filter(member -> member.has(entry.author()))
            .map(Member::id);
  }
}
