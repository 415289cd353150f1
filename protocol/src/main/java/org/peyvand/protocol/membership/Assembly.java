package org.peyvand.protocol.membership;

import static java.util.function.Predicate.not;

import java.util.ArrayList;
import java.util.Comparator;
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
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/**
 * Puts the state together once it is decided which deeds stand: what is known of an earlier state,
 * but for what further deeds have touched.
 */
final class Assembly {
  private static final Comparator<Deed> ORDER = Comparator.comparing(Deed::id);

  private final Membership before;
  private final Resolution resolution;
  private final Index index;
  private final Touched touched;
  private final List<Enacted> powers;
  private final Removed removed;
  private final RolesHeld roles;

  private Assembly(Membership before, Resolution resolution, Touched touched) {
    this.before = before;
    this.resolution = resolution;
    this.index = resolution.index();
    this.touched = touched;
    this.powers = Enacted.all(resolution);
    this.removed = new Removed(resolution, powers);
    this.roles = new RolesHeld(powers);
  }

  /**
   * The state of all deeds of a resolution.
   *
   * @param before the state of some of them
   * @param more the others, and those that may stand or hold otherwise than they did there
   * @param refused acts besides them that were refused by their own past
   */
  static Membership membership(
      Membership before, Resolution resolution, List<Deed> more, Map<EntryId, Refusal> refused) {
    Touched touched = Touched.by(more, before, resolution.index());
    return new Assembly(before, resolution, touched).membership(more, refused);
  }

  private Membership membership(List<Deed> more, Map<EntryId, Refusal> refused) {
    return new Membership(
        before.network(),
        touched.rules() ? founded() : before.founded(),
        members(),
        invitations(),
        admissions(),
        suspensions(),
        removals(),
        adoptions(more),
        touched.rules() ? cuts() : before.cuts(),
        refusals(more, refused));
  }

  private Optional<Membership.Founded> founded() {
    Act.Genesis genesis = (Act.Genesis) resolution.deeds().get(0).act();
    return Optional.of(
        new Membership.Founded(
            genesis.network(), genesis.purpose(), PolicyInForce.of(genesis.policy(), powers)));
  }

  private boolean stands(Deed deed) {
    return resolution.standing(deed) == Standing.STANDS;
  }

  private boolean isVoid(Deed deed) {
    return resolution.standing(deed) == Standing.VOID;
  }

  private SortedMap<EntryId, Refusal> refusals(List<Deed> more, Map<EntryId, Refusal> refused) {
    SortedMap<EntryId, Refusal> refusals = new TreeMap<>(before.refusals());
    refusals.putAll(refused);
    for (Deed deed : more) {
      put(refusals, deed.id(), resolution.refusal(deed));
    }
    return refusals;
  }

  private SortedMap<EntryId, Invitation> invitations() {
    SortedMap<EntryId, Invitation> invitations = new TreeMap<>(before.invitations());
    for (Deed deed : touched.invites()) {
      Optional<Deed> standing = Optional.of(deed).filter(this::stands);
      put(invitations, deed.id(), standing.map(d -> invitation(d, (Act.Invite) d.act())));
    }
    return invitations;
  }

  private Invitation invitation(Deed deed, Act.Invite invite) {
    Set<DeviceId> entered = new HashSet<>();
    for (Deed admission : index.admissions(deed.id())) {
      if (!isVoid(admission)) {
        entered.add(admission.grant().orElseThrow().device());
      }
    }
    int left = Math.max(0, invite.uses() - entered.size());
    boolean isRevoked = index.revocations(deed.id()).stream().anyMatch(r -> !isVoid(r));
    Invitation.State state =
        isRevoked
            ? Invitation.State.REVOKED
            : left == 0
                ? Invitation.State.USED
                : isSuperseded(deed, invite) ? Invitation.State.SUPERSEDED : Invitation.State.OPEN;
    return new Invitation(deed.id(), invite, deed.author(), state, left);
  }

  /** Whether so many later ones know an invite for an own device that it is none of the newest. */
  private boolean isSuperseded(Deed deed, Act.Invite invite) {
    if (!invite.isForOwnDevice()) {
      return false;
    }
    List<Deed> all = resolution.index().deviceInvites(deed.author());
    int later = 0;
    for (int i = all.size() - 1; i >= 0 && later < Limits.OPEN_DEVICE_INVITES; i--) {
      later += all.get(i).saw(deed) && stands(all.get(i)) ? 1 : 0;
    }
    return later == Limits.OPEN_DEVICE_INVITES;
  }

  private SortedMap<EntryId, Admission> admissions() {
    SortedMap<EntryId, Admission> admissions = new TreeMap<>(before.admissions());
    for (Deed deed : touched.admissions()) {
      Optional<Deed> standing = Optional.of(deed).filter(this::stands);
      put(admissions, deed.id(), standing.map(d -> admission(d, d.grant().orElseThrow())));
    }
    return admissions;
  }

