package org.peyvand.protocol.epoch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.NewEpoch;
import org.peyvand.protocol.entry.ParentLink;
import org.peyvand.protocol.entry.Seal;
import org.peyvand.protocol.entry.SharedEpoch;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.membership.MembershipView;

/**
 * Which epochs may be used (rule K1).
 *
 * <p>An epoch is usable if the entry that made it stands and lists exactly the devices effective by
 * that entry, and all who were given it or any known descendant are effective now. For who holds a
 * descendant reads its ancestors too. A seal to a device that was not effective is a leak: it makes
 * its own epoch unusable and no other, else anybody could spoil every epoch by one false child.
 *
 * <p>And its maker knew of everybody who was taken to be in and is out now, and of all by which
 * they are. Else somebody else would share it: who has heard of the member and not of the removal;
 * or who knows why the one removal that the maker knew counts for nothing, and has not heard of
 * another one.
 *
 * <p>A device is effective by an entry if it is so in the past of the entry and the entry itself: a
 * founding lists its founder, an admission gives the epoch to the newcomer.
 */
public final class Epochs {
  private final MembershipView membership;
  private final Predicate<Point> isRead;
  private final Map<EpochId, List<Making>> makings = new TreeMap<>();
  private final Map<EpochId, Set<EpochId>> children = new HashMap<>();
  private final Map<EntryId, Making> byEntry = new HashMap<>();
  private final Map<EntryId, Set<DeviceId>> voided = new HashMap<>();
  private final Horizons horizons = new Horizons();
  private final Map<EpochId, Integer> ancestorCounts = new HashMap<>();

  /**
   * @param isRead whether an entry and all of its past can be read here. What cannot is not linked
   *     to, so no epoch that is made here could know of it
   */
  public Epochs(MembershipView membership, Predicate<Point> isRead) {
    this.membership = membership;
    this.isRead = isRead;
  }

  /**
   * Takes an epoch block.
   *
   * @param point the entry that carries it; the membership has its past and itself already
   */
  public void add(Point point, EpochBlock block) {
    if (byEntry.containsKey(point.id())) {
      return;
    }
    Making making = judge(point, block);
    byEntry.put(point.id(), making);
    makings.computeIfAbsent(making.epoch(), e -> new ArrayList<>()).add(making);
    making
        .parents()
        .forEach(p -> children.computeIfAbsent(p, e -> new TreeSet<>()).add(making.epoch()));
    recount(making.epoch());
  }

  /** Takes an admission that carries an epoch of its own: history begins there for who enters. */
  public void withholdBefore(Point admission) {
    horizons.add(admission);
  }

  /**
   * Voids what an entry says of epochs, because {@link EpochSeals#check} found a fault in it.
   *
   * @param deceived to whom it gives nothing; the others hold the epoch, and can share it
   */
  public void voidBlock(EntryId entry, Set<DeviceId> deceived) {
    voided.put(entry, Set.copyOf(deceived));
    Optional.ofNullable(byEntry.get(entry)).ifPresent(making -> recount(making.epoch()));
  }

  /** Its parents are others now, and with them its descendants' ancestors. */
  private void recount(EpochId epoch) {
    if (children.containsKey(epoch)) {
      ancestorCounts.clear();
    } else {
      ancestorCounts.remove(epoch);
    }
  }

  /** All usable epochs, the best first: most ancestors, then the lowest id. */
  public List<EpochId> usable() {
    return usable(makings.keySet()).toList();
  }

  /** The best usable epoch that the keyring holds whole. */
  public Optional<EpochId> usable(Keyring keyring) {
    return usable(keyring.known()).filter(keyring::holdsRecords).findFirst();
  }

  private Stream<EpochId> usable(Set<EpochId> among) {
    Membership now = membership.now();
    Set<EpochId> spoiled = spoiled(now);
    List<Point> decisive = decisive(now);
    return among.stream()
        .filter(epoch -> !spoiled.contains(epoch))
        .sorted(newest())
        .filter(epoch -> isMadeByTheRules(epoch, decisive))
        .filter(epoch -> barred(epoch, now.effectiveDevices().keySet()).isEmpty());
  }

  /** From whom of these the records of this epoch, or of what they lead to, are withheld. */
  Set<DeviceId> barred(EpochId epoch, Set<DeviceId> among) {
    Map<DeviceId, Past> before = horizons.of(membership.now());
    before.keySet().retainAll(among);
    if (before.isEmpty()) {
      return new TreeSet<>();
    }
    List<Point> made =
        Stream.concat(Stream.of(epoch), ancestors(epoch, Half.RECORDS).stream())
            .flatMap(this::valid)
            .filter(Making::makes)
            .map(Making::point)
            .toList();
    before.values().removeIf(past -> made.stream().noneMatch(past::includes));
    return new TreeSet<>(before.keySet());
  }

