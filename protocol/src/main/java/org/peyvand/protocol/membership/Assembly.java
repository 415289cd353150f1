package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.id.NetworkId;

/** Puts the state together once it is decided which deeds stand. */
final class Assembly {
  private final NetworkId network;
  private final Resolution resolution;
  private final Act.Genesis genesis;
  private final List<Enacted> powers;
  private final Removed removed;
  private final RolesHeld roles;
  private final Map<EntryId, Set<DeviceId>> entered = new HashMap<>();
  private final Set<EntryId> revoked = new HashSet<>();
  private final Map<DeviceId, Deed> owners = new HashMap<>();
  private final SortedMap<EntryId, Refusal> refusals;

  private Assembly(
      NetworkId network,
      Act.Genesis genesis,
      Resolution resolution,
      SortedMap<EntryId, Refusal> refusals) {
    this.network = network;
    this.genesis = genesis;
    this.resolution = resolution;
    this.powers = Enacted.all(resolution);
    this.removed = new Removed(resolution, powers);
    this.roles = new RolesHeld(powers);
    this.refusals = new TreeMap<>(refusals);
    resolution.deeds().forEach(this::read);
  }

  /**
   * @param refused acts that were refused by their own past
   */
  static Membership membership(
      NetworkId network, Resolution resolution, SortedMap<EntryId, Refusal> refused) {
    if (resolution.deeds().isEmpty()) {
      return new Membership(
          network,
          Optional.empty(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(refused));
    }
    Act.Genesis genesis = (Act.Genesis) resolution.deeds().get(0).act();
    return new Assembly(network, genesis, resolution, refused).membership();
  }

  private Membership membership() {
    Membership.Founded founded =
        new Membership.Founded(
            genesis.network(), genesis.purpose(), PolicyInForce.of(genesis.policy(), powers));
    return new Membership(
        network,
        Optional.of(founded),
        members(),
        invitations(),
        admissions(),
        suspensions(),
        removals(),
        adoptions(),
        refusals);
  }

  private void read(Deed deed) {
    Standing standing = resolution.standing(deed);
    resolution.refusal(deed).ifPresent(refusal -> refusals.put(deed.id(), refusal));
    if (standing == Standing.VOID) {
      return;
    }
    deed.grant().ifPresent(grant -> owners.merge(grant.device(), deed, this::owner));
    deed.invite()
        .ifPresent(
            invite ->
                entered
                    .computeIfAbsent(invite, i -> new HashSet<>())
                    .add(deed.grant().orElseThrow().device()));
    if (deed.act() instanceof Act.RevokeInvite revoke) {
      revoked.add(revoke.invite());
    }
  }

  /** Which of two admissions of one device decides whose it is: one that stands, the lowest id. */
  private Deed owner(Deed one, Deed other) {
    Comparator<Deed> order =
        Comparator.comparing((Deed d) -> resolution.standing(d)).thenComparing(Deed::id);
    return order.compare(one, other) <= 0 ? one : other;
  }

  private boolean stands(Deed deed) {
    return resolution.standing(deed) == Standing.STANDS;
  }

  private SortedMap<EntryId, Invitation> invitations() {
    SortedMap<EntryId, Invitation> invitations = new TreeMap<>();
    for (Deed deed : resolution.deeds()) {
      if (deed.act() instanceof Act.Invite invite && stands(deed)) {
        invitations.put(deed.id(), invitation(deed, invite));
      }
    }
    return invitations;
  }

  private Invitation invitation(Deed deed, Act.Invite invite) {
    int left = Math.max(0, invite.uses() - entered.getOrDefault(deed.id(), Set.of()).size());
    Invitation.State state =
        revoked.contains(deed.id())
            ? Invitation.State.REVOKED
            : left == 0 ? Invitation.State.USED : Invitation.State.OPEN;
    return new Invitation(deed.id(), invite, deed.author(), state, left);
  }

  private SortedMap<EntryId, Admission> admissions() {
    SortedMap<EntryId, Admission> admissions = new TreeMap<>();
    for (Deed deed : resolution.deeds()) {
      if (deed.invite().isPresent() && stands(deed)) {
        Deed.Grant grant = deed.grant().orElseThrow();
        Set<MemberId> sponsors =
            new TreeSet<>(List.of(deed.author(), resolution.index().invite(deed).author()));
        admissions.put(
            deed.id(),
            new Admission(
                grant.device(),
                grant.member(),
                sponsors,
                grant.awaitsVouchers(),
                grant.full(),
                vouchers(deed)));
      }
    }
    return admissions;
  }

  private Set<MemberId> vouchers(Deed admission) {
    Set<MemberId> vouchers = new TreeSet<>();
    resolution.index().vouches(admission.id()).stream()
        .filter(this::stands)
        .forEach(vouch -> vouchers.add(vouch.author()));
    return vouchers;
  }

  private SortedMap<EntryId, Suspension> suspensions() {
    SortedMap<EntryId, Suspension> suspensions = new TreeMap<>();
    for (Deed deed : resolution.deeds()) {
      if (deed.act() instanceof Act.Suspend suspend
          && removed.of(suspend.member()).contains(deed)
          && removed.of(suspend.member()).stream().allMatch(d -> d.act() instanceof Act.Suspend)) {
        suspensions.put(
            deed.id(),
            new Suspension(deed.id(), deed.author(), suspend.member(), suspend.reason()));
      }
    }
    return suspensions;
  }

  private SortedMap<DeviceId, List<Removal>> removals() {
    SortedMap<DeviceId, List<Removal>> removals = new TreeMap<>();
    owners.forEach(
        (device, deed) -> {
          MemberId member = deed.grant().orElseThrow().member();
          List<Removal> holding =
              Stream.concat(removed.of(member).stream(), removed.of(device).stream())
                  .filter(d -> !(d.act() instanceof Act.Leave))
                  .sorted(Comparator.comparing(Deed::id))
                  .map(d -> new Removal(d.id(), d.pins()))
                  .toList();
          if (!holding.isEmpty()) {
            removals.put(device, holding);
          }
        });
    return removals;
  }

  private SortedMap<DeviceId, List<Adoption>> adoptions() {
    SortedMap<DeviceId, List<Adoption>> adoptions = new TreeMap<>();
    resolution.deeds().stream()
        .filter(deed -> deed.act() instanceof Act.Adopt && stands(deed))
        .sorted(Comparator.comparing(Deed::id))
        .map(deed -> new Adoption(deed.id(), ((Act.Adopt) deed.act()).newest()))
        .forEach(
            adoption ->
                adoptions
                    .computeIfAbsent(adoption.newest().device(), d -> new ArrayList<>())
                    .add(adoption));
    return adoptions;
  }

  private SortedMap<MemberId, Member> members() {
    Map<MemberId, List<Deed>> grants = new HashMap<>();
    for (Deed deed : owners.values()) {
      grants.computeIfAbsent(deed.grant().orElseThrow().member(), m -> new ArrayList<>()).add(deed);
    }
    SortedMap<MemberId, Member> members = new TreeMap<>();
    grants.forEach((id, deeds) -> members.put(id, member(id, deeds)));
    return members;
  }

  private Member member(MemberId id, List<Deed> grants) {
    List<Deed> standing = grants.stream().filter(this::stands).toList();
    List<Deed> counted = standing.isEmpty() ? grants : standing;
    Deed naming =
        counted.stream()
            .min(
                Comparator.comparing((Deed d) -> !d.grant().orElseThrow().first())
                    .thenComparing(Deed::id))
            .orElseThrow();
    List<Deed> removals = removed.of(id);
    Devices devices = new Devices(counted);
    RolesHeld.Held held =
        roles.of(
            id,
            naming,
            naming.grant().orElseThrow().first()
                ? Vouched.completing(naming, resolution)
                : Optional.empty());
    Member.State base = standing.isEmpty() ? Member.State.HELD : Member.State.ACTIVE;
    Stream<Deed> because =
        Stream.of(
                counted.stream(),
                removals.stream(),
                removed.cures(id),
                held.because().stream(),
                devices.because.stream())
            .flatMap(deeds -> deeds);
    return new Member(
        id,
        naming.grant().orElseThrow().name(),
        held.role(),
        Removed.state(removals).orElse(base),
        devices.used,
        devices.retired,
        devices.waiting,
        because.map(Deed::id).distinct().sorted().toList());
  }

  /** A member's devices, by what became of them. */
  private final class Devices {
    private final SortedMap<DeviceId, DeviceKeys> used = new TreeMap<>();
    private final SortedMap<DeviceId, DeviceKeys> retired = new TreeMap<>();
    private final SortedMap<DeviceId, DeviceKeys> waiting = new TreeMap<>();
    private final List<Deed> because = new ArrayList<>();

    Devices(List<Deed> grants) {
      for (Deed deed : grants) {
        Deed.Grant grant = deed.grant().orElseThrow();
        List<Deed> removals = removed.of(grant.device());
        because.addAll(removals);
        place(deed, grant, !removals.isEmpty()).put(grant.device(), grant.keys());
      }
    }

    private SortedMap<DeviceId, DeviceKeys> place(Deed deed, Deed.Grant grant, boolean isRemoved) {
      if (isRemoved) {
        return retired;
      }
      if (grant.first() || !grant.awaitsVouchers()) {
        return used;
      }
      Optional<Deed> vouch = Vouched.completing(deed, resolution);
      vouch.ifPresent(because::add);
      return vouch.isPresent() ? used : waiting;
    }
  }
}
