package org.peyvand.protocol.epoch;

import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;

/**
 * A seal to a device that was not effective when it was made: a wrong of the entry's author.
 *
 * @param entry the entry that carries the seal
 */
public record Leak(EntryId entry, DeviceId author, EpochId epoch, DeviceId recipient) {}
