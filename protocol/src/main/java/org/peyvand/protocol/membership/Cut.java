package org.peyvand.protocol.membership;

import java.util.List;
import org.peyvand.protocol.entry.SignedPin;
import org.peyvand.protocol.id.EntryId;

/**
 * An act that makes all forget the bodies of records (rule M11.4), and had the power to by its own
 * past.
 *
 * @param newest of each line that is cut; whether the device signed it is not checked here
 * @param isInForce whether it stands and is not undone: else nobody forgets any more, but who has
 *     forgotten before they knew is still believed
 */
public record Cut(EntryId entry, List<SignedPin> newest, boolean isInForce) {
  public Cut {
    newest = List.copyOf(newest);
  }
}