  /** What somebody opens who is not in now: what they were given, and all ancestors of that. */
  private Set<EpochId> spoiled(Membership now) {
    Set<EpochId> spoiled =
        makings.keySet().stream()
            .filter(e -> !valid(e).flatMap(m -> m.given().stream()).allMatch(now::isEffective))
            .collect(Collectors.toSet());
    spoiled.addAll(reach(spoiled));
    return spoiled;
  }

  /**
   * All by which who was in is out now: what gave them something, other than by their own hand, and
   * what removed them.
   */
  private List<Point> decisive(Membership now) {
    Stream<Point> given =
        makings.values().stream()
            .flatMap(List::stream)
            .filter(
                m -> m.given().stream().anyMatch(d -> !d.equals(m.author()) && !now.isEffective(d)))
            .map(Making::point);
    return Stream.concat(given, membership.removals().stream()).filter(isRead).toList();
  }

  private Comparator<EpochId> newest() {
    return Comparator.comparing(
            (EpochId epoch) -> -ancestorCounts.computeIfAbsent(epoch, e -> ancestors(e).size()))
        .thenComparing(Comparator.naturalOrder());
  }

  /**
   * What a new epoch needs whose author holds this keyring: all epochs that are no parents yet, and
   * the usable one, so that the new one comes before it, whatever claims to be its child. Of too
   * many that were made apart those with the fewest ancestors are left to the next.
   */
  public Plan plan(Keyring keyring) {
    Set<EpochId> heads = new HashSet<>(keyring.known());
    heads.removeAll(reach(keyring.known()));
    Set<EpochId> parents =
        Stream.concat(usable(keyring).stream(), heads.stream().sorted(newest()))
            .distinct()
            .limit(Limits.EPOCH_PARENTS)
            .collect(Collectors.toSet());
    SortedMap<DeviceId, DeviceKeys> in = membership.now().effectiveDevices();
    Set<EpochId> withheld =
        parents.stream()
            .filter(parent -> !barred(parent, in.keySet()).isEmpty())
            .collect(Collectors.toSet());
    return new Plan(parents, withheld, in.values());
  }

  /** The effective devices to which no entry has sealed this epoch: they need a share of it. */
  public Set<DeviceId> missing(EpochId epoch) {
    Set<DeviceId> missing = new TreeSet<>(membership.now().effectiveDevices().keySet());
    valid(epoch).forEach(making -> missing.removeAll(making.given()));
    return missing;
  }

  /** What effective devices lack and the holder of this keyring can share, newest epoch first. */
  public List<Share> shares(Keyring keyring) {
    return Shares.of(this, membership.now().effectiveDevices().keySet(), keyring);
  }

  /** All epochs, each before its ancestors. */
  List<EpochId> newestFirst() {
    return makings.keySet().stream().sorted(newest()).toList();
  }

  /** Who made an epoch, ascending. */
  List<DeviceId> makers(EpochId epoch) {
    return valid(epoch).filter(Making::makes).map(m -> m.point().author()).sorted().toList();
  }

  /** Whether it was made for all whom its maker knew to be in, whatever became of the maker. */
  boolean isForAll(EpochId epoch) {
    return all(epoch).anyMatch(m -> m.makes() && m.isWhole());
  }

  /** To whom this half was given so that they can open it. */
  Set<DeviceId> holders(EpochId epoch, Half half) {
    Set<DeviceId> holders = new TreeSet<>();
    all(epoch)
        .forEach(
            m -> {
              Set<DeviceId> given = new TreeSet<>(m.given(half));
              given.removeAll(voided.getOrDefault(m.point().id(), Set.of()));
              holders.addAll(given);
            });
    return holders;
  }

  private boolean isMadeByTheRules(EpochId epoch, List<Point> decisive) {
    return valid(epoch).anyMatch(m -> m.makes() && m.isWhole() && stands(m) && m.knows(decisive))
        && valid(epoch).allMatch(m -> m.leaked().isEmpty());
  }

  /** All leaks, in the order in which they came. */
  public List<Leak> leaks() {
    return makings.values().stream()
        .flatMap(List::stream)
        .flatMap(
            m ->
                m.leaked().stream()
                    .map(d -> new Leak(m.point().id(), m.point().author(), m.epoch(), d)))
        .sorted(Comparator.comparing(Leak::entry).thenComparing(Leak::recipient))
        .toList();
  }

