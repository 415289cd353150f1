package org.peyvand.protocol.log;

import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;

/** A governance entry that this node can read: who did what, knowing what. */
public record Fact(Point point, Body body) {
  public EntryId id() {
    return point.id();
  }

  public DeviceId author() {
    return point.author();
  }

  public Past past() {
    return point.past();
  }

  public Act act() {
    return body.act();
  }

  /** Whether this entry had seen the other. */
  public boolean saw(Fact other) {
    return point.past().includes(other.point);
  }
}
