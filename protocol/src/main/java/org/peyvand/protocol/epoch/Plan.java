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
 * @param recipients the keys of all effective devices
 */
public record Plan(Set<EpochId> parents, Collection<DeviceKeys> recipients) {
  public Plan {
    parents = new TreeSet<>(parents);
  }
}
