package org.peyvand.protocol.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.membership.naive.NaiveMembership;
import org.peyvand.protocol.membership.naive.Outcome;

/**
 * Histories of up to four acts by three stewards. {@code -Dpeyvand.small=K} tries one in K of those
 * of three acts, and one in 400 K of those of four; with 1 all of up to three.
 */
class SmallHistoriesTest {
  private static final int STEP = Integer.getInteger("peyvand.small", 100);
  private static final int STEP_OF_FOUR = 400;

  private static List<Small> every(int acts, int step) {
    List<Small> found = new ArrayList<>();
    int[] count = {0};
    Small.all(
        acts,
        small -> {
          if (count[0]++ % step == 0) {
            found.add(small);
          }
        });
    return found;
  }

  @Test
  void ofOneOrTwoActs() {
    check(every(1, 1));
    check(every(2, Math.min(STEP, 3)));
  }

  @Test
  void ofThreeActs() {
    check(every(3, STEP));
  }

  @Test
  void ofFourActs() {
    check(every(4, STEP * STEP_OF_FOUR));
  }

  private static void check(List<Small> histories) {
    assertTrue(!histories.isEmpty());
    histories.parallelStream().forEach(SmallHistoriesTest::check);
  }

  private static void check(Small small) {
    try {
      Group group = small.tell();
      Outcome now = group.now();
      Random random = new Random(1);
      assertEquals(now, NaiveMembership.of(Pool.NETWORK, group.story.shuffled(random)));
      for (int person = 0; person < 3; person++) {
        if (small.sparesPerson(person)) {
          assertEquals(
              new Outcome.Person(Outcome.State.ACTIVE, Role.STEWARD),
              now.members().get(Group.member(person)));
          assertTrue(now.effective().containsKey(Pool.device(person).id()));
        }
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(small + ": " + e.getMessage(), e);
    }
  }
}
