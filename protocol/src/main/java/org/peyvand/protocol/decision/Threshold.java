package org.peyvand.protocol.decision;

import java.util.List;

/**
 * Passes as soon as enough of the whole electorate agree: the method of acts of power. To agree is
 * final, so there is nothing to close.
 */
record Threshold() implements Method {
  static final String NAME = "threshold";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> choices() {
    return List.of(AGREE, ABSTAIN, Majority.DISAGREE);
  }

  /** The quorum of the tally is how many must agree. */
  @Override
  public Result judge(Tally tally) {
    return tally.count(AGREE) >= tally.quorum()
        ? new Result(Result.Outcome.PASSED, Result.Why.ENOUGH_AGREE, tally)
        : tooFew(tally);
  }

  @Override
  public Result result(Tally tally) {
    return judge(tally);
  }

  static Result tooFew(Tally tally) {
    return new Result(Result.Outcome.FAILED, Result.Why.TOO_FEW_AGREE, tally);
  }

  /** What a member says for good: once it has agreed, whatever its other ballots say. */
  static Voice heard(Voice voice) {
    List<Voice.Slip> agreeing =
        voice.slips().stream().filter(slip -> slip.choice().equals(AGREE)).toList();
    return agreeing.isEmpty() ? voice : new Voice(voice.member(), AGREE, agreeing);
  }
}
