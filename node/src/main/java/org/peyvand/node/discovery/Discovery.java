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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.peyvand.node.group.Engine;
import org.peyvand.node.group.Group;
import org.peyvand.node.group.Groups;
import org.peyvand.node.live.Address;
import org.peyvand.node.live.Live;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.handshake.Beacon;
import org.peyvand.protocol.handshake.Candidate;
import org.peyvand.protocol.handshake.Kind;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.NetworkId;

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
  private static final long CALL_PAUSE_NS = 10_000_000_000L;

  /** How long the device with the higher id lets the other one call first. */
  private static final long COURTESY_MS = 2_000;

  private final Engine engine;
  private final Groups groups;
  private final Live live;
  private final Entropy entropy;
  private final Supplier<Set<String>> trusted;
  private final Heard heard = new Heard();
  private final Map<DeviceId, Long> called = new ConcurrentHashMap<>();
  private final ScheduledExecutorService calling =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "peyvand-discovery-calls");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Map<String, LocalNetwork> networks = Map.of();
  private long nextCallNs = System.nanoTime();
  private Optional<Radio> radio = Optional.empty();

  /**
   * @param trusted the ids of the local networks that the owner trusts
   */
  public Discovery(
      Engine engine, Groups groups, Live live, Entropy entropy, Supplier<Set<String>> trusted) {
    this.engine = engine;
    this.groups = groups;
    this.live = live;
    this.entropy = entropy;
    this.trusted = trusted;
  }

  public void start() {
    calling.scheduleWithFixedDelay(this::look, 0, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  /** Looks where this machine is now; a network that is new is called out on at once. */
  private void look() {
    Map<String, LocalNetwork> before = networks;
    Set<String> trust = trusted.get();
    networks =
        LocalNetworks.now().stream()
            .filter(network -> trust.contains(network.id()))
            .collect(Collectors.toMap(LocalNetwork::id, n -> n, (one, other) -> one));
    if (networks.isEmpty()) {
      silence();
    } else if (radio.isPresent() || tuneIn()) {
      if (!networks.keySet().equals(before.keySet())) {
        for (long delay : FIRST_MS) {
          calling.schedule(this::callOut, delay, TimeUnit.MILLISECONDS);
        }
      } else if (System.nanoTime() - nextCallNs >= 0) {
        callOut();
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

  private void callOut() {
    pause();
    Optional<Address> listening = live.listening();
    if (radio.isEmpty() || listening.filter(Discovery::isForOthers).isEmpty()) {
      return;
    }
    Beacon beacon = new Beacon(groups.own().device(), listening.get().port());
    for (Candidate candidate : newest(live.candidates())) {
      for (LocalNetwork network : networks.values()) {
        radio.get().call(network, own -> beacon.seal(candidate, own.getAddress(), entropy));
      }
    }
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
    for (Candidate candidate : live.candidates()) {
      Optional<Beacon> beacon = Beacon.open(candidate, from.getAddress(), datagram);
      if (beacon.isPresent()) {
        if (candidate.kind() == Kind.MEMBER) {
          consider(new NetworkId(candidate.context()), beacon.get(), from);
        }
        return;
      }
    }
  }

  private void consider(NetworkId network, Beacon beacon, InetAddress from) {
    DeviceId own = groups.own().device();
    if (beacon.device().equals(own)) {
      return;
    }
    Address address = new Address(host(from), beacon.port());
    long delay = own.compareTo(beacon.device()) < 0 ? 0 : COURTESY_MS;
    engine.after(
        delay,
        () -> {
          groups.group(network).ifPresent(group -> call(group, beacon.device(), address));
          return null;
        });
  }

  /** On the engine's thread. */
  private void call(Group group, DeviceId device, Address address) {
    long now = System.nanoTime();
    Long before = called.get(device);
    boolean lately = before != null && now - before < CALL_PAUSE_NS;
    if (!lately && group.replica().mayMeet(device) && !live.connected().contains(device)) {
      called.put(device, now);
      live.call(group, address);
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
