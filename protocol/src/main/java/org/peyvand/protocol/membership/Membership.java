package org.peyvand.protocol.membership;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.Effect;
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
  private final Optional<Founded> founded;
  private final SortedMap<MemberId, Member> members;
  private final SortedMap<EntryId, Invitation> invitations;
  private final SortedMap<EntryId, Admission> admissions;
  private final SortedMap<EntryId, Suspension> suspensions;
  private final SortedMap<DeviceId, List<Removal>> removals;
  private final SortedMap<DeviceId, List<Adoption>> adoptions;
  private final List<Cut> cuts;
  private final SortedMap<EntryId, Refusal> refusals;
  private final Map<DeviceId, Member> byDevice;

  /** What the founding entry said, and the rules as they were changed since. */
  record Founded(String name, Purpose purpose, Policy policy) {}

  Membership(
      NetworkId network,
      Optional<Founded> founded,
      SortedMap<MemberId, Member> members,
      SortedMap<EntryId, Invitation> invitations,
      SortedMap<EntryId, Admission> admissions,
      SortedMap<EntryId, Suspension> suspensions,
      SortedMap<DeviceId, List<Removal>> removals,
      SortedMap<DeviceId, List<Adoption>> adoptions,
      List<Cut> cuts,
      SortedMap<EntryId, Refusal> refusals) {
    this.network = network;
    this.founded = founded;
    this.members = Collections.unmodifiableSortedMap(members);
    this.invitations = Collections.unmodifiableSortedMap(invitations);
    this.admissions = Collections.unmodifiableSortedMap(admissions);
    this.suspensions = Collections.unmodifiableSortedMap(suspensions);
    this.removals = Collections.unmodifiableSortedMap(removals);
    this.adoptions = Collections.unmodifiableSortedMap(adoptions);
    this.cuts = List.copyOf(cuts);
    this.refusals = Collections.unmodifiableSortedMap(refusals);
    this.byDevice = new HashMap<>();
    for (Member member : members.values()) {
      member.devices().keySet().forEach(device -> byDevice.put(device, member));
      member.retired().keySet().forEach(device -> byDevice.put(device, member));
      member.waiting().keySet().forEach(device -> byDevice.put(device, member));
    }
  }

  /** Nobody yet. */
  static Membership unfounded(NetworkId network) {
    return new Membership(
        network,
        Optional.empty(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(),
        new TreeMap<>());
  }

  /** The same, but for what became of some invites. */
  private Membership(Membership same, SortedMap<EntryId, Invitation> invitations) {
    this.network = same.network;
    this.founded = same.founded;
    this.members = same.members;
    this.invitations = Collections.unmodifiableSortedMap(invitations);
    this.admissions = same.admissions;
    this.suspensions = same.suspensions;
    this.removals = same.removals;
    this.adoptions = same.adoptions;
    this.cuts = same.cuts;
    this.refusals = same.refusals;
    this.byDevice = same.byDevice;
  }

  /** The same where these invites, which are open, have expired. */
  Membership withExpired(Set<EntryId> expired) {
    SortedMap<EntryId, Invitation> changed = new TreeMap<>(invitations);
    expired.forEach(id -> changed.computeIfPresent(id, (i, open) -> open.expired()));
    return new Membership(this, changed);
  }

  public NetworkId network() {
    return network;
  }

  Optional<Founded> founded() {
    return founded;
  }

  /** Whether the founding entry is among the facts. */
  public boolean isFounded() {
    return founded.isPresent();
  }

  /**
   * @throws IllegalStateException before the founding, as do {@link #name} and {@link #purpose}
   */
  public Policy policy() {
    return founding().policy();
  }

  public String name() {
    return founding().name();
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

  /** Every entering of a device that stands, by the entry that let it in. */
  public SortedMap<EntryId, Admission> admissions() {
    return admissions;
  }

  /** The suspensions that hold. */
  public SortedMap<EntryId, Suspension> suspensions() {
    return suspensions;
  }

  /**
   * The removals that hold against this device, its own or its member's; not the member's leaving,
   * which takes back nothing.
   */
  public List<Removal> removals(DeviceId device) {
    return removals.getOrDefault(device, List.of());
  }

  SortedMap<DeviceId, List<Removal>> removals() {
    return removals;
  }

  SortedMap<DeviceId, List<Adoption>> adoptions() {
    return adoptions;
  }

  /** What was adopted of this device's records, whether a removal of it still holds or not. */
  public List<Adoption> adoptions(DeviceId device) {
    return adoptions.getOrDefault(device, List.of());
  }

  /** The acts that cut history, in force or not any more, by id. */
  public List<Cut> cuts() {
    return cuts;
  }

  /** The acts on membership that count for nothing, and why. */
  public SortedMap<EntryId, Refusal> refusals() {
    return refusals;
  }

  public Optional<Member> member(MemberId id) {
    return Optional.ofNullable(members.get(id));
  }

  /** Whose device this is, whatever became of the member or the device. */
  public Optional<Member> memberOf(DeviceId device) {
    return Optional.ofNullable(byDevice.get(device));
  }

  /** Whether this is a device of an active member. */
  public boolean isEffective(DeviceId device) {
    return memberOf(device)
        .filter(member -> member.isActive() && member.devices().containsKey(device))
        .isPresent();
  }

  /**
   * Whether a device may talk with another: with one that is in; if it is stopped itself, with
   * others that are, so that those who stopped each other can bring each other back.
   */
  public boolean mayMeet(DeviceId own, DeviceId other) {
    return isEffective(other) || isSuspended(own) && isSuspended(other);
  }

  private boolean isSuspended(DeviceId device) {
    return memberOf(device)
        .filter(m -> m.state() == Member.State.SUSPENDED && m.devices().containsKey(device))
        .isPresent();
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

  /** The members whom acts of power count, the suspended among them, by id. */
  public List<Member> seats() {
    return select(Member::hasSeat);
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

  /** Whether an invite with this key has lapsed, and none with it is open. */
  public boolean hasLapsed(Bytes signing) {
    return openInvite(signing).isEmpty()
        && invitations.values().stream()
            .anyMatch(i -> i.hasLapsed() && i.act().signing().equals(signing));
  }

  /**
   * Why this act would count for nothing if this device wrote it knowing exactly these facts; empty
   * if it may. Of acts that have nothing to do with membership it asks only that their author is
   * effective; whether a proposal has enough votes to be enacted, {@link MembershipView} knows. May
   * check signatures (two for an admission or a fork).
   */
  public Optional<Refusal> allows(DeviceId author, Act act) {
    return Rules.refusal(this, author, act, RequestRule::isGenuine);
  }

  /** Whether this device's member may do this although it is suspended. */
  public boolean isOpenToTheSuspended(DeviceId author, Act act) {
    return isSuspended(author) && AuthorRule.refusal(this, author, act).isEmpty();
  }

  /** Whether this effect makes sense as things stand: its target can still come to it. */
  public boolean fits(Effect effect) {
    return PowerRule.fits(this, effect);
  }

  /** Whether this member has a voice in acts of power with this effect. */
  public boolean hasVoice(Member member, Effect effect) {
    return PowerRule.hasVoice(this, member, effect);
  }

  private Founded founding() {
    return founded.orElseThrow(
        () -> new IllegalStateException("membership: expected the founding entry, found none"));
  }

  private List<Member> select(Predicate<Member> condition) {
    return members.values().stream().filter(condition).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Membership that
        && network.equals(that.network)
        && founded.equals(that.founded)
        && members.equals(that.members)
        && invitations.equals(that.invitations)
        && admissions.equals(that.admissions)
        && suspensions.equals(that.suspensions)
        && removals.equals(that.removals)
        && adoptions.equals(that.adoptions)
        && cuts.equals(that.cuts)
        && refusals.equals(that.refusals);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        network,
        founded,
        members,
        invitations,
        admissions,
        suspensions,
        removals,
        adoptions,
        cuts,
        refusals);
  }

  @Override
  public String toString() {
    return "Membership[members="
        + members.values()
        + ", invitations="
        + invitations.values()
        + ", suspensions="
        + suspensions.values()
        + ", refusals="
        + refusals
        + "]";
  }
}
