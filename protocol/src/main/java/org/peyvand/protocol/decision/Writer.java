package org.peyvand.protocol.decision;

import java.util.Optional;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Past;

/**
 * Who writes an act, knowing what.
 *
 * @param people as this past knows them
 */
record Writer(DeviceId device, People people, Past past) {
  /** For whom the device acts, as this past knows. */
  Optional<MemberId> member() {
    return people.memberOf(device);
  }
}
