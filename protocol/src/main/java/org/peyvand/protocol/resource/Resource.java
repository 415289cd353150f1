package org.peyvand.protocol.resource;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.FileRef;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;

/**
 * Something shared.
 *
 * @param id the entry that added it
 * @param newest the versions that no other version replaces, ascending by entry; more than one
 *     after edits that did not know of each other
 */
public record Resource(
    EntryId id, String kind, DeviceId author, Optional<FileRef> file, List<Version> newest) {
  public Resource {
    newest = List.copyOf(newest);
    if (newest.isEmpty()) {
      throw new IllegalArgumentException("resource " + id + ": expected a version, found none");
    }
  }

  /** The version to show: of several, the one with the greatest id, so that all nodes show one. */
  public Version shown() {
    return newest.get(newest.size() - 1);
  }

  /** Whether versions stand side by side that did not know of each other. */
  public boolean inConflict() {
    return newest.size() > 1;
  }
}
