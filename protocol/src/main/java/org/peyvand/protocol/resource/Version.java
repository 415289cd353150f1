package org.peyvand.protocol.resource;

import java.util.List;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;

/**
 * One state of a resource, as an entry wrote it. The text stays in the entry.
 *
 * @param claimedTimeMs when its author says it was; for display only
 */
public record Version(
    EntryId entry, DeviceId author, long claimedTimeMs, String title, List<String> tags) {
  public Version {
    tags = List.copyOf(tags);
  }
}
