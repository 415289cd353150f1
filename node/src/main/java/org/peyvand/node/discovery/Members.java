package org.peyvand.node.discovery;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.peyvand.node.group.Engine;
import org.peyvand.node.group.Group;
import org.peyvand.node.group.Groups;
import org.peyvand.node.live.Address;
import org.peyvand.node.live.Live;
import org.peyvand.protocol.handshake.Beacon;
import org.peyvand.protocol.handshake.Candidate;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.NetworkId;

/** Calls members that were heard and are not connected. */
final class Members {
  private static final long CALL_PAUSE_NS = 10_000_000_000L;

  /** How long the device with the higher id lets the other one call first. */
  private static final long COURTESY_MS = 2_000;

  private final Engine engine;
  private final Groups groups;
  private final Live live;
  private final Map<DeviceId, Long> called = new ConcurrentHashMap<>();

  Members(Engine engine, Groups groups, Live live) {
    this.engine = engine;
    this.groups = groups;
    this.live = live;
  }

  void heard(Candidate under, Beacon beacon, String host) {
    NetworkId network = new NetworkId(under.context());
    Address address = new Address(host, beacon.port());
    boolean first = groups.own().device().compareTo(beacon.device()) < 0;
    engine.after(
        first ? 0 : COURTESY_MS,
        () -> {
          groups.group(network).ifPresent(group -> call(group, beacon, address));
          return null;
        });
  }

  /** Where somebody may answer who was not heard. */
  void guess(List<Address> guesses) {
    engine.submit(
        () -> {
          groups.all().stream().filter(this::isAlone).forEach(group -> call(group, guesses));
          return null;
        });
  }

  private boolean isAlone(Group group) {
    return group.replica().membership().memberOf(groups.own().device()).isPresent()
        && live.isAlone(group.network());
  }

  private void call(Group group, List<Address> guesses) {
    guesses.forEach(guess -> live.call(group, guess));
  }

  /** On the engine's thread. */
  private void call(Group group, Beacon beacon, Address address) {
    DeviceId device = beacon.device();
    long now = System.nanoTime();
    Long before = called.get(device);
    boolean lately = before != null && now - before < CALL_PAUSE_NS;
    if (!lately && group.replica().mayMeet(device) && !live.connected().contains(device)) {
      called.put(device, now);
      live.call(group, address);
    }
  }
}
