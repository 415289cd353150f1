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

/** Whose device wrote what. Nearly every device was only ever admitted as one member's. */
final class Owners implements Witnesses.Knowledge {
  private final MembershipView view;
  private final Map<DeviceId, Set<MemberId>> admitted = new HashMap<>();

  Owners(MembershipView view) {
    this.view = view;
  }

  void add(Deed deed) {
    deed.grant()
        .ifPresent(
            grant ->
                admitted.computeIfAbsent(grant.device(), d -> new HashSet<>()).add(grant.member()));
  }

  @Override
  public Membership at(Past past) {
    return view.at(past);
  }

  @Override
  public Optional<MemberId> author(Point entry) {
    Set<MemberId> members = admitted.getOrDefault(entry.author(), Set.of());
    return members.size() == 1
        ? members.stream().findFirst()
        : view.at(entry.past()).memberOf(entry.author()).map(Member::id);
  }
}
