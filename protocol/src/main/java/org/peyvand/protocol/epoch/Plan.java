package org.peyvand.protocol.epoch;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.id.EpochId;

/**
 * What a new epoch needs.
 *
 * @param parents the newest epochs that are held
 * @param withheld those of them whose records some recipients may not read
 * @param recipients the keys of all effective devices
 */
public record Plan(Set<EpochId> parents, Set<EpochId> withheld, Collection<DeviceKeys> recipients) {
  public Plan {
    parents = new TreeSet<>(parents);
    withheld = new TreeSet<>(withheld);
  }
}
