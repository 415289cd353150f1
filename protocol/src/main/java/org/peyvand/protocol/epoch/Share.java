package org.peyvand.protocol.epoch;

import java.util.Set;
import java.util.TreeSet;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EpochId;

/**
 * An epoch that effective devices cannot open, because who made it did not know of them.
 *
 * @param recipients who lacks it, or its records
 * @param barred those of them who get governance alone: they may not read the records
 * @param by the device that should share it unasked, so that not all do at once: the epoch's maker,
 *     or if that is gone the first of those who hold it
 */
public record Share(EpochId epoch, Set<DeviceId> recipients, Set<DeviceId> barred, DeviceId by) {
  public Share {
    recipients = new TreeSet<>(recipients);
    barred = new TreeSet<>(barred);
  }
}
