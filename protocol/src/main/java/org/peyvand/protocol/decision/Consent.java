package org.peyvand.protocol.decision;

import java.util.List;

/** Passes unless somebody objects. */
record Consent() implements Method {
  static final String OBJECT = "object";

  @Override
  public String name() {
    return "consent";
  }

  @Override
  public List<String> choices() {
    return List.of(AGREE, ABSTAIN, OBJECT);
  }

  @Override
  public Result judge(Tally tally) {
    return tally.count(OBJECT) == 0
        ? new Result(Result.Outcome.PASSED, Result.Why.NO_OBJECTION, tally)
        : new Result(Result.Outcome.FAILED, Result.Why.OBJECTION, tally);
  }
}
