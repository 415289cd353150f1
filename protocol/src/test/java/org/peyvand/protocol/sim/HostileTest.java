package org.peyvand.protocol.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peyvand.protocol.log.StoreException;

/**
 * Groups with somebody hostile in their midst: whatever that member does, the others agree in the
 * end, can read each other, and have lost no more than the rules say.
 *
 * <p>{@code -Dpeyvand.sim.behaviours=A,B -Dpeyvand.sim.seed=N} repeats one story in {@link
 * #aStoryIsToldAgainByItsSeed}; {@code -Dpeyvand.sim.hostile=N} tells so many of each behaviour,
 * {@code -Dpeyvand.sim.pairs=700} of all pairs.
 */
class HostileTest {
  private static final int TURNS = Integer.getInteger("peyvand.sim.turns", 80);

  static Set<Behaviour> behaviours() {
    return EnumSet.allOf(Behaviour.class);
  }

  @ParameterizedTest
  @MethodSource("behaviours")
  void whateverOneDoesTheOthersAreWholeAgain(Behaviour behaviour) {
    long seeds = Long.getLong("peyvand.sim.hostile", 1);
    for (long seed = 1; seed <= seeds; seed++) {
      told(seed, List.of(behaviour));
    }
  }

  /** Any two together: some pairs, spread evenly, or as many as {@code peyvand.sim.pairs} says. */
  @Test
  @Tag("slow")
  void twoBehavioursTogetherDoNoMore() {
    List<List<Behaviour>> pairs = pairs();
    int count = Math.min(pairs.size(), Integer.getInteger("peyvand.sim.pairs", 20));
    long seed = Long.getLong("peyvand.sim.seed", 1);
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      try {
        told(seed, pairs.get(i * pairs.size() / count));
      } catch (AssertionError e) {
        failures.add(e.getMessage());
      }
    }
    System.out.printf("%d of %d pairs, %d failures%n", count, pairs.size(), failures.size());
    if (!failures.isEmpty()) {
      throw new AssertionError(String.join("\n", failures));
    }
  }

  /** For the repetition of one story. */
  @Test
  void aStoryIsToldAgainByItsSeed() {
    String which = System.getProperty("peyvand.sim.behaviours", "STALE_LINKS,ORPHAN_FLOOD");
    List<Behaviour> behaviours = Stream.of(which.split(",")).map(Behaviour::valueOf).toList();
    long seed = Long.getLong("peyvand.sim.seed", 7);
    assertEquals(told(seed, behaviours).state(), told(seed, behaviours).state());
  }

  static List<List<Behaviour>> pairs() {
    List<List<Behaviour>> pairs = new ArrayList<>();
    for (Behaviour one : behaviours()) {
      for (Behaviour other : behaviours()) {
        if (one.compareTo(other) < 0) {
          pairs.add(List.of(one, other));
        }
      }
    }
    return pairs;
  }

  static World told(long seed, List<Behaviour> behaviours) {
    try {
      World world = new World(seed, behaviours);
      world.live(TURNS);
      world.meet();
      world.heal();
      world.requireWhole();
      return world;
    } catch (StoreException | RuntimeException | AssertionError e) {
      String which = String.join(",", behaviours.stream().map(Enum::name).toList());
      throw new AssertionError(
          "repeat with -Dpeyvand.sim.behaviours="
              + which
              + " -Dpeyvand.sim.seed="
              + seed
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
