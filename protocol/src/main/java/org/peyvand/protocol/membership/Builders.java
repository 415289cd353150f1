package org.peyvand.protocol.membership;

import java.util.Set;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;

/**
 * Who has built on what, within some past.
 *
 * @param asked told whenever the answer was needed
 */
record Builders(Witnesses witnesses, Past within, Runnable asked) implements Conflicts.Built {
  @Override
  public boolean stays(Point act, Point against, Set<MemberId> parties) {
    asked.run();
    return witnesses.stays(act, against, within, parties);
  }

  @Override
  public boolean isBuiltOn(Point act, Point against, Set<DeviceId> own) {
    asked.run();
    return witnesses.isBuiltOn(act, against, within, own);
  }
}
