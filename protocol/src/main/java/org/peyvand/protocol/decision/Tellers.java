package org.peyvand.protocol.decision;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;

/**
 * Those who confirm that a vote was closed fairly, pinned by the proposal; one device each.
 *
 * @param members ascending
 * @param devices the device that tells, and for whom
 */
public record Tellers(List<MemberId> members, Map<DeviceId, MemberId> devices) {
  /** Of what nobody closes. */
  static final Tellers NONE = new Tellers(List.of(), Map.of());

  public Tellers {
    members = List.copyOf(members);
    devices = Map.copyOf(devices);
  }

  static Tellers of(People people) {
    boolean all = people.policy().tellers() == Policy.Tellers.ALL_MEMBERS;
    SortedSet<MemberId> chosen = all ? people.full() : people.stewards();
    List<MemberId> members = chosen.stream().filter(people.first()::containsKey).toList();
    return new Tellers(
        members,
        members.stream().collect(Collectors.toMap(people.first()::get, Function.identity())));
  }

  /** How many tellers may lie without harm: f = ⌊(n−1)/3⌋. */
  public int faults() {
    return (members.size() - 1) / 3;
  }

  /** How many must agree: q = ⌊(n+f)/2⌋+1, so that two quorums share more than f tellers. */
  public int quorum() {
    return (members.size() + faults()) / 2 + 1;
  }

  /** Whose turn it is to close in this round, from 2 on. */
  public MemberId closer(int round) {
    return members.get((round - 2) % members.size());
  }

  /** For whom this device tells. */
  public Optional<MemberId> at(DeviceId device) {
    return Optional.ofNullable(devices.get(device));
  }
}
