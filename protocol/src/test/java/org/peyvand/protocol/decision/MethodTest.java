package org.peyvand.protocol.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodTest {

  @ParameterizedTest
  @CsvSource({
    "10, 5, 3, 0, 2, PASSED, MORE_AGREE",
    "10, 5, 3, 4, 2, PASSED, MORE_AGREE",
    "10, 5, 1, 4, 0, PASSED, MORE_AGREE",
    "10, 5, 3, 1, 3, FAILED, NOT_MORE_AGREE",
    "10, 5, 2, 0, 3, FAILED, NOT_MORE_AGREE",
    "10, 5, 0, 5, 0, FAILED, NOT_MORE_AGREE",
    "10, 5, 4, 0, 0, FAILED, QUORUM_MISSED",
    "10, 5, 0, 0, 4, FAILED, QUORUM_MISSED",
    "10, 1, 0, 0, 0, FAILED, QUORUM_MISSED",
    "1, 1, 1, 0, 0, PASSED, MORE_AGREE",
  })
  void moreMustAgreeThanDisagree(
      int electorate,
      int quorum,
      int agree,
      int abstain,
      int disagree,
      String outcome,
      String why) {
    Tally tally =
        tally(electorate, quorum, Map.of("agree", agree, "abstain", abstain, "disagree", disagree));
    assertEquals(result(outcome, why, tally), new Majority().result(tally));
  }

  @ParameterizedTest
  @CsvSource({
    "10, 5, 5, 0, 0, PASSED, NO_OBJECTION",
    "10, 5, 0, 5, 0, PASSED, NO_OBJECTION",
    "10, 5, 9, 0, 1, FAILED, OBJECTION",
    "10, 5, 4, 0, 0, FAILED, QUORUM_MISSED",
    "10, 5, 0, 0, 4, FAILED, QUORUM_MISSED",
    "10, 1, 0, 0, 0, FAILED, QUORUM_MISSED",
  })
  void oneObjectionStopsConsent(
      int electorate, int quorum, int agree, int abstain, int object, String outcome, String why) {
    Tally tally =
        tally(electorate, quorum, Map.of("agree", agree, "abstain", abstain, "object", object));
    assertEquals(result(outcome, why, tally), new Consent().result(tally));
  }

  @ParameterizedTest
  @CsvSource({"4, 50, 2", "5, 50, 3", "1, 50, 1", "3, 0, 1", "3, 100, 3", "200, 1, 2", "7, 34, 3"})
  void theQuorumIsRoundedUpAndNeverNobody(int electorate, int percent, int quorum) {
    assertEquals(quorum, Tally.quorum(electorate, percent));
  }

  @Test
  void everyMethodIsFoundByItsNameAndLetsPeopleAbstain() {
    assertEquals(
        List.of("majority", "consent", "threshold"),
        Method.ALL.stream().map(Method::name).toList());
    for (Method method : Method.ALL) {
      assertEquals(method, Method.named(method.name()).orElseThrow());
      assertTrue(method.choices().contains(Method.ABSTAIN));
    }
    assertTrue(Method.named("dice").isEmpty());
  }

  private static Tally tally(int electorate, int quorum, Map<String, Integer> counts) {
    return new Tally(electorate, quorum, new TreeMap<>(counts));
  }

  private static Result result(String outcome, String why, Tally tally) {
    return new Result(Result.Outcome.valueOf(outcome), Result.Why.valueOf(why), tally);
  }
}
