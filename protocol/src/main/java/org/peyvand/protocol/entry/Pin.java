package org.peyvand.protocol.entry;

import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;

/**
 * One record of a device, and with it all before it in its line: the newest that someone knew who
 * removed the device or its member, or that someone adopts.
 */
public record Pin(DeviceId device, long seq, EntryId entry) {}
