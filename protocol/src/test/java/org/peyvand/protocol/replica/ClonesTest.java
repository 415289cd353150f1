package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    int proven = 0;
    int byPath = 0;
    for (int i = 0; i < CLONES; i++) {
      long seed = first + i;
      try {
        Optional<Act.ProveFork> proof = new Story(seed).run();
        proven += proof.isPresent() ? 1 : 0;
        byPath += proof.filter(fork -> !fork.path().isEmpty()).isPresent() ? 1 : 0;
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    System.out.println(
        CLONES + " clones: " + proven + " forked and proven, " + byPath + " of them by a path");
  }

  private static final class Story {
    private final Random random;
    private final Village village;
    private final boolean recordsOnly;
    private int notes;

    Story(long seed) {
      random = new Random(seed);
      village = new Village(seed + 1);
      recordsOnly = seed % 2 == 0;
    }

    /** The proof, if both wrote on in one lane. */
    Optional<Act.ProveFork> run() throws StoreException {
      Villager third = village.found("Mina");
      Villager one = village.join(third, "Omid");
      Villager other = village.join(third, "Sara");
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
      Optional<Act.ProveFork> proof = proof(third);
      assertEquals(twice, forks(third) > 0);
      assertEquals(twice, proof.isPresent());
      if (twice) {
        assertEquals(one.own.device(), forked(third));
        assertTakesOut(third, proof.get(), one);
      }
      if (written > 0) {
        village.exchange(one, third);
        assertStopped(one);
      } else {
        live(one, 1);
      }
      live(third, 2);
      assertCostsNothing(third, other);
      village.exchange(one, third);
      village.exchange(two, third);
      village.exchange(one, third);
      for (Villager clone : List.of(one, two)) {
        assertHasAllOf(third, clone);
        assertTrue(
            twice || third.replica.digest().equals(clone.replica.digest()),
            "who is not taken out holds less than the others");
      }
      return proof;
    }

    /** Who is taken out cannot read what is written since, and takes nothing that builds on it. */
    private static void assertHasAllOf(Villager third, Villager clone) throws StoreException {
      for (Head head : clone.replica.store().heads()) {
        assertTrue(third.replica.store().place(head.id()).isPresent(), head.toString());
      }
    }

    private static Optional<Act.ProveFork> proof(Villager villager) throws StoreException {
      return villager.replica.duties().stream()
          .filter(Act.ProveFork.class::isInstance)
          .map(Act.ProveFork.class::cast)
          .findFirst();
    }

    private static void assertTakesOut(Villager by, Act.ProveFork proof, Villager forked)
        throws StoreException {
      assertEquals(forked.own.device(), proof.device());
      by.write(proof);
      assertFalse(by.replica.membership().isEffective(forked.own.device()));
      assertEquals(Optional.empty(), proof(by));
    }

    /** Who is neither of both still writes, and reads and is read by the third. */
    private void assertCostsNothing(Villager third, Villager other) throws StoreException {
      village.exchange(third, other);
      live(other, 1);
      village.exchange(other, third);
      for (Villager one : List.of(third, other)) {
        assertFalse(one.replica.isBehindItself());
        assertTrue(one.replica.membership().isEffective(other.own.device()));
        assertTrue(one.replica.membership().isEffective(third.own.device()));
        assertEquals(List.of(), one.replica.unread());
      }
      assertEquals(third.replica.membership(), other.replica.membership());
      assertEquals(third.replica.digest(), other.replica.digest());
    }

    /** Runs of one to four notes, or proposals one by one. */
    private void live(Villager villager, int runs) throws StoreException {
      for (int i = 0; i < runs; i++) {
        if (recordsOnly || random.nextBoolean()) {
          List<Act> run = new ArrayList<>();
          for (int left = 1 + random.nextInt(4); left > 0; left--) {
            run.add(ReplicaTest.note("note " + notes++));
          }
          villager.replica.write(run, 1_000);
        } else {
          villager.write(new Act.Propose("proposal " + notes++, "", "majority", List.of()));
        }
      }
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
