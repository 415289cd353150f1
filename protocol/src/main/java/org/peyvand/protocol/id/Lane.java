package org.peyvand.protocol.id;

/**
 * Which of a device's two chains. Governance links governance only, so bulk never delays a vote.
 */
public enum Lane {
  GOVERNANCE,
  RECORDS;

  /** The lane's number on the wire: 0 or 1. */
  public int number() {
    return ordinal();
  }
}
