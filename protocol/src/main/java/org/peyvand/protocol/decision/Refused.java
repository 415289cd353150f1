package org.peyvand.protocol.decision;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/**
 * An act that does not count; kept, so that nothing is lost in silence.
 *
 * @param member for whom the device acted in the act's past
 */
public record Refused(
    EntryId entry, DeviceId author, Optional<MemberId> member, Act act, Refusal refusal) {}
