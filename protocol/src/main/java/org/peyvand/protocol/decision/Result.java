package org.peyvand.protocol.decision;

/**
 * What came of a tally, and why.
 *
 * @param why which rule decided; with the tally's numbers it makes a sentence in any language
 */
public record Result(Outcome outcome, Why why, Tally tally) {

  /** What came of it. */
  public enum Outcome {
    PASSED,
    FAILED
  }

  /** Which rule decided. */
  public enum Why {
    /** Fewer voted than the quorum. */
    QUORUM_MISSED,
    MORE_AGREE,
    /** As many disagree as agree, or more. */
    NOT_MORE_AGREE,
    NO_OBJECTION,
    OBJECTION,
    /** As many of the whole electorate agree as an act of power needs. */
    ENOUGH_AGREE,
    TOO_FEW_AGREE
  }
}
