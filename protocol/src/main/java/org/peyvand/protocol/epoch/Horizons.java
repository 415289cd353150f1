package org.peyvand.protocol.epoch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;
import org.peyvand.protocol.membership.MemberIds;
import org.peyvand.protocol.membership.Membership;

/**
 * Where history begins for newcomers. Who lets somebody in with a new epoch, rather than with the
 * one in use, withholds the records of all epochs that were made before.
 */
final class Horizons {
  private final Map<EntryId, Past> withholding = new HashMap<>();

  void add(Point admission) {
    withholding.put(admission.id(), admission.past());
  }

  /**
   * What came before each device's member was let in, where that is withheld from it. By the
   * admissions that stand: else anybody could withhold from a member what it may read.
   */
  Map<DeviceId, Past> of(Membership now) {
    Map<DeviceId, Past> before = new HashMap<>();
    if (!withholding.isEmpty()) {
      Map<MemberId, Past> members = members(now);
      for (DeviceId device : now.effectiveDevices().keySet()) {
        Optional.ofNullable(members.get(now.memberOf(device).orElseThrow().id()))
            .ifPresent(past -> before.put(device, past));
      }
    }
    return before;
  }

  private Map<MemberId, Past> members(Membership now) {
    Map<MemberId, Past> members = new HashMap<>();
    Set<MemberId> whole = new HashSet<>();
    now.admissions()
        .forEach(
            (entry, admission) -> {
              MemberId made = MemberIds.of(now.network(), admission.device());
              if (made.equals(admission.member()) && withholding.containsKey(entry)) {
                members.put(made, withholding.get(entry));
              } else if (made.equals(admission.member())) {
                whole.add(made);
              }
            });
    members.keySet().removeAll(whole);
    return members;
  }
}
