package org.peyvand.protocol.epoch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;
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
   * What came before each device was let in, where that is withheld from it. By the admissions that
   * stand: else anybody could withhold from a member what it may read.
   */
  Map<DeviceId, Past> of(Membership now) {
    Map<DeviceId, Past> before = new HashMap<>();
    if (!withholding.isEmpty()) {
      Set<DeviceId> whole = new HashSet<>();
      now.admissions()
          .forEach(
              (entry, admission) -> {
                if (withholding.containsKey(entry)) {
                  before.put(admission.device(), withholding.get(entry));
                } else {
                  whole.add(admission.device());
                }
              });
      before.keySet().removeAll(whole);
    }
    return before;
  }
}
