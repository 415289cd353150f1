package org.peyvand.protocol.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.decision.Tellers;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Purpose;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.MemoryEntryStore;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Founding;
import org.peyvand.protocol.replica.Introduction;
import org.peyvand.protocol.replica.Replica;

/** Nodes, the network between them, and one seed that decides all that happens. */
final class World {
  private static final long RESTING_MS = 3_600_000L;
  private static final long HEALING_MS = 12 * 3_600_000L;
  private static final long MEETING_MS = 300_000;
  private static final List<Integer> WEARS = List.of(Limits.EPOCH_ENTRIES, 20, 6);

  final Random random;
  final Entropy entropy;
  final Schedule schedule = new Schedule();
  final List<SimNode> nodes = new ArrayList<>();
  final Laws laws = new Laws(this::isTrusted);
  final KeyTracker tracker = new KeyTracker();
  final List<Villain> villains = new ArrayList<>();
  final int mostNodes;

  /** Whether people adopt what removals set aside. */
  boolean adopting;

  /** How often they did. */
  int adopted;

  /** Whether people decide to forget what was recorded. */
  boolean cutting;

  /** How often they did. */
  int cuts;

  private final List<Channel> channels = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final Set<SimNode> touched = new HashSet<>();
  private final List<SimNode> settled = new ArrayList<>();
  private Optional<Damage> damage = Optional.empty();
  private Optional<SimNode> eclipsed = Optional.empty();
  private final Set<DeviceId> copied = new HashSet<>();
  private final boolean forWeeks;

  /** Entries under an epoch before the next one. */
  private final int wear;

  private int named;
  private int side;

  /** Everybody means well. */
  World(long seed) throws StoreException {
    this(seed, List.of());
  }

  /** With somebody who does these things, among people who stand by each other. */
  World(long seed, List<Behaviour> behaviours) throws StoreException {
    random = new Random(seed);
    entropy =
        count -> {
          byte[] bytes = new byte[count];
          random.nextBytes(bytes);
          return bytes;
        };
    mostNodes = 3 + random.nextInt(5) + (behaviours.isEmpty() ? 0 : 4);
    forWeeks = random.nextInt(8) == 0;
    wear = WEARS.get(Math.floorMod(seed, WEARS.size()));
    side = forWeeks ? random.nextInt() : 0;
    found(!behaviours.isEmpty());
    if (!behaviours.isEmpty()) {
      Settling.settle(this, behaviours.stream().anyMatch(Behaviour::crowds));
      turn(behaviours);
    }
  }

  /** Some of those who are settled turn against the others. */
  private void turn(List<Behaviour> behaviours) {
    settled.addAll(nodes);
    int many = behaviours.stream().anyMatch(Behaviour::crowds) ? 1 : behaviours.size();
    int count = 1 + random.nextInt(Math.min(many, (nodes.size() - 1) / 3));
    for (int i = 0; i < count; i++) {
      SimNode node = pick(settled);
      settled.remove(node);
      List<Behaviour> its = count == 1 ? behaviours : List.of(behaviours.get(i));
      villains.add(new Villain(this, node, its));
    }
    damage = Optional.of(new Damage(this));
  }

  /** Who was in before anybody turned, and has not. */
  List<SimNode> settled() {
    return settled;
  }

  List<SimNode> honest() {
    return nodes.stream().filter(this::isHonest).toList();
  }

  boolean isHonest(SimNode node) {
    return villains.stream().noneMatch(v -> v.node == node);
  }

  /** Whether no more of those who close a decision are hostile than it bears. */
  private boolean isTrusted(Decision decision) {
    Tellers tellers = decision.tellers();
    long hostile =
        Stream.concat(copied.stream(), villains.stream().flatMap(Villain::devices))
            .map(tellers::at)
            .flatMap(Optional::stream)
            .distinct()
            .count();
    return hostile <= tellers.faults();
  }

  private void found(boolean hostile) throws StoreException {
    DeviceSecrets own = DeviceSecrets.generate(entropy);
    Role invites = random.nextBoolean() ? Role.MEMBER : Role.STEWARD;
    Role given = random.nextBoolean() ? Role.STEWARD : Role.MEMBER;
    Policy.Tellers tellers = pick(List.of(Policy.Tellers.values()));
    given = random.nextInt(6) == 0 && !hostile ? Role.NEWCOMER : given;
    int history = random.nextInt(3) == 0 ? 1 : 0;
    Policy policy =
        new Policy(invites, Role.MEMBER, given, random.nextInt(101), tellers)
            .with(Policy.Key.HISTORY, history);
    var genesis = new Act.Genesis("World", Purpose.COORDINATION, policy, "n0", own.keys());
    var entry = Founding.make(own, genesis, entropy, claimedTime());
    add(own, Replica.found(entry, new MemoryEntryStore(), own, entropy));
  }

