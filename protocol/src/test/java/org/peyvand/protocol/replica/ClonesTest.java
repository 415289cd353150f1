package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;

/**
 * Homes that were copied and run apart, or put back. How many with {@code -Dpeyvand.clones=1000};
 * the first seed with {@code -Dpeyvand.seed=…}.
 */
class ClonesTest {
  private static final int CLONES = Integer.getInteger("peyvand.clones", 50);

  @Test
  void everyCloneIsNoticedAtFirstContactAndCostsNobodyElseAnything() throws StoreException {
    long first = Long.getLong("peyvand.seed", System.nanoTime());
    for (int i = 0; i < CLONES; i++) {
      long seed = first + i;
      try {
        new Story(seed).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static final class Story {
    private final Random random;
    private final Village village;
    private int notes;

    Story(long seed) {
      random = new Random(seed);
      village = new Village(seed + 1);
    }

    void run() throws StoreException {
      Villager third = village.found("Mina");
      Villager one = village.join(third, "Omid");
      live(one, random.nextInt(4));
      if (random.nextBoolean()) {
        village.exchange(one, third);
      }
      Villager two = village.twin(one);
      EntryStore base = village.twin(one).replica.store();
      live(one, 1 + random.nextInt(4));
      int written = random.nextInt(4);
      live(two, written);
      boolean twice = twice(base, one, two);
      village.exchange(one, third);
      assertFalse(one.replica.isBehindItself());
      village.exchange(two, third);
      assertStopped(two);
      if (written > 0) {
        assertEquals(twice, forks(third) > 0);
        if (twice) {
          assertEquals(one.own.device(), forked(third));
        }
        village.exchange(one, third);
        assertStopped(one);
      } else {
        assertEquals(0, forks(third));
        live(one, 1);
      }
      assertFalse(third.replica.isBehindItself());
      live(third, 2);
      village.exchange(one, third);
      village.exchange(two, third);
      village.exchange(one, third);
      assertEquals(third.replica.digest(), one.replica.digest());
      assertEquals(third.replica.digest(), two.replica.digest());
    }

    private void live(Villager villager, int acts) throws StoreException {
      for (int i = 0; i < acts; i++) {
        villager.write(act());
      }
    }

    private Act act() {
      return random.nextBoolean()
          ? ReplicaTest.note("note " + notes++)
          : new Act.Propose("proposal " + notes++, "", "majority", List.of());
    }

    private static void assertStopped(Villager clone) throws StoreException {
      assertTrue(clone.replica.isBehindItself());
      clone.reopen();
      assertTrue(clone.replica.isBehindItself(), "forgotten");
      assertThrows(IllegalStateException.class, () -> clone.write(ReplicaTest.note("must not be")));
    }

    /** Whether both wrote on in one lane, and so signed one number twice. */
    private static boolean twice(EntryStore base, Villager one, Villager two) {
      return Stream.of(Lane.values())
          .map(lane -> Branch.main(new ChainId(one.own.device(), lane)))
          .anyMatch(
              own ->
                  base.head(own).map(Head::seq).orElse(-1L)
                      < Math.min(
                          one.replica.store().head(own).map(Head::seq).orElse(-1L),
                          two.replica.store().head(own).map(Head::seq).orElse(-1L)));
    }

    private static long forks(Villager villager) {
      return villager.replica.store().heads().stream()
          .filter(head -> head.branch().number() > 0)
          .count();
    }

    private static Object forked(Villager villager) {
      return villager.replica.store().heads().stream()
          .map(Head::branch)
          .filter(branch -> branch.number() > 0)
          .findFirst()
          .orElseThrow()
          .chain()
          .device();
    }
  }
}
