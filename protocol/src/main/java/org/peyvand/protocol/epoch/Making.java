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
 * @param given who was effective and got the secrets, the author included
 * @param leaked who got them without being effective
 * @param parents the epochs that it claims to open
 * @param isWhole whether exactly the effective devices are listed
 */
record Making(
    Point point,
    EpochId epoch,
    boolean makes,
    Set<DeviceId> given,
    List<DeviceId> leaked,
    Set<EpochId> parents,
    boolean isWhole) {}
