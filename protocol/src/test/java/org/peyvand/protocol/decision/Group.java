package org.peyvand.protocol.decision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;

/** Who is in, for tests. */
final class Group {
  private final TreeMap<String, Boolean> stewards = new TreeMap<>();
  private final Map<DeviceId, MemberId> devices = new HashMap<>();
  private final Map<MemberId, DeviceId> first = new HashMap<>();
  private int quorum = 50;
  private Policy.Tellers tellers = Policy.Tellers.STEWARDS;

  static Group stewards(String... names) {
    Group group = new Group();
    List.of(names).forEach(name -> group.join(name, true));
    return group;
  }

  static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
  }

  Group members(String... names) {
    List.of(names).forEach(name -> join(name, false));
    return this;
  }

  Group device(String device, String member) {
    devices.put(Ids.device(device), Ids.member(member));
    return this;
  }

  Group quorum(int percent) {
    quorum = percent;
    return this;
  }

  Group allTell() {
    tellers = Policy.Tellers.ALL_MEMBERS;
    return this;
  }

  private void join(String name, boolean steward) {
    stewards.put(name, steward);
    device(name, name);
    first.put(Ids.member(name), Ids.device(name));
  }

  People people() {
    SortedSet<MemberId> full = new TreeSet<>();
    SortedSet<MemberId> trusted = new TreeSet<>();
    stewards.forEach(
        (name, steward) -> {
          full.add(Ids.member(name));
          if (steward) {
            trusted.add(Ids.member(name));
          }
        });
    Policy policy = new Policy(Role.STEWARD, Role.MEMBER, Role.MEMBER, quorum, tellers);
    return new People(full, trusted, policy, devices, first);
  }

  /** The same people in every past. */
  Roll roll() {
    People people = people();
    return past -> people;
  }
}
