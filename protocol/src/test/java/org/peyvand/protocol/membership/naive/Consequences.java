package org.peyvand.protocol.membership.naive;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.id.NetworkId;

/** M3, M5, M8: what follows from what stands. */
final class Consequences {
  private final List<Deed> set;
  private final Standing standing;
  private final Moves moves;

  Consequences(NetworkId network, List<Deed> set, Standing standing) {
    this.set = set;
    this.standing = standing;
    this.moves = new Moves(set.stream().filter(standing::hasEffect).toList());
  }

  State state() {
    SortedMap<MemberId, Outcome.Person> members = members();
    Map<DeviceId, MemberId> owners = owners();
    Set<DeviceId> out = out();
    SortedMap<DeviceId, MemberId> effective = new TreeMap<>();
    owners.forEach(
        (device, member) -> {
          Outcome.Person person = members.get(member);
          if (person != null && person.isActive() && !out.contains(device)) {
            effective.put(device, member);
          }
        });
    Outcome outcome =
        new Outcome(policy(), members, effective, ids(standing::stands), held(), open(), cuts());
    return new State(
        outcome,
        owners,
        entrants(),
        admitted(),
        heldBy(),
        out,
        setAside(out),
        moves.suspensions(),
        set.stream().filter(d -> standing.stands(d) && isPersonal(d) && !isFounding(d)).toList());
  }

  /** M11.4. */
  private SortedMap<EntryId, Boolean> cuts() {
    SortedMap<EntryId, Boolean> cuts = new TreeMap<>();
    set.stream()
        .filter(d -> d.effect().equals(Optional.of(new Effect.CutHistory())))
        .forEach(d -> cuts.put(d.id(), standing.hasEffect(d)));
    return cuts;
  }

  private static boolean isPersonal(Deed deed) {
    return deed.entry().filter(Deed.Entering::isPersonal).isPresent();
  }

  private static boolean isFounding(Deed deed) {
    return deed.act() instanceof Act.Genesis;
  }

  private SortedSet<EntryId> ids(java.util.function.Predicate<Deed> condition) {
    SortedSet<EntryId> ids = new TreeSet<>();
    set.stream()
        .filter(d -> Outcome.isOnMembership(d.act()) && condition.test(d))
        .forEach(d -> ids.add(d.id()));
    return ids;
  }

  private SortedSet<EntryId> held() {
    return ids(standing::isHeld);
  }

  private SortedMap<MemberId, Outcome.Person> members() {
    SortedMap<MemberId, Outcome.Person> members = new TreeMap<>();
    Roles roles = new Roles(set, standing, moves);
    for (Deed deed : set) {
      if (isPersonal(deed) && (standing.stands(deed) || standing.isHeld(deed))) {
        MemberId id = deed.entry().orElseThrow().member();
        members.computeIfAbsent(id, m -> new Outcome.Person(stateOf(m), roles.of(m)));
      }
    }
    return members;
  }

  /** M8.6. */
  private Outcome.State stateOf(MemberId member) {
    if (set.stream().anyMatch(d -> isLeave(d, member))) {
      return Outcome.State.LEFT;
    }
    if (moves.isExpelled(member)) {
      return Outcome.State.EXPELLED;
    }
    if (moves.isSuspended(member)) {
      return Outcome.State.SUSPENDED;
    }
    boolean entered =
        set.stream()
            .filter(d -> isPersonal(d) && standing.stands(d))
            .anyMatch(d -> d.entry().orElseThrow().member().equals(member));
    return entered ? Outcome.State.ACTIVE : Outcome.State.HELD;
  }

  private boolean isLeave(Deed deed, MemberId member) {
    return deed.act() instanceof Act.Leave
        && standing.stands(deed)
        && deed.isBy(Optional.of(member));
  }

  /** M8.7. */
  private Set<DeviceId> out() {
    Set<DeviceId> out = new HashSet<>();
    set.stream().filter(standing::hasEffect).forEach(d -> d.removedDevice().ifPresent(out::add));
    return out;
  }

  /** M11.2: for devices of members who did no more than leave, nothing is. */
  private Set<DeviceId> setAside(Set<DeviceId> out) {
    Set<DeviceId> setAside = new HashSet<>();
    entered()
        .forEach(
            (device, member) -> {
              if (out.contains(device) || moves.isExpelled(member) || moves.isSuspended(member)) {
                setAside.add(device);
              }
            });
    return setAside;
  }

  /** Whose each device is or waits to be: an admission that stands comes before one held. */
  private Map<DeviceId, MemberId> entered() {
    Map<DeviceId, MemberId> entered = new HashMap<>();
    Stream.concat(byId().filter(standing::stands), byId().filter(standing::isHeld))
        .map(d -> d.entry().orElseThrow())
        .forEach(e -> entered.putIfAbsent(e.device(), e.member()));
    return entered;
  }

