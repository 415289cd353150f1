package org.peyvand.protocol.replica;

import java.util.List;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Head;

/**
 * Own entries, durable now.
 *
 * @param entries one an act, in the order of the acts
 * @param grown the heads that moved
 */
public record Written(List<SignedEntry> entries, List<Head> grown) {
  public Written {
    entries = List.copyOf(entries);
    grown = List.copyOf(grown);
  }

  /** The id of the last entry. */
  public EntryId last() {
    return entries.get(entries.size() - 1).entry().id();
  }
}
