package org.peyvand.protocol.membership;

import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/** A suspension that holds: nobody has ended it yet. */
public record Suspension(EntryId entry, MemberId by, MemberId member, String reason) {}
