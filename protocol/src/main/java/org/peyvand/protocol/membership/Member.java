package org.peyvand.protocol.membership;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/**
 * A person or body of the network.
 *
 * @param devices those by which it acts if active, would act if held, acted if it is gone
 * @param retired those that were removed
 * @param waiting those that count once others vouch for them
 * @param because the entries that decided this, ascending
 */
public record Member(
    MemberId id,
    String name,
    Role role,
    State state,
    SortedMap<DeviceId, DeviceKeys> devices,
    SortedMap<DeviceId, DeviceKeys> retired,
    SortedMap<DeviceId, DeviceKeys> waiting,
    List<EntryId> because) {

  /** Whether a member counts. */
  public enum State {
    ACTIVE,
    /** Admitted by an invite with more bearers than uses; a steward has to choose. */
    HELD,
    /** Stopped by a steward until the group decides; keeps its seat. */
    SUSPENDED,
    EXPELLED,
    LEFT
  }

  public Member {
    devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
    retired = Collections.unmodifiableSortedMap(new TreeMap<>(retired));
    waiting = Collections.unmodifiableSortedMap(new TreeMap<>(waiting));
    because = List.copyOf(because);
  }

  public boolean isActive() {
    return state == State.ACTIVE;
  }

  /** Whether it votes and is counted: active, and no newcomer. */
  public boolean isFull() {
    return isActive() && has(Role.MEMBER);
  }

  /** Whether acts of power count it, be it suspended. */
  public boolean hasSeat() {
    return (isActive() || state == State.SUSPENDED) && has(Role.MEMBER);
  }

  /** Whether its role is this one or more. */
  public boolean has(Role least) {
    return role.compareTo(least) >= 0;
  }

  /** The keys of a device of this member, whatever became of the device. */
  public Optional<DeviceKeys> keys(DeviceId device) {
    return Optional.ofNullable(devices.get(device))
        .or(() -> Optional.ofNullable(retired.get(device)))
        .or(() -> Optional.ofNullable(waiting.get(device)));
  }
}
