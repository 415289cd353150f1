package org.peyvand.protocol.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrowdTest {

  @Test
  void tenThousandBallotsAreTalliedWithinASecond() {
    int members = 10_000;
    List<String> names = Group.names(members);
    Crowd crowd = new Crowd(Group.stewards(names.toArray(String[]::new)).roll(), "m0");
    assertTimeout(
        Duration.ofSeconds(1),
        () -> {
          names.forEach(name -> crowd.vote(name, name.endsWith("3") ? "disagree" : "agree"));
          assertEquals(9_000, crowd.decision().count().tally().count("agree"));
        });
    assertEquals(members, crowd.decision().voted());
  }

  @Test
  void aMemberThatVotesTenThousandTimesDelaysNobodyAndCountsOnce() {
    Crowd crowd = new Crowd(Group.stewards("ava", "babak").roll(), "ava");
    assertTimeout(
        Duration.ofSeconds(1),
        () -> {
          for (int i = 0; i < 10_000; i++) {
            crowd.vote("babak", i % 2 == 0 ? "agree" : "disagree");
          }
          assertEquals(1, crowd.decision().voted());
        });
    assertEquals(1, crowd.decision().count().tally().count("disagree"));
  }
}
