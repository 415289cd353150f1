package org.peyvand.protocol.decision;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;

/**
 * The members as they were in some past.
 *
 * @param full who may propose and vote
 * @param stewards who tell where the policy says so
 * @param devices every device that may act, and for whom; those retired or removed are not here
 * @param first the device that tells for each member
 * @param seats whom acts of power count: the full members, and the suspended who were
 * @param suspended the devices by which suspended members may plead, and for whom
 * @param owners every device that there ever was, and whose it is or was
 */
public record People(
    SortedSet<MemberId> full,
    SortedSet<MemberId> stewards,
    Policy policy,
    Map<DeviceId, MemberId> devices,
    Map<MemberId, DeviceId> first,
    SortedSet<MemberId> seats,
    Map<DeviceId, MemberId> suspended,
    Map<DeviceId, MemberId> owners) {

  public People {
    full = Collections.unmodifiableSortedSet(new TreeSet<>(full));
    stewards = Collections.unmodifiableSortedSet(new TreeSet<>(stewards));
    devices = Map.copyOf(devices);
    first = Map.copyOf(first);
    seats = Collections.unmodifiableSortedSet(new TreeSet<>(seats));
    suspended = Map.copyOf(suspended);
    owners = Map.copyOf(owners);
  }

  /** People of whom nobody was removed. */
  public People(
      SortedSet<MemberId> full,
      SortedSet<MemberId> stewards,
      Policy policy,
      Map<DeviceId, MemberId> devices,
      Map<MemberId, DeviceId> first) {
    this(full, stewards, policy, devices, first, full, Map.of(), devices);
  }

  /** For whom this device may act. */
  public Optional<MemberId> memberOf(DeviceId device) {
    return Optional.ofNullable(devices.get(device));
  }
}
