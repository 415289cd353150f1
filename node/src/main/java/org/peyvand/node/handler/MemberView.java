package org.peyvand.node.handler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.peyvand.node.control.proto.DeviceResult;
import org.peyvand.node.control.proto.MemberResult;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;

/** A member as others see it, and why it is so. */
final class MemberView {
  private final Group group;
  private final DeviceId own;
  private final Reasons reasons;
  private Optional<Map<DeviceId, Long>> setAside = Optional.empty();

  MemberView(Group group, DeviceId own) {
    this.group = group;
    this.own = own;
    this.reasons = new Reasons(group);
  }

  Result result(MemberId id) throws StoreException {
    Member member = group.replica().membership().member(id).orElseThrow();
    return Result.newBuilder().setMember(of(member)).build();
  }

  MemberResult of(Member member) throws StoreException {
    List<EntryId> because = reasons.inOrder(member.because());
    MemberResult.Builder view =
        MemberResult.newBuilder()
            .setId(member.id().hex())
            .setName(member.name())
            .setRole(NetworkRequests.key(member.role()))
            .setState(NetworkRequests.key(member.state()))
            .setDevices(member.devices().size())
            .addAllDeviceIds(member.devices().keySet().stream().map(DeviceId::hex).toList())
            .addAllBecause(because.stream().map(EntryId::hex).toList())
            .setMetInPerson(reasons.metInPerson(member))
            .setThisDevice(member.devices().containsKey(own))
            .setSetAside(setAside(member));
    for (EntryId id : because) {
      view.addReasons(reasons.of(id));
    }
    addDevices(view, member.devices().keySet(), "in-use");
    addDevices(view, member.waiting().keySet(), "waiting");
    addDevices(view, member.retired().keySet(), "retired");
    return view.build();
  }

  /** How many records by its devices are set aside; asked of the records once for all members. */
  private long setAside(Member member) throws StoreException {
    Membership now = group.replica().membership();
    Set<DeviceId> devices = new TreeSet<>(member.devices().keySet());
    devices.addAll(member.retired().keySet());
    devices.removeIf(device -> now.removals(device).isEmpty());
    if (!devices.isEmpty() && setAside.isEmpty()) {
      setAside = Optional.of(RecordAside.counts(group));
    }
    return devices.stream().mapToLong(d -> setAside.orElseThrow().getOrDefault(d, 0L)).sum();
  }

  private void addDevices(MemberResult.Builder view, Set<DeviceId> devices, String state) {
    for (DeviceId device : devices) {
      view.addAllDevices(
          DeviceResult.newBuilder()
              .setId(device.hex())
              .setState(state)
              .setThisDevice(device.equals(own)));
    }
  }
}
