package org.peyvand.protocol.membership;

import java.util.List;
import org.peyvand.protocol.entry.SignedPin;
import org.peyvand.protocol.id.EntryId;

/**
 * An act that stands and makes all forget the bodies of records (rule M11.4).
 *
 * @param newest of each line that is cut; whether the device signed it is not checked here
 * @param isUndone whether two thirds took it back: then nobody forgets any more, but who has
 *     forgotten is still believed
 */
public record Cut(EntryId entry, List<SignedPin> newest, boolean isUndone) {
  public Cut {
    newest = List.copyOf(newest);
  }
}
