package org.peyvand.node.discovery;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.peyvand.node.group.Engine;
import org.peyvand.node.group.Groups;
import org.peyvand.node.live.Address;
import org.peyvand.node.live.Joins;
import org.peyvand.node.live.Live;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.handshake.Beacon;
import org.peyvand.protocol.handshake.Candidate;
import org.peyvand.protocol.handshake.Kind;
import org.peyvand.protocol.id.Bytes;

/**
 * Calls out where the owner trusts the local network, hears who else does, and calls members that
 * are not connected. A beacon heard leads to one ordinary call: the handshake decides who it is, so
 * a forged or repeated beacon gains nothing but that call.
 */
public final class Discovery implements AutoCloseable {
  private static final long LOOK_MS = 2_000;
  private static final long[] FIRST_MS = {0, 1_000, 3_000};
  private static final int LEAST_PAUSE_MS = 30_000;
  private static final int MORE_PAUSE_MS = 30_000;
  private final Groups groups;
  private final Live live;
  private final Entropy entropy;
  private final Supplier<Set<String>> trusted;
  private final Heard heard = new Heard();
  private final Members members;
  private final Newcomers newcomers;
  private final Hubs hubs = new Hubs(new Gateways());
  private final ScheduledExecutorService calling =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "peyvand-discovery-calls");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Map<String, LocalNetwork> networks = Map.of();
  private long nextCallNs = System.nanoTime();
  private volatile Optional<Radio> radio = Optional.empty();

  /**
   * @param trusted the ids of the local networks that the owner trusts
   */
  public Discovery(
      Engine engine,
      Groups groups,
      Live live,
      Joins joins,
      Entropy entropy,
      Supplier<Set<String>> trusted) {
    this.groups = groups;
    this.live = live;
    this.entropy = entropy;
    this.trusted = trusted;
    this.members = new Members(engine, groups, live);
    this.newcomers = new Newcomers(engine, live, joins);
  }

  public void start() {
    look();
    calling.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  /** Whether this machine is on a local network that the owner trusts, and hears what is there. */
  public boolean hears() {
    return radio.isPresent();
  }

  /** Looks where this machine is now; a network that is new is called out on at once. */
  private void look() {
    newcomers.look();
    Map<String, LocalNetwork> before = networks;
    Set<String> trust = trusted.get();
    networks =
        LocalNetworks.now().stream()
            .filter(network -> trust.contains(network.id()))
            .collect(Collectors.toMap(LocalNetwork::id, n -> n, (one, other) -> one));
    if (networks.isEmpty()) {
      silence();
    } else if (radio.isPresent() || tuneIn()) {
      if (!networks.equals(before)) {
        hubs.moved(System.nanoTime());
        for (long delay : FIRST_MS) {
          calling.schedule(this::callOut, delay, TimeUnit.MILLISECONDS);
        }
      } else if (System.nanoTime() - nextCallNs >= 0) {
        callOut();
      } else if (newcomers.isDue()) {
        seek();
      } else if (hubs.isDue(System.nanoTime())) {
        guess();
      }
    }
  }

  /** Away from all trusted networks nothing is heard either. */
  private void silence() {
    radio.ifPresent(Radio::close);
    radio = Optional.empty();
  }

  private boolean tuneIn() {
    try {
      radio = Optional.of(Radio.open(this::heard));
      return true;
    } catch (IOException e) {
      networks = Map.of(); // the port is taken for now; the next look tries again
      return false;
    }
  }

  /** Calls where the hotspot's own laptop would be, for what has nobody to talk to. */
  private void guess() {
    List<Address> guesses =
        hubs.of(networks.values(), live.listening().map(Address::port).orElse(0));
    newcomers.guess(guesses);
    if (live.listening().isPresent()) {
      members.guess(guesses);
    }
  }

  private void callOut() {
    pause();
    seek();
    for (Candidate candidate : newest(live.candidates())) {
      ownBeacon().ifPresent(beacon -> send(beacon, candidate));
    }
  }

  /** Asks who answers the invites that this device has asked to use. */
  private void seek() {
    Beacon asking = new Beacon(groups.own().device(), Beacon.ASKING);
    newcomers.asking().forEach(candidate -> send(asking, candidate));
  }

  private void send(Beacon beacon, Candidate under) {
    networks.values().forEach(network -> send(beacon, under, network));
  }

  private void send(Beacon beacon, Candidate under, LocalNetwork on) {
    radio.ifPresent(r -> r.call(on, own -> beacon.seal(under, own.getAddress(), entropy)));
  }

  /** Where others can call this node; a command without a running node takes no calls. */
  private Optional<Beacon> ownBeacon() {
    return live.listening()
        .filter(Discovery::isForOthers)
        .map(address -> new Beacon(groups.own().device(), address.port()));
  }

  /** Nobody else reaches a node that listens for this machine alone. */
  private static boolean isForOthers(Address listening) {
    return !listening.host().startsWith("127.") && !listening.host().equals("0:0:0:0:0:0:0:1");
  }

  private void pause() {
    int more = Short.toUnsignedInt(ByteBuffer.wrap(entropy.bytes(Short.BYTES)).getShort());
    long pauseMs = LEAST_PAUSE_MS + more % MORE_PAUSE_MS;
    nextCallNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMs);
  }

  /** The key to be found by in each network: that of its newest epoch. */
  private static Collection<Candidate> newest(List<Candidate> all) {
    Map<Bytes, Candidate> newest = new LinkedHashMap<>();
    all.stream()
        .filter(candidate -> candidate.kind() == Kind.MEMBER)
        .forEach(candidate -> newest.putIfAbsent(candidate.context(), candidate));
    return newest.values();
  }

  private void heard(InetAddress from, Bytes datagram) {
    Optional<LocalNetwork> network =
        networks.values().stream().filter(n -> n.has(from)).findFirst();
    if (network.isEmpty() || network.get().isOwn(from) || !heard.isNew(datagram)) {
      return;
    }
    for (Candidate asked : newcomers.asked()) {
      if (newcomers.heard(Beacon.open(asked, from.getAddress(), datagram), asked, host(from))) {
        return;
      }
    }
    for (Candidate candidate : live.candidates()) {
      Optional<Beacon> beacon = Beacon.open(candidate, from.getAddress(), datagram);
      if (beacon.isPresent()) {
        heard(candidate, beacon.get(), from, network.get());
        return;
      }
    }
  }

  private void heard(Candidate under, Beacon beacon, InetAddress from, LocalNetwork on) {
    Optional<Beacon> own = ownBeacon();
    if (beacon.device().equals(groups.own().device()) || own.isEmpty()) {
      return;
    }
    if (under.kind() == Kind.JOIN && beacon.isAsking()) {
      newcomers.askedBy(under, beacon, () -> send(own.get(), under, on));
    } else if (under.kind() == Kind.MEMBER && !beacon.isAsking()) {
      members.heard(under, beacon, host(from));
    }
  }

  private static String host(InetAddress from) {
    return from instanceof Inet6Address six
        ? six.getHostAddress().replaceFirst("%.*", "") + "%" + six.getScopeId()
        : from.getHostAddress();
  }

  @Override
  public void close() {
    calling.shutdownNow();
    silence();
  }
}