  NetworkId network() {
    return nodes.get(0).replica().network();
  }

  /** Somebody comes to a host with an invite; empty if the host may not say yes. */
  Optional<SimNode> enter(SimNode host, InviteSeed seed, EntryId invite, String name)
      throws StoreException {
    DeviceSecrets own = DeviceSecrets.generate(entropy);
    Replica replica = Replica.open(network(), new MemoryEntryStore(), own, entropy);
    return enter(host, seed, invite, name, own, replica);
  }

  /** The same, of a device that has entries already. */
  Optional<SimNode> enter(
      SimNode host,
      InviteSeed seed,
      EntryId invite,
      String name,
      DeviceSecrets own,
      Replica replica)
      throws StoreException {
    JoinRequest request = JoinRequest.make(seed, own.signing(), own.keys(), name, network());
    Act.Admit admit = new Act.Admit(invite, JoinRequestCodec.encode(request), true);
    if (!host.mayWrite() || host.replica().membership().allows(host.device(), admit).isPresent()) {
      return Optional.empty();
    }
    host.write(admit);
    replica.enter(host.governanceRuns());
    return Optional.of(add(own, replica));
  }

  SimNode add(DeviceSecrets own, Replica replica) {
    tracker.enter(own);
    String name = "n" + named++;
    SimNode node = new SimNode(name, own, replica, entropy, this::claimedTime, tracker, wear);
    nodes.add(node);
    return node;
  }

  /** Its machine is gone. */
  void remove(SimNode node) {
    drop(node);
    nodes.remove(node);
  }

  /** From now on more than one may write with this device's keys. */
  void copied(DeviceId device) {
    copied.add(device);
  }