  /** Whose blocks had a wrong seal or link, or a seal for somebody who was not in. */
  public Set<DeviceId> wrongdoers() {
    Set<DeviceId> wrongdoers = new TreeSet<>();
    makings.values().stream()
        .flatMap(List::stream)
        .filter(m -> voided.containsKey(m.point().id()) || !m.leaked().isEmpty())
        .forEach(m -> wrongdoers.add(m.point().author()));
    return wrongdoers;
  }

  private Making judge(Point point, EpochBlock block) {
    Set<DeviceId> effective = membership.at(point.and()).effectiveDevices().keySet();
    List<DeviceId> listed = recipients(block, Half.GOVERNANCE);
    Set<DeviceId> given = given(point, listed, effective);
    Set<DeviceId> records = given(point, recipients(block, Half.RECORDS), effective);
    List<DeviceId> leaked = listed.stream().filter(d -> !effective.contains(d)).toList();
    if (block instanceof NewEpoch made) {
      EpochId epoch = EpochSecrets.idOf(made);
      Set<EpochId> parents = parents(made, Half.GOVERNANCE);
      Set<EpochId> opened = parents(made, Half.RECORDS);
      boolean isWhole = new TreeSet<>(listed).equals(effective);
      return new Making(point, epoch, true, given, records, leaked, parents, opened, isWhole);
    }
    EpochId epoch = ((SharedEpoch) block).epoch();
    // who shares governance alone may hold no more than that
    Set<DeviceId> whole = recipients(block, Half.RECORDS).isEmpty() ? Set.of() : records;
    return new Making(point, epoch, false, given, whole, leaked, Set.of(), Set.of(), false);
  }

  private static Set<DeviceId> given(Point point, List<DeviceId> listed, Set<DeviceId> effective) {
    Set<DeviceId> given = new TreeSet<>(listed);
    given.retainAll(effective);
    given.add(point.author());
    return given;
  }

  private static List<DeviceId> recipients(EpochBlock block, Half half) {
    List<Seal> seals =
        block instanceof NewEpoch made ? made.seals() : ((SharedEpoch) block).seals();
    return seals.stream()
        .filter(seal -> half == Half.GOVERNANCE || !seal.records().isEmpty())
        .map(Seal::recipient)
        .toList();
  }

  private static Set<EpochId> parents(NewEpoch made, Half half) {
    return made.parents().stream()
        .filter(link -> half == Half.GOVERNANCE || !link.records().isEmpty())
        .map(ParentLink::parent)
        .collect(Collectors.toSet());
  }

  private Stream<Making> all(EpochId epoch) {
    return makings.getOrDefault(epoch, List.of()).stream();
  }

  private Stream<Making> valid(EpochId epoch) {
    return all(epoch).filter(m -> !voided.containsKey(m.point().id()));
  }

  private boolean stands(Making making) {
    return membership.authorRefusal(making.point()).isEmpty();
  }

  Set<EpochId> ancestors(EpochId epoch) {
    return ancestors(epoch, Half.GOVERNANCE);
  }

  /** The epochs of which who holds this half opens the same half. */
  Set<EpochId> ancestors(EpochId epoch, Half half) {
    Set<EpochId> ancestors = reach(Set.of(epoch), half);
    ancestors.retainAll(makings.keySet());
    ancestors.remove(epoch);
    return ancestors;
  }

  /** An epoch that claims to be its own parent is not. */
  private Set<EpochId> parentsOf(EpochId epoch, Half half) {
    return valid(epoch)
        .flatMap(m -> m.parents(half).stream())
        .filter(parent -> !parent.equals(epoch))
        .collect(Collectors.toSet());
  }

  Set<EpochId> childrenOf(EpochId epoch, Half half) {
    return children.getOrDefault(epoch, Set.of()).stream()
        .filter(child -> parentsOf(child, half).contains(epoch))
        .collect(Collectors.toSet());
  }

  /** What the parents of these lead to; a hostile maker can make them lead in a circle. */
  private Set<EpochId> reach(Set<EpochId> from) {
    return reach(from, Half.GOVERNANCE);
  }

  private Set<EpochId> reach(Set<EpochId> from, Half half) {
    Set<EpochId> reached = new HashSet<>();
    Deque<EpochId> next = new ArrayDeque<>(from);
    while (!next.isEmpty()) {
      parentsOf(next.pop(), half).stream().filter(reached::add).forEach(next::push);
    }
    return reached;
  }
}
