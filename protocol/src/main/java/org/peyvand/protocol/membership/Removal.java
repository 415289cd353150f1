package org.peyvand.protocol.membership;

import java.util.List;
import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.id.EntryId;

/**
 * A removal of a device or its member that holds.
 *
 * @param pins the records of the removed that its author knew
 */
public record Removal(EntryId entry, List<Pin> pins) {
  public Removal {
    pins = List.copyOf(pins);
  }
}
