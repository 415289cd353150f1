package org.peyvand.protocol.decision;

import java.util.List;

/** Passes if more agree than disagree among the ballots cast. */
record Majority() implements Method {
  static final String DISAGREE = "disagree";

  @Override
  public String name() {
    return "majority";
  }

  @Override
  public List<String> choices() {
    return List.of(AGREE, ABSTAIN, DISAGREE);
  }

  @Override
  public Result judge(Tally tally) {
    return tally.count(AGREE) > tally.count(DISAGREE)
        ? new Result(Result.Outcome.PASSED, Result.Why.MORE_AGREE, tally)
        : new Result(Result.Outcome.FAILED, Result.Why.NOT_MORE_AGREE, tally);
  }
}