  private Stream<Deed> byId() {
    return set.stream()
        .filter(d -> d.entry().isPresent())
        .sorted(java.util.Comparator.comparing(Deed::id));
  }

  /** Of several admissions of one device the one with the lowest id says whose it is. */
  private Map<DeviceId, MemberId> owners() {
    Map<DeviceId, MemberId> owners = new HashMap<>();
    set.stream()
        .filter(d -> d.entry().isPresent() && standing.stands(d) && isComplete(d))
        .sorted(Comparator.comparing(Deed::id))
        .map(d -> d.entry().orElseThrow())
        .forEach(e -> owners.putIfAbsent(e.device(), e.member()));
    return owners;
  }

  /** Those that stand before those that are held, of each the lowest id. */
  private Map<DeviceId, MemberId> entrants() {
    Map<DeviceId, MemberId> entrants = new HashMap<>();
    set.stream()
        .filter(d -> d.entry().isPresent() && (standing.stands(d) || standing.isHeld(d)))
        .sorted(Comparator.comparing(standing::isHeld).thenComparing(Deed::id))
        .map(d -> d.entry().orElseThrow())
        .forEach(e -> entrants.putIfAbsent(e.device(), e.member()));
    return entrants;
  }

  private boolean isComplete(Deed admission) {
    return !admission.entry().orElseThrow().isForAnother()
        || Vouching.completing(admission, set).stream().anyMatch(standing::stands);
  }

  private Set<DeviceId> admitted() {
    Set<DeviceId> admitted = new HashSet<>();
    set.stream()
        .filter(standing::stands)
        .forEach(d -> d.entry().ifPresent(e -> admitted.add(e.device())));
    return admitted;
  }

  private Map<DeviceId, Set<EntryId>> heldBy() {
    Map<DeviceId, Set<EntryId>> held = new HashMap<>();
    set.stream()
        .filter(standing::isHeld)
        .forEach(
            d ->
                held.computeIfAbsent(d.entry().orElseThrow().device(), k -> new HashSet<>())
                    .add(Conditions.invite(d)));
    return held;
  }

  private Set<EntryId> revoked() {
    Set<EntryId> revoked = new HashSet<>();
    set.stream()
        .filter(standing::stands)
        .forEach(
            d -> {
              if (d.act() instanceof Act.RevokeInvite revoke) {
                revoked.add(revoke.invite());
              }
            });
    return revoked;
  }

  private Map<EntryId, Set<DeviceId>> used() {
    Map<EntryId, Set<DeviceId>> used = new HashMap<>();
    set.stream()
        .filter(d -> d.act() instanceof Act.Admit)
        .filter(d -> standing.stands(d) || standing.isHeld(d))
        .forEach(
            d ->
                used.computeIfAbsent(Conditions.invite(d), k -> new HashSet<>())
                    .add(d.entry().orElseThrow().device()));
    return used;
  }

  private SortedSet<EntryId> open() {
    Set<EntryId> revoked = revoked();
    Map<EntryId, Set<DeviceId>> used = used();
    return ids(
        d ->
            d.act() instanceof Act.Invite invite
                && standing.stands(d)
                && !revoked.contains(d.id())
                && used.getOrDefault(d.id(), Set.of()).size() < invite.uses()
                && !isExpired(d, invite)
                && !isSuperseded(d));
  }

  /** M5.5. */
  private boolean isExpired(Deed door, Act.Invite invite) {
    long newest =
        set.stream()
            .filter(d -> d.device().equals(door.device()))
            .mapToLong(d -> d.fact().point().seq())
            .max()
            .orElseThrow();
    return invite.expiresAfter().isPresent()
        && newest - door.fact().point().seq() > invite.expiresAfter().getAsInt();
  }

  /** M5.6. */
  private boolean isSuperseded(Deed door) {
    return isForOwnDevice(door)
        && set.stream()
                .filter(d -> isForOwnDevice(d) && standing.stands(d))
                .filter(d -> d.isBy(door.member()) && d.knows(door))
                .count()
            >= Limits.OPEN_DEVICE_INVITES;
  }

  private static boolean isForOwnDevice(Deed deed) {
    return deed.act() instanceof Act.Invite invite
        && invite.forDevice()
        && invite.forMember().isEmpty();
  }

  /** M3. */
  private Optional<Policy> policy() {
    Optional<Policy> founding =
        set.stream()
            .filter(d -> standing.stands(d) && isFounding(d))
            .map(d -> ((Act.Genesis) d.act()).policy())
            .findFirst();
    return founding.map(moves::policy);
  }
}
