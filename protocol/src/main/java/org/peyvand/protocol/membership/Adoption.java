package org.peyvand.protocol.membership;

import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.id.EntryId;

/**
 * An act that stands and makes records of a removed device count again.
 *
 * @param newest the last of them
 */
public record Adoption(EntryId entry, Pin newest) {}
