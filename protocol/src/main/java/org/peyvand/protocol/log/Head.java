package org.peyvand.protocol.log;

import org.peyvand.protocol.id.EntryId;

/**
 * The newest entry of a branch.
 *
 * @param firstSeq where the branch begins: 0, or the split of a fork
 */
public record Head(Branch branch, long firstSeq, long seq, EntryId id) {}
