package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.peyvand.protocol.decision.Decisions;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.NewEpoch;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.SharedEpoch;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.epoch.EpochSeals;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.epoch.Epochs;
import org.peyvand.protocol.epoch.Fault;
import org.peyvand.protocol.epoch.Keyring;
import org.peyvand.protocol.epoch.Plan;
import org.peyvand.protocol.epoch.SealingKeys;
import org.peyvand.protocol.epoch.Share;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Graph;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;
import org.peyvand.protocol.membership.Invitation;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.membership.MembershipView;

/**
 * The governance lane, folded in memory: who had seen what, who is in, which keys are usable, what
 * is being decided. A function of the lane's entries and the keys held; built anew at each start.
 */
final class Governance {
  private final NetworkId network;
  private final Keyring keyring;
  private final Graph graph = new Graph();
  private final MembershipView members;
  private final Epochs epochs;
  private final SealingKeys sealingKeys = new SealingKeys();
  private final Decisions decisions;
  private final Map<EntryId, EpochId> unread = new TreeMap<>();
  private final TreeMap<EntryId, Reason> voids = new TreeMap<>();
  private final List<EpochId> made = new ArrayList<>();
  private final Set<EpochId> unchecked = new TreeSet<>();
  private final Set<EpochId> halfChecked = new TreeSet<>();
  private final Map<EpochId, List<Point>> makers = new HashMap<>();
  private final Map<EpochId, Long> counts = new HashMap<>();
  private Optional<EpochSecrets> usable;
  private List<Share> shares;

  Governance(NetworkId network, Keyring keyring) {
    this.network = network;
    this.keyring = keyring;
    this.members = new MembershipView(network);
    this.epochs = new Epochs(members, this::isRead);
    this.decisions = new Decisions(new Roster(members));
  }

  Graph graph() {
    return graph;
  }

  MembershipView members() {
    return members;
  }

  /** The secrets of the epoch to write under; empty if a new epoch must be made first. */
  Optional<EpochSecrets> usable() {
    if (usable == null) {
      usable = epochs.usable(keyring).flatMap(keyring::secrets);
    }
    return usable;
  }

  /** How many governance entries here are under this epoch. */
  long under(EpochId epoch) {
    return counts.getOrDefault(epoch, 0L);
  }

