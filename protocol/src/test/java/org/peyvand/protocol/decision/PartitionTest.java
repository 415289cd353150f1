package org.peyvand.protocol.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class PartitionTest {
  private static final int SEEDS = 700;
  private static final int STEPS_A_MEMBER = 30;

  @Test
  void whatWasShownAsSettledNeverChangesThoughSomeTellersLie() {
    for (int seed = 0; seed < SEEDS; seed++) {
      int members = 1 + seed % 8;
      run(seed, members, (members - 1) / 3);
    }
  }

  private static void run(long seed, int members, int lying) {
    CutGroup group = new CutGroup(seed, members, lying);
    try {
      group.live(STEPS_A_MEMBER * members);
      group.reunite();
      group.assertAllAgree();
      group.assertOrderDoesNotMatter();
      group.assertNoHonestTellerIsCalledALiar();
      assertFalse(group.broken(), "settled and then changed");
      settleWithPatience(group);
      assertEquals(Decision.State.SETTLED, group.decision().state());
      assertFalse(group.broken(), "settled and then changed");
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ", " + members + " members, " + lying + " lie", e);
    }
  }

  /** The honest alone can end every vote: by giving up rounds whose closer does not answer. */
  private static void settleWithPatience(CutGroup group) {
    group.close();
    group.reunite();
    for (int i = 0; i < 10 && group.decision().state() != Decision.State.SETTLED; i++) {
      group.honest().forEach(group::giveUp);
      group.reunite();
    }
  }

  @Test
  void mostVotesOfHonestTellersSettleWithoutAPerson() {
    int settled = 0;
    int seeds = 300;
    for (int seed = 0; seed < seeds; seed++) {
      int members = 2 + seed % 7;
      CutGroup group = new CutGroup(seed, members, 0);
      group.live(STEPS_A_MEMBER * members / 2);
      group.close();
      group.reunite();
      settled += group.decision().state() == Decision.State.SETTLED ? 1 : 0;
    }
    String found = String.format(Locale.ROOT, "settled %d of %d", settled, seeds);
    assertTrue(settled >= seeds * 9 / 10, found);
  }

  @Test
  void withMoreLiarsThanAllowedThisTestSeesVotesBreak() {
    int broken = 0;
    for (int seed = 0; seed < 200; seed++) {
      CutGroup group = new CutGroup(seed, 5, 3);
      group.live(4 * STEPS_A_MEMBER);
      group.reunite();
      broken += group.broken() ? 1 : 0;
      group.assertAllAgree();
    }
    assertTrue(broken > 0, "broken votes seen: " + broken);
  }
}
