package org.peyvand.protocol.membership;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Purpose;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.id.NetworkId;

/**
 * Who is in, as some set of governance facts has it. Immutable; equal whenever the sets are,
 * whatever order they came in.
 */
public final class Membership {
  private final NetworkId network;
  private final Optional<Act.Genesis> genesis;
  private final SortedMap<MemberId, Member> members;
  private final SortedMap<EntryId, Invitation> invitations;
  private final SortedMap<EntryId, Refusal> refusals;
  private final Map<DeviceId, Member> byDevice = new HashMap<>();

  Membership(
      NetworkId network,
      Optional<Act.Genesis> genesis,
      SortedMap<MemberId, Member> members,
      SortedMap<EntryId, Invitation> invitations,
      SortedMap<EntryId, Refusal> refusals) {
    this.network = network;
    this.genesis = genesis;
    this.members = Collections.unmodifiableSortedMap(members);
    this.invitations = Collections.unmodifiableSortedMap(invitations);
    this.refusals = Collections.unmodifiableSortedMap(refusals);
    for (Member member : members.values()) {
      member.devices().keySet().forEach(device -> byDevice.put(device, member));
    }
  }

  public NetworkId network() {
    return network;
  }

  /** Whether the founding entry is among the facts. */
  public boolean isFounded() {
    return genesis.isPresent();
  }

  /**
   * @throws IllegalStateException before the founding, as do {@link #name} and {@link #purpose}
   */
  public Policy policy() {
    return founding().policy();
  }

  public String name() {
    return founding().network();
  }

  public Purpose purpose() {
    return founding().purpose();
  }

  /** All members ever, whatever became of them, by id. */
  public SortedMap<MemberId, Member> members() {
    return members;
  }

  /** All invites that stand, by the id of the entry that made them, spent and revoked ones too. */
  public SortedMap<EntryId, Invitation> invitations() {
    return invitations;
  }

  /** The acts on membership that count for nothing, and why. */
  public SortedMap<EntryId, Refusal> refusals() {
    return refusals;
  }

  public Optional<Member> member(MemberId id) {
    return Optional.ofNullable(members.get(id));
  }

  /** Whose device this is, whether that member is active, held or gone. */
  public Optional<Member> memberOf(DeviceId device) {
    return Optional.ofNullable(byDevice.get(device));
  }

  /** Whether this is a device of an active member. */
  public boolean isEffective(DeviceId device) {
    return memberOf(device).filter(Member::isActive).isPresent();
  }

  /** The keys of all devices of active members, by device. */
  public SortedMap<DeviceId, DeviceKeys> effectiveDevices() {
    SortedMap<DeviceId, DeviceKeys> devices = new TreeMap<>();
    select(Member::isActive).forEach(member -> devices.putAll(member.devices()));
    return devices;
  }

  /** The members who vote and are counted, by id. */
  public List<Member> fullMembers() {
    return select(Member::isFull);
  }

  /** The active stewards, by id. */
  public List<Member> stewards() {
    return select(member -> member.isActive() && member.has(Role.STEWARD));
  }

  /** The open invite with this public signing key; of several the one with the lowest id. */
  public Optional<Invitation> openInvite(Bytes signing) {
    return invitations.values().stream()
        .filter(i -> i.isOpen() && i.act().signing().equals(signing))
        .findFirst();
  }

  /**
   * Why this act would count for nothing if this device wrote it knowing exactly these facts; empty
   * if it may. Of acts that have nothing to do with membership it asks only that their author is
   * effective. May check signatures (two for an admission).
   */
  public Optional<Refusal> allows(DeviceId author, Act act) {
    return Rules.refusal(this, author, act);
  }

  private Act.Genesis founding() {
    return genesis.orElseThrow(
        () -> new IllegalStateException("membership: expected the founding entry, found none"));
  }

  private List<Member> select(Predicate<Member> condition) {
    return members.values().stream().filter(condition).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Membership that
        && network.equals(that.network)
        && genesis.equals(that.genesis)
        && members.equals(that.members)
        && invitations.equals(that.invitations)
        && refusals.equals(that.refusals);
  }

  @Override
  public int hashCode() {
    return Objects.hash(network, genesis, members, invitations, refusals);
  }

  @Override
  public String toString() {
    return "Membership[members="
        + members.values()
        + ", invitations="
        + invitations.values()
        + ", refusals="
        + refusals
        + "]";
  }
}