  /** Mostly the time that it is, else anything: no rule may read it. */
  private long claimedTime() {
    return random.nextInt(4) == 0 ? random.nextLong() : schedule.nowMs();
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Lets people and the network do as they like for so many turns. */
  void live(int turns) throws StoreException {
    Whims whims = new Whims(this);
    long at = 0;
    for (int turn = 0; turn < turns; turn++) {
      at += random.nextInt(2_000);
      boolean hostile = !villains.isEmpty() && random.nextInt(5) == 0;
      Schedule.Event event = random.nextBoolean() ? this::weather : whims::act;
      schedule.in(at, hostile ? pick(villains)::act : event);
    }
    while (!schedule.isAtRest()) {
      if (schedule.nowMs() > at + RESTING_MS) {
        throw new AssertionError("never at rest: " + state());
      }
      event();
    }
  }

  private void event() throws StoreException {
    if (!schedule.step()) {
      throw new AssertionError("nothing will ever happen again");
    }
    for (SimNode node : honest()) {
      boolean fresh = laws.check(node, touched.remove(node));
      if (fresh && damage.isPresent() && node.replica().unread().isEmpty()) {
        damage.get().check(node);
      }
    }
    tracker.check();
  }

  // ---- the network

  private void weather() throws StoreException {
    int what = random.nextInt(30);
    if (what < 23) {
      connect(pick(nodes), pick(nodes));
    } else if (what < 27) {
      open().stream().skip(random.nextInt(4)).findFirst().ifPresent(Channel::cut);
    } else if (forWeeks) {
      return;
    } else if (what < 29) {
      side = random.nextInt();
      open().stream().filter(c -> apart(c.a.node, c.b.node)).forEach(Channel::cut);
    } else {
      side = 0;
    }
  }

  /** One whose only peers are hostile, until the network is mended. */
  void eclipse(SimNode victim) {
    eclipsed = Optional.of(victim);
    open().stream().filter(c -> isEclipsed(c.a.node, c.b.node)).forEach(Channel::cut);
  }

  private boolean isEclipsed(SimNode a, SimNode b) {
    return eclipsed.filter(v -> v == a || v == b).isPresent() && isHonest(a) && isHonest(b);
  }

  boolean apart(SimNode a, SimNode b) {
    return isEclipsed(a, b) || (side >> nodes.indexOf(a) & 1) != (side >> nodes.indexOf(b) & 1);
  }

  private List<Channel> open() {
    channels.stream()
        .filter(c -> c.isCut() && isHonest(c.a.node) && isHonest(c.b.node))
        .forEach(c -> c.complaint().ifPresent(complaints::add));
    channels.removeIf(Channel::isCut);
    return List.copyOf(channels);
  }

  private void connect(SimNode a, SimNode b) throws StoreException {
    boolean linked = open().stream().anyMatch(c -> c.joins(a) && c.joins(b));
    if (a != b && !linked && !apart(a, b) && opens(b, a) && !a.shuns(b)) {
      Channel channel = new Channel(schedule, random, a, b);
      channels.add(channel);
      channel.start();
    }
  }

  /** Whether the listener answers: it knows the dialler, or its introduction is good. */
  private static boolean opens(SimNode listener, SimNode dialler) throws StoreException {
    if (listener.replica().membership().memberOf(dialler.device()).isPresent()) {
      return listener.knows(dialler);
    }
    Bytes introduction = Introduction.own(dialler.replica());
    return Introduction.read(introduction, listener.replica().membership())
        .filter(keys -> keys.device().equals(dialler.device()))
        .isPresent();
  }

  /** Its views were built anew: they are checked though it holds what it held. */
  void touch(SimNode node) {
    touched.add(node);
  }

  void drop(SimNode node) {
    open().stream().filter(c -> c.joins(node)).forEach(Channel::cut);
  }

  // ---- the end

  /** Mends the network and waits until all who are in hold the same, by their sessions' word. */
  void heal() throws StoreException {
    side = 0;
    eclipsed = Optional.empty();
    long until = schedule.nowMs() + HEALING_MS;
    do {
      while (!isHealed()) {
        if (schedule.nowMs() > until) {
          throw new AssertionError("never equal: " + state());
        }
        if (schedule.isAtRest()) {
          losePatience();
          connectAll();
        }
        event();
      }
    } while (losePatience() || losePatience());
  }

  /** Whether somebody did what another should have done. */
  private boolean losePatience() throws StoreException {
    boolean done = false;
    for (SimNode node : members()) {
      done |= node.losePatience();
      done |= node.retireCopies();
    }
    return done;
  }

  /** Mends the network and lets everybody meet for a while, whether or not that makes all equal. */
  void meet() throws StoreException {
    side = 0;
    eclipsed = Optional.empty();
    connectAll();
    long until = schedule.nowMs() + MEETING_MS;
    while (!schedule.isAtRest() && schedule.nowMs() < until) {
      event();
    }
  }

  private void connectAll() throws StoreException {
    for (SimNode a : nodes) {
      for (SimNode b : nodes) {
        connect(a, b);
      }
    }
  }

  /**
   * The nodes that are in by each other's word. Who was stopped does not hear of it, since what is
   * written then is not for it; so those whom most know to be out are left out, one by one, with
   * what they say of others.
   */
  List<SimNode> members() {
    List<SimNode> members = new ArrayList<>(honest());
    members.removeIf(World::hasLostItsKey);
    while (!members.isEmpty()) {
      SimNode doubtful = members.get(0);
      for (SimNode node : members) {
        doubtful = trust(members, node) < trust(members, doubtful) ? node : doubtful;
      }
      if (trust(members, doubtful) == members.size()) {
        break;
      }
      members.remove(doubtful);
    }
    return members;
  }

  /**
   * Put back to before it named a sealing key: it is stopped, and what came since is shut to it.
   */
  private static boolean hasLostItsKey(SimNode node) {
    return node.replica().isBehindItself() && !node.replica().unread().isEmpty();
  }

  private static long trust(List<SimNode> members, SimNode node) {
    return members.stream().filter(m -> m.knows(node) && !m.knowsGone(node)).count();
  }

  private boolean isHealed() {
    if (!schedule.isAtRest()) {
      return false;
    }
    List<SimNode> members = members();
    List<Channel> links =
        open().stream()
            .filter(c -> members.contains(c.a.node) && members.contains(c.b.node))
            .toList();
    return links.size() == members.size() * (members.size() - 1) / 2
        && links.stream().allMatch(Channel::isEqual);
  }

  /** Fails unless all is well in the end. */
  void requireWhole() throws StoreException {
    Laws.require(complaints().isEmpty(), nodes.get(0), "complaints: " + complaints());
    List<SimNode> members = members();
    for (SimNode node : members) {
      Whole.require(node, members.get(0), this);
      if (damage.isPresent()) {
        damage.get().checkEnd(node);
      }
    }
    for (SimNode node : settled) {
      Laws.require(
          members.contains(node)
              || hasLostItsKey(node)
              || damage.get().isStopped(members.get(0), node.device()),
          node,
          "is left alone");
    }
  }

  String state() {
    StringBuilder state = new StringBuilder("complaints " + complaints);
    for (SimNode node : nodes) {
      state.append("\n").append(node).append(node.isIn() ? " in " : " out ");
      state.append(node.replica().digest().hex(), 0, 8);
      state.append(" unread ").append(node.replica().unread().size());
      node.store().heads().forEach(h -> state.append("\n  ").append(h));
    }
    open()
        .forEach(
            c ->
                state
                    .append("\n")
                    .append(c.a.node)
                    .append("-")
                    .append(c.b.node)
                    .append(c.isEqual() ? " equal" : " differ"));
    return state.toString();
  }

  List<String> complaints() {
    open();
    return complaints;
  }
}
