package org.peyvand.protocol.epoch;

import org.peyvand.protocol.id.Lane;

/** One of an epoch's two secrets: each lane has its own, so that records alone can be withheld. */
enum Half {
  GOVERNANCE,
  RECORDS;

  static Half of(Lane lane) {
    return lane == Lane.GOVERNANCE ? GOVERNANCE : RECORDS;
  }

  /** The half's number in what is derived: 0 or 1. */
  byte number() {
    return (byte) ordinal();
  }
}