  /** The entry that let a device in: an admission that stands. */
  Optional<EntryId> admission(DeviceId device) {
    return now().admissions().entrySet().stream()
        .filter(admission -> admission.getValue().device().equals(device))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The epochs that are held: the one to write under, then the others, newest first. */
  List<EpochId> epochsNewestFirst() {
    List<EpochId> epochs = new ArrayList<>();
    usable().ifPresent(secrets -> epochs.add(secrets.id()));
    for (int i = made.size() - 1; i >= 0; i--) {
      if (keyring.known().contains(made.get(i)) && !epochs.contains(made.get(i))) {
        epochs.add(made.get(i));
      }
    }
    return epochs;
  }

  /**
   * A block for a new epoch over all that is held, for all who are in but these.
   *
   * @param past of the entry that will carry it, as of the other blocks that are made here
   */
  EpochBlock newEpoch(EpochSecrets secrets, Set<DeviceId> without, Past past) {
    Plan plan = epochs.plan(keyring);
    List<DeviceKeys> recipients =
        plan.recipients().stream().filter(keys -> !without.contains(keys.device())).toList();
    return EpochSeals.create(
        secrets, newest(past, recipients), parents(plan.parents(), plan.withheld()));
  }

  /** A block for a new epoch over all that is held, but for its records, for newcomers too. */
  EpochBlock newEpochFrom(EpochSecrets secrets, List<DeviceKeys> newcomers, Past past) {
    Plan plan = epochs.plan(keyring);
    List<DeviceKeys> recipients = new ArrayList<>(plan.recipients());
    recipients.addAll(newcomers);
    return EpochSeals.create(
        secrets, newest(past, recipients), parents(plan.parents(), plan.parents()));
  }

  /** With the sealing keys that this past names last. */
  private List<DeviceKeys> newest(Past past, List<DeviceKeys> recipients) {
    return recipients.stream().map(keys -> sealingKeys.in(past, keys)).toList();
  }

  private Map<EpochId, EpochSecrets> parents(Set<EpochId> all, Set<EpochId> withheld) {
    Map<EpochId, EpochSecrets> parents = new TreeMap<>();
    for (EpochId id : all) {
      EpochSecrets secrets = keyring.secrets(id).orElseThrow();
      parents.put(id, withheld.contains(id) ? secrets.withholdingRecords() : secrets);
    }
    return parents;
  }

  /** Whether who is admitted so may not read what was recorded before. */
  boolean withholdsFrom(Act.Admit admit) {
    Optional<Invitation> invitation = Optional.ofNullable(now().invitations().get(admit.invite()));
    return now().policy().history() == Policy.History.SINCE_JOINING
        && invitation.filter(i -> i.member().isEmpty()).isPresent();
  }

  /**
   * What this device writes under: a usable epoch; for who is stopped, and may only plead, the
   * newest that it holds, since it can make none.
   */
  Optional<EpochSecrets> writable() {
    return usable().isPresent() || isEffective()
        ? usable()
        : epochsNewestFirst().stream().findFirst().flatMap(keyring::secrets);
  }

  /** Whether this device itself is in. */
  boolean isEffective() {
    return now().isEffective(keyring.device());
  }

  /** Whether who is admitted so is in at once, rather than when others have vouched. */
  boolean entersAtOnce(Act.Admit admit) {
    Invitation invitation = now().invitations().get(admit.invite());
    return invitation == null || !invitation.awaitsVouchers();
  }

  /** Epochs held here that devices which are in cannot open, newest first. */
  List<Share> shares() {
    if (shares == null) {
      shares = epochs.shares(keyring);
    }
    return shares;
  }

  /** A block that gives such an epoch to all who lack it. */
  EpochBlock share(Share share, Past past) {
    Map<DeviceId, DeviceKeys> keys = now().effectiveDevices();
    List<DeviceKeys> recipients = share.recipients().stream().map(keys::get).toList();
    EpochSecrets secrets = keyring.secrets(share.epoch()).orElseThrow();
    return EpochSeals.share(secrets, newest(past, recipients), share.barred());
  }

  /** A block that gives an epoch to these. */
  EpochBlock share(EpochSecrets secrets, List<DeviceKeys> recipients, Past past) {
    return EpochSeals.share(secrets, newest(past, recipients));
  }

  /** The number of the entry by which this device last renewed its sealing key, or -1. */
  long renewedAt() {
    return sealingKeys.renewedAt(keyring.device());
  }

  Decisions decisions() {
    return decisions;
  }

  /** Whose seals or links are known to be wrong. */
  Set<DeviceId> wrongdoers() {
    return epochs.wrongdoers();
  }

  /** Entries whose bodies no key here opens. */
  Set<EntryId> unread() {
    return unread.keySet();
  }

  /** Whether somebody who is in wrote what no key here opens: it may still bear on anything. */
  boolean isPartial() {
    return unread.keySet().stream()
        .anyMatch(id -> now().isEffective(graph.point(id).orElseThrow().author()));
  }

  boolean isUnread(EpochId epoch) {
    return unread.containsValue(epoch);
  }

  /**
   * Whether a key that came later opens what was unread, or recomputes seals that could not be: all
   * nodes must come to say the same of a block.
   */
  boolean hasBecomeReadable() {
    return unread.values().stream().anyMatch(keyring.known()::contains)
        || unchecked.stream().anyMatch(keyring.known()::contains)
        || halfChecked.stream().anyMatch(keyring::holdsRecords);
  }

  /** Entries that were taken and count for nothing because of what their bodies are. */
  TreeMap<EntryId, Reason> voids() {
    return voids;
  }

  /** Who is in, as far as everything here tells. */
  Membership now() {
    return members.now();
  }

  /**
   * What an own entry may build on: the heads of what is read here with all of its past. Who could
   * not judge an entry must not lean on it.
   */
  List<EntryId> frontier() {
    return unread.isEmpty() ? graph.frontier() : graph.frontierWithout(unread.keySet());
  }

  /** All that is here. */
  Past everything() {
    return graph.pastOf(graph.frontier());
  }

  /** Whether this entry may be taken, and if not, why. Changes nothing. */
  Optional<Verdict> judge(Entry entry) {
    Header header = entry.header();
    if (header.seq() == 0 && header.network().isEmpty()) {
      return judgeGenesis(entry);
    }
    Optional<EntryId> missing = header.links().stream().filter(l -> !graph.has(l)).findFirst();
    if (missing.isPresent()) {
      return Optional.of(new Verdict.Waiting(Reason.MISSING_LINKS, "no entry " + missing.get()));
    }
    Past past = graph.pastOf(header.parents());
    return judgeAuthor(header, past)
        .flatMap(refused -> isRead(past) ? plead(entry, past, refused) : Optional.of(refused));
  }

  /**
   * What becomes of an entry that was refused since its author is not in, as the author itself
   * knew: the suspended may say some things.
   */
  private Optional<Verdict> plead(Entry entry, Past past, Verdict refused) {
    Membership known = members.at(past);
    DeviceId author = entry.header().device();
    if (known.isEffective(author) || known.memberOf(author).filter(Member::hasSeat).isEmpty()) {
      return Optional.of(refused);
    }
    Opening opening = Opening.of(keyring, entry);
    if (opening instanceof Opening.Sealed) {
      return Optional.of(new Verdict.Waiting(Reason.NOT_A_MEMBER, "expected to read it"));
    }
    boolean isOpen =
        opening instanceof Opening.Read read
            && known.isOpenToTheSuspended(author, read.body().act());
    return isOpen ? judgeEpoch(entry.header(), past) : Optional.of(refused);
  }

  /**
   * Whether an entry is under an epoch that it makes itself or that its past has made: else a
   * member could write what nobody will ever read, and leave all in doubt of what it says.
   */
  private Optional<Verdict> judgeEpoch(Header header, Past past) {
    boolean own =
        header
            .block()
            .filter(
                b -> b instanceof NewEpoch made && EpochSecrets.idOf(made).equals(header.epoch()))
            .isPresent();
    return own || isMadeIn(header.epoch(), past)
        ? Optional.empty()
        : Optional.of(
            new Verdict.Rejected(
                Reason.UNKNOWN_EPOCH, "expected an epoch of the entry's own past"));
  }

  /** Whether this past holds an entry that makes the epoch. */
  boolean isMadeIn(EpochId epoch, Past past) {
    return makers.getOrDefault(epoch, List.of()).stream().anyMatch(past::includes);
  }

  /** Whether the author was in, as the author itself knew it, and wrote under a known epoch. */
  Optional<Verdict> judgeAuthor(Header header, Past past) {
    return judgeMember(header, past).or(() -> judgeEpoch(header, past));
  }

  /**
   * What cannot be read may have let the author in or put it out, so nothing is said until then.
   */
  private Optional<Verdict> judgeMember(Header header, Past past) {
    if (!isRead(past)) {
      return Optional.of(
          new Verdict.Waiting(Reason.NOT_A_MEMBER, "expected to read all of its past"));
    }
    return members.at(past).isEffective(header.device())
        ? Optional.empty()
        : Optional.of(
            new Verdict.Rejected(
                Reason.NOT_A_MEMBER, "expected a member in the entry's own past, found none"));
  }

  /** Whether it and all of its past can be read, so that what is written next links to it. */
  private boolean isRead(Point point) {
    return !unread.containsKey(point.id()) && isRead(point.past());
  }

  private boolean isRead(Past past) {
    return unread.keySet().stream().noneMatch(id -> past.includes(graph.point(id).orElseThrow()));
  }

  private Optional<Verdict> judgeGenesis(Entry entry) {
    boolean founds =
        entry.id().bytes().equals(network.bytes()) && entry.header().lane() == Lane.GOVERNANCE;
    return founds
        ? Optional.empty()
        : Optional.of(
            new Verdict.Rejected(Reason.NOT_A_GENESIS, "expected the founding entry " + network));
  }

  /** Folds an entry that was judged and whose past is here. */
  void take(Entry entry, Branch branch) {
    Point point = graph.add(entry, branch);
    counts.merge(entry.header().epoch(), 1L, Long::sum);
    members.note(point);
    entry.header().block().filter(EpochSeals::isWhole).ifPresent(block -> keyring.absorb(block));
    Opening opening = Opening.of(keyring, entry);
    if (opening instanceof Opening.Sealed) {
      unread.put(entry.id(), entry.header().epoch());
    } else if (opening instanceof Opening.Void nothing) {
      voids.put(entry.id(), nothing.reason());
    } else if (opening instanceof Opening.Read read) {
      fold(new Fact(point, read.body()));
      if (read.body().act() instanceof Act.Admit
          && entry.header().block().filter(NewEpoch.class::isInstance).isPresent()) {
        epochs.withholdBefore(point);
      }
    }
    entry.header().block().ifPresent(block -> take(point, block));
    usable = null;
    shares = null;
  }

  private void take(Point point, EpochBlock block) {
    epochs.add(point, block);
    EpochId epoch =
        block instanceof NewEpoch fresh ? EpochSecrets.idOf(fresh) : ((SharedEpoch) block).epoch();
    if (block instanceof NewEpoch) {
      made.add(epoch);
      makers.computeIfAbsent(epoch, e -> new ArrayList<>()).add(point);
    }
    Membership known = members.at(point.and());
    if (!EpochSeals.isWhole(block)) {
      epochs.voidBlock(point.id(), known.effectiveDevices().keySet());
      return;
    }
    Optional<EpochSecrets> secrets = keyring.secrets(epoch);
    if (secrets.isEmpty()) {
      unchecked.add(epoch);
      return;
    }
    if (!keyring.holdsRecords(epoch)) {
      halfChecked.add(epoch);
    }
    List<Fault> faults =
        EpochSeals.check(secrets.get(), block, d -> sealingKeys(known, point.and(), d));
    if (!faults.isEmpty()) {
      epochs.voidBlock(point.id(), deceived(faults));
    }
  }

  private static Set<DeviceId> deceived(List<Fault> faults) {
    return faults.stream()
        .filter(fault -> fault.kind() == Fault.Kind.WRONG_SEAL)
        .map(fault -> new DeviceId(fault.whose()))
        .collect(Collectors.toSet());
  }

  /**
   * As the block's author knew them, so that all nodes say the same of a block; none where the
   * device may have named others in what cannot be read here yet.
   */
  private List<Bytes> sealingKeys(Membership known, Past past, DeviceId device) {
    boolean unreadable =
        unread.keySet().stream()
            .map(id -> graph.point(id).orElseThrow())
            .anyMatch(point -> point.author().equals(device) && past.includes(point));
    return unreadable
        ? List.of()
        : known
            .memberOf(device)
            .flatMap(m -> m.keys(device))
            .map(keys -> sealingKeys.namedBy(past, keys))
            .orElse(List.of());
  }

  private void fold(Fact fact) {
    Body body = fact.body();
    if (body.act() instanceof Act.Genesis && !fact.id().bytes().equals(network.bytes())) {
      voids.put(fact.id(), Reason.NOT_A_GENESIS);
      return;
    }
    members.add(fact);
    sealingKeys.add(fact);
    decisions.add(fact);
  }
}
