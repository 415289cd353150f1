package org.peyvand.protocol.entry;

/** What an entry's header tells of epoch secrets. */
public sealed interface EpochBlock permits NewEpoch, SharedEpoch {}
