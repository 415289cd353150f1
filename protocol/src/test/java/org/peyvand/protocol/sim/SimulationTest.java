package org.peyvand.protocol.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.log.StoreException;

/**
 * Small groups live through whatever a seed brings, and are whole in the end.
 *
 * <p>{@code -Dpeyvand.sim.seed=N} repeats one; {@code -Dpeyvand.sim.runs=N} and {@code
 * -Dpeyvand.sim.from=N} do more; {@code -Dpeyvand.sim.turns=N} makes them longer.
 */
class SimulationTest {
  private static final int TURNS = Integer.getInteger("peyvand.sim.turns", 120);

  @Test
  void whateverHappensTheGroupIsWholeAgain() {
    Long seed = Long.getLong("peyvand.sim.seed");
    long from = seed != null ? seed : Long.getLong("peyvand.sim.from", 1);
    long runs = seed != null ? 1 : Long.getLong("peyvand.sim.runs", 40);
    long compared = 0;
    long settled = 0;
    long secrets = 0;
    long out = 0;
    for (long i = from; i < from + runs; i++) {
      World world = told(i);
      compared += world.laws.comparisons();
      settled += world.laws.settled();
      secrets += world.tracker.checks();
      out += world.members().size() < world.nodes.size() ? 1 : 0;
    }
    System.out.printf(
        "simulated %d worlds: %d views compared, %d decisions settled, %d with someone out, "
            + "%d times that somebody out could not read%n",
        runs, compared, settled, out, secrets);
    assertTrue(seed != null || compared > 20 * runs && settled > runs, "the worlds are too tame");
  }

  /** {@code -Dpeyvand.sim.worlds=N} for the long run. */
  @Test
  @Tag("slow")
  void inHundredsOfWorldsNobodyReadsWhatWasWrittenWithoutThem() {
    long worlds = Long.getLong("peyvand.sim.worlds", 300);
    AtomicLong secrets = new AtomicLong();
    AtomicLong out = new AtomicLong();
    LongStream.range(1_000, 1_000 + worlds)
        .parallel()
        .forEach(
            seed -> {
              World world = told(seed);
              secrets.addAndGet(world.tracker.checks());
              out.addAndGet(world.members().size() < world.nodes.size() ? 1 : 0);
            });
    System.out.printf(
        "%d worlds, %d with someone out, %d checks%n", worlds, out.get(), secrets.get());
    assertTrue(out.get() > worlds / 10 && secrets.get() > worlds, "the worlds are too tame");
  }

  @Test
  void whatIsSetAsideAndAdoptedIsTheSameForAllWhoHoldTheSame() {
    long worlds = Long.getLong("peyvand.sim.adopting", 20);
    long adopted = 0;
    for (long seed = 5_000; seed < 5_000 + worlds; seed++) {
      adopted += told(seed, world -> world.adopting = true).adopted;
    }
    System.out.printf("%d adoptions in %d simulated worlds%n", adopted, worlds);
    assertTrue(adopted > worlds / 8, "the worlds are too tame");
  }

  @Test
  void whatAGroupForgetsIsGoneAtAllAndNothingElseIs() throws StoreException {
    long worlds = Long.getLong("peyvand.sim.cutting", 15);
    long cuts = 0;
    long erased = 0;
    for (long seed = 6_000; seed < 6_000 + worlds; seed++) {
      World world = told(seed, w -> w.cutting = true);
      cuts += world.cuts;
      erased += Cutting.erased(world.members().get(0));
    }
    System.out.printf("%d cuts in %d worlds, %d records forgotten%n", cuts, worlds, erased);
    assertTrue(cuts > worlds / 3 && erased > 2 * worlds, "the worlds are too tame");
  }

  @Test
  void theSameSeedTellsTheSameStory() {
    assertEquals(told(7).state(), told(7).state());
  }

  private static World told(long seed) {
    return told(seed, world -> {});
  }

  private static World told(long seed, Consumer<World> kind) {
    try {
      return tell(seed, kind);
    } catch (StoreException | RuntimeException | AssertionError e) {
      throw new AssertionError("repeat with -Dpeyvand.sim.seed=" + seed + ": " + e.getMessage(), e);
    }
  }

  private static World tell(long seed, Consumer<World> kind) throws StoreException {
    World world = new World(seed);
    kind.accept(world);
    world.live(TURNS);
    world.heal();
    world.requireWhole();
    return world;
  }
}
