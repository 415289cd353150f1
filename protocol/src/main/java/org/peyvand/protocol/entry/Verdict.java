package org.peyvand.protocol.entry;

/** What became of foreign bytes. A verdict is a value; hostile input never throws. */
public sealed interface Verdict {
  /** Taken, or already had. */
  record Accepted(int entries, int alreadyHad) implements Verdict {}

  /** Kept aside or not kept, but not wrong: something that it builds on is not here. */
  record Waiting(Reason reason, String detail) implements Verdict {}

  /** Wrong for ever. The detail says expected and found, and names nobody. */
  record Rejected(Reason reason, String detail) implements Verdict {}
}
