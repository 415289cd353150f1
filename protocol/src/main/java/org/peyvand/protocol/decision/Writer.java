package org.peyvand.protocol.decision;

import java.util.Optional;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Past;

/**
 * Who writes an act, knowing what.
 *
 * @param member for whom the device acts, as this past knows
 */
record Writer(DeviceId device, Optional<MemberId> member, Past past) {}
