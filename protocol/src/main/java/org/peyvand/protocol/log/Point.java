package org.peyvand.protocol.log;

import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;

/**
 * A governance entry's place in the graph of what had seen what.
 *
 * @param line the graph's own number for the branch that it stands in
 * @param past all that it had seen, itself left out
 */
public record Point(EntryId id, DeviceId author, int line, long seq, Past past) {

  /** Its past and itself. */
  public Past and() {
    return past.with(this);
  }
}
