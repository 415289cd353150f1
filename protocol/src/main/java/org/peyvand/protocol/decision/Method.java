package org.peyvand.protocol.decision;

import java.util.List;
import java.util.Optional;

/** A way to get from ballots to a result. Pure: the same tally gives the same result. */
public sealed interface Method permits Majority, Consent, Threshold {
  String AGREE = "agree";
  String ABSTAIN = "abstain";

  /** Every method there is, in the order in which they are offered. */
  List<Method> ALL = List.of(new Majority(), new Consent(), new Threshold());

  static Optional<Method> named(String name) {
    return ALL.stream().filter(method -> method.name().equals(name)).findFirst();
  }

  /** What a proposal calls it. */
  String name();

  /** What a ballot may say, in the order in which it is offered; always with abstention. */
  List<String> choices();

  /** The result of a tally that reaches the quorum. */
  Result judge(Tally tally);

  /** The result of any tally: without a quorum it fails. */
  default Result result(Tally tally) {
    return tally.voted() < tally.quorum()
        ? new Result(Result.Outcome.FAILED, Result.Why.QUORUM_MISSED, tally)
        : judge(tally);
  }
}
