package org.peyvand.protocol.membership;

/** What became of an act that its author had the power for. */
enum Standing {
  UNDECIDED,
  STANDS,
  /** In order by itself, but one of too many. */
  HELD,
  VOID;

  Truth stands() {
    return this == UNDECIDED ? Truth.UNKNOWN : this == STANDS ? Truth.YES : Truth.NO;
  }
}