  private Admission admission(Deed deed, Deed.Grant grant) {
    return new Admission(
        grant.device(),
        grant.member(),
        new TreeSet<>(List.of(deed.author(), index.invite(deed).author())),
        grant.awaitsVouchers(),
        grant.full(),
        vouchers(deed));
  }

  private Set<MemberId> vouchers(Deed admission) {
    Set<MemberId> vouchers = new TreeSet<>();
    index.vouches(admission.id()).stream()
        .filter(this::stands)
        .forEach(vouch -> vouchers.add(vouch.author()));
    return vouchers;
  }

  private SortedMap<EntryId, Suspension> suspensions() {
    SortedMap<EntryId, Suspension> suspensions = new TreeMap<>(before.suspensions());
    for (MemberId member : touched.members()) {
      List<Deed> holding = removed.of(member);
      boolean isOnlySuspended = holding.stream().allMatch(d -> d.act() instanceof Act.Suspend);
      for (Deed deed : index.removals(member)) {
        if (isOnlySuspended && holding.contains(deed)) {
          String reason = ((Act.Suspend) deed.act()).reason();
          suspensions.put(deed.id(), new Suspension(deed.id(), deed.author(), member, reason));
        } else {
          suspensions.remove(deed.id());
        }
      }
    }
    return suspensions;
  }

  private SortedMap<DeviceId, List<Removal>> removals() {
    SortedMap<DeviceId, List<Removal>> removals = new TreeMap<>(before.removals());
    for (MemberId member : touched.members()) {
      allGrants(member).forEach(deed -> removals.remove(deed.grant().orElseThrow().device()));
    }
    for (MemberId member : touched.members()) {
      for (Deed deed : grants(member)) {
        DeviceId device = deed.grant().orElseThrow().device();
        put(removals, device, Optional.of(holding(member, device)).filter(not(List::isEmpty)));
      }
    }
    return removals;
  }

  private List<Removal> holding(MemberId member, DeviceId device) {
    return Stream.concat(removed.of(member).stream(), removed.of(device).stream())
        .filter(d -> !(d.act() instanceof Act.Leave))
        .sorted(ORDER)
        .map(d -> new Removal(d.id(), d.pins()))
        .toList();
  }

  /** What is no more is taken out. */
  private static <K, V> void put(SortedMap<K, V> all, K key, Optional<V> value) {
    value.ifPresentOrElse(v -> all.put(key, v), () -> all.remove(key));
  }

  /** What was to bring in the devices of a member, whatever became of it. */
  private Stream<Deed> allGrants(MemberId member) {
    return Stream.concat(index.entries(member).stream(), index.joined(member).stream());
  }

  /** What brought in the devices of a member, stands or is held. */
  private List<Deed> grants(MemberId member) {
    return allGrants(member)
        .filter(deed -> !isVoid(deed) && decidesWhose(deed, deed.grant().orElseThrow().device()))
        .toList();
  }

  /** Which of two admissions of one device decides whose it is: one that stands, the lowest id. */
  private boolean decidesWhose(Deed deed, DeviceId device) {
    Comparator<Deed> order =
        Comparator.comparing((Deed d) -> resolution.standing(d)).thenComparing(ORDER);
    return index.grants(device).stream()
        .allMatch(other -> other == deed || isVoid(other) || order.compare(deed, other) < 0);
  }

  private SortedMap<DeviceId, List<Adoption>> adoptions(List<Deed> more) {
    SortedMap<DeviceId, List<Adoption>> adoptions = new TreeMap<>(before.adoptions());
    for (Deed deed : more) {
      if (deed.act() instanceof Act.Adopt adopt) {
        DeviceId device = adopt.newest().device();
        List<Adoption> all = new ArrayList<>(adoptions.getOrDefault(device, List.of()));
        all.removeIf(adoption -> adoption.entry().equals(deed.id()));
        if (stands(deed)) {
          all.add(new Adoption(deed.id(), adopt.newest()));
        }
        all.sort(Comparator.comparing(Adoption::entry));
        put(adoptions, device, Optional.of(all).filter(not(List::isEmpty)));
      }
    }
    return adoptions;
  }

  private List<Cut> cuts() {
    return index.enactments().stream()
        .filter(deed -> deed.effect().filter(Effect.CutHistory.class::isInstance).isPresent())
        .sorted(ORDER)
        .map(d -> new Cut(d.id(), ((Act.Enact) d.act()).cuts(), resolution.holds(d)))
        .toList();
  }

  private SortedMap<MemberId, Member> members() {
    SortedMap<MemberId, Member> members = new TreeMap<>(before.members());
    for (MemberId id : touched.members()) {
      List<Deed> grants = grants(id);
      if (grants.isEmpty()) {
        members.remove(id);
      } else {
        members.put(id, member(id, grants));
      }
    }
    return members;
  }

  private Member member(MemberId id, List<Deed> grants) {
    List<Deed> standing = grants.stream().filter(this::stands).toList();
    List<Deed> counted = standing.isEmpty() ? grants : standing;
    Deed naming =
        counted.stream()
            .min(
                Comparator.comparing((Deed d) -> !d.grant().orElseThrow().first())
                    .thenComparing(ORDER))
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
