package org.peyvand.protocol.epoch;

import java.util.List;
import java.util.Set;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.log.Point;

/**
 * An entry that made or shared an epoch, judged by the entry's own past.
 *
 * @param makes whether it made the epoch, rather than sharing it
 * @param given who was effective and got the governance secret, the author included
 * @param givenRecords those of them who got the records secret too
 * @param leaked who got them without being effective
 * @param parents the epochs that it claims to open
 * @param parentsRecords those of them whose records it claims to open too
 * @param isWhole whether exactly the effective devices are listed
 */
record Making(
    Point point,
    EpochId epoch,
    boolean makes,
    Set<DeviceId> given,
    Set<DeviceId> givenRecords,
    List<DeviceId> leaked,
    Set<EpochId> parents,
    Set<EpochId> parentsRecords,
    boolean isWhole) {

  Set<DeviceId> given(Half half) {
    return half == Half.RECORDS ? givenRecords : given;
  }

  Set<EpochId> parents(Half half) {
    return half == Half.RECORDS ? parentsRecords : parents;
  }

  DeviceId author() {
    return point.author();
  }

  /** Whether all of these are in its past, or itself. */
  boolean knows(List<Point> points) {
    return points.stream().allMatch(point.and()::includes);
  }
}
