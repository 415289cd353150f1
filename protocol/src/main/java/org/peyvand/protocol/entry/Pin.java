package org.peyvand.protocol.entry;

import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;

/** The newest record of a device that someone knew, who removed the device or its member. */
public record Pin(DeviceId device, long seq, EntryId entry) {}
