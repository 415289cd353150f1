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
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.id.NetworkId;

/** Puts the state together once it is decided which deeds stand. */
final class Assembly {
  private final NetworkId network;
  private final Resolution resolution;
  private final Act.Genesis genesis;
  private final Map<EntryId, Set<DeviceId>> entered = new HashMap<>();
  private final Set<EntryId> revoked = new HashSet<>();
  private final Map<MemberId, List<EntryId>> departures = new HashMap<>();
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
          network, Optional.empty(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(refused));
    }
    Act.Genesis genesis = (Act.Genesis) resolution.deeds().get(0).act();
    return new Assembly(network, genesis, resolution, refused).membership();
  }

  private Membership membership() {
    return new Membership(network, Optional.of(genesis), members(), invitations(), refusals);
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
    if (deed.act() instanceof Act.Leave) {
      departures.computeIfAbsent(deed.author(), m -> new ArrayList<>()).add(deed.id());
    }
  }

  /** Which of two admissions of one device decides whose it is: one that stands, the lowest id. */
  private Deed owner(Deed one, Deed other) {
    Comparator<Deed> order =
        Comparator.comparing((Deed d) -> resolution.standing(d)).thenComparing(Deed::id);
    return order.compare(one, other) <= 0 ? one : other;
  }

  private SortedMap<EntryId, Invitation> invitations() {
    SortedMap<EntryId, Invitation> invitations = new TreeMap<>();
    for (Deed deed : resolution.deeds()) {
      if (deed.act() instanceof Act.Invite invite && resolution.standing(deed) == Standing.STANDS) {
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
    List<Deed> standing =
        grants.stream().filter(d -> resolution.standing(d) == Standing.STANDS).toList();
    List<Deed> counted = standing.isEmpty() ? grants : standing;
    Deed naming =
        counted.stream()
            .min(
                Comparator.comparing((Deed d) -> !d.grant().orElseThrow().first())
                    .thenComparing(Deed::id))
            .orElseThrow();
    SortedMap<DeviceId, DeviceKeys> devices = new TreeMap<>();
    counted.forEach(d -> devices.put(d.grant().get().device(), d.grant().get().keys()));
    return new Member(
        id,
        naming.grant().orElseThrow().name(),
        naming.act() instanceof Act.Genesis ? Role.STEWARD : genesis.policy().admissionGives(),
        state(id, !standing.isEmpty()),
        devices,
        because(id, counted));
  }

  private Member.State state(MemberId id, boolean stands) {
    if (departures.containsKey(id)) {
      return Member.State.LEFT;
    }
    return stands ? Member.State.ACTIVE : Member.State.HELD;
  }

  private List<EntryId> because(MemberId id, List<Deed> grants) {
    List<EntryId> because = new ArrayList<>(departures.getOrDefault(id, List.of()));
    grants.forEach(d -> because.add(d.id()));
    because.sort(Comparator.naturalOrder());
    return because;
  }
}
