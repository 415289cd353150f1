package org.peyvand.protocol.log;

/** Where an entry stands. */
public record Place(Branch branch, long seq) {}
