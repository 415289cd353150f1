package org.peyvand.protocol.replica;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.peyvand.protocol.decision.People;
import org.peyvand.protocol.decision.Roll;
import org.peyvand.protocol.decision.Support;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.MemberIds;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.membership.MembershipView;
import org.peyvand.protocol.membership.Power;

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
    Map<DeviceId, MemberId> suspended = new HashMap<>();
    Map<DeviceId, MemberId> owners = new HashMap<>();
    for (Member member : membership.members().values()) {
      own(owners, member);
      if (member.state() == Member.State.SUSPENDED) {
        member.devices().keySet().forEach(device -> suspended.put(device, member.id()));
      }
      if (member.isActive()) {
        member.devices().keySet().forEach(device -> devices.put(device, member.id()));
        first(membership, member).ifPresent(device -> first.put(member.id(), device));
      }
    }
    return new People(
        ids(membership.fullMembers()),
        ids(membership.stewards()),
        membership.policy(),
        devices,
        first,
        ids(membership.seats()),
        suspended,
        owners);
  }

  private static void own(Map<DeviceId, MemberId> owners, Member member) {
    Stream.of(member.devices(), member.retired(), member.waiting())
        .flatMap(devices -> devices.keySet().stream())
        .forEach(device -> owners.put(device, member.id()));
  }

  @Override
  public Optional<Support> support(EntryId proposal) {
    return members.power(proposal).map(this::support);
  }

  private Support support(Power power) {
    Membership now = members.now();
    SortedSet<MemberId> voices =
        ids(now.seats().stream().filter(m -> now.hasVoice(m, power.effect())).toList());
    return new Support(
        new TreeSet<>(power.seats()),
        new TreeSet<>(power.seatsNow()),
        new TreeSet<>(power.agreed()),
        voices,
        power.needed(),
        power.neededNow());
  }

  @Override
  public Optional<String> refusal(EntryId enactment) {
    return Optional.ofNullable(members.now().refusals().get(enactment))
        .map(refusal -> refusal.ground().name());
  }

  /** A member's id is made of its first device; of others any, if there is one. */
  private static Optional<DeviceId> first(Membership membership, Member member) {
    return member.devices().keySet().stream()
        .min(
            Comparator.comparing(
                    (DeviceId d) -> !MemberIds.of(membership.network(), d).equals(member.id()))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static SortedSet<MemberId> ids(List<Member> members) {
    SortedSet<MemberId> ids = new TreeSet<>();
    members.forEach(member -> ids.add(member.id()));
    return ids;
  }
}
