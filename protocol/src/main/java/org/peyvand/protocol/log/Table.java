package org.peyvand.protocol.log;

/** Kinds of view rows. All can be rebuilt from the entries, except where said. */
public enum Table {
  /** Resource id to its newest versions. */
  RESOURCE,
  /** Branch of records to the governance entries that it has linked to. */
  RECORDS_PAST,
  /** Invite requests that wait for a person's yes; kept, since no entry holds them. */
  REQUEST,
  /** Remembered addresses and handshake counters; kept, since no entry holds them. */
  PEER,
  /** One row each for local facts: counters, what was last exported. */
  LOCAL
}
