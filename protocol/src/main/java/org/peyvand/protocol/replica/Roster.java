package org.peyvand.protocol.replica;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.peyvand.protocol.decision.People;
import org.peyvand.protocol.decision.Roll;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.MemberIds;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.membership.MembershipView;

/** Tells decisions who was who: membership's answers in the words of a vote. */
final class Roster implements Roll {
  private final MembershipView members;
  private Membership asked;
  private People answer;

  Roster(MembershipView members) {
    this.members = members;
  }

  @Override
  public People at(Past past) {
    Membership membership = members.at(past);
    if (membership != asked) {
      answer = people(membership);
      asked = membership;
    }
    return answer;
  }

  private static People people(Membership membership) {
    Map<DeviceId, MemberId> devices = new HashMap<>();
    Map<MemberId, DeviceId> first = new HashMap<>();
    for (Member member : membership.members().values()) {
      if (member.isActive()) {
        member.devices().keySet().forEach(device -> devices.put(device, member.id()));
        first.put(member.id(), first(membership, member));
      }
    }
    return new People(
        ids(membership.fullMembers()),
        ids(membership.stewards()),
        membership.policy(),
        devices,
        first);
  }

  /** A member's id is made of its first device. */
  private static DeviceId first(Membership membership, Member member) {
    return member.devices().keySet().stream()
        .filter(device -> MemberIds.of(membership.network(), device).equals(member.id()))
        .findFirst()
        .orElseGet(member.devices()::firstKey);
  }

  private static SortedSet<MemberId> ids(List<Member> members) {
    SortedSet<MemberId> ids = new TreeSet<>();
    members.forEach(member -> ids.add(member.id()));
    return ids;
  }
}
