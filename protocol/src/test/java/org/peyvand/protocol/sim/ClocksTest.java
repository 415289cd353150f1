package org.peyvand.protocol.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peyvand.protocol.log.StoreException;

/**
 * Clocks that are wrong, by decades, or differently each time that they are read. How many stories
 * with {@code -Dpeyvand.sim.clocks=N}.
 */
class ClocksTest {
  private static final long STORIES = Long.getLong("peyvand.sim.clocks", 1);
  private static final Map<Long, String> RIGHT = new HashMap<>();
  private static final long DAY_MS = 86_400_000L;
  private static final long YEARS_MS = 30 * 365 * DAY_MS;

  /** What a machine says that the time is. */
  enum Skew {
    A_DAY_BEHIND,
    A_DAY_AHEAD,
    THIRTY_YEARS_BEHIND,
    THIRTY_YEARS_AHEAD,
    THE_YEAR_1970,
    THE_YEAR_2106,
    JUMPING_BACK,
    AS_LITTLE_AS_THERE_IS,
    AS_MUCH_AS_THERE_IS,
    EACH_OTHERWISE;

    long of(int person, long trueMs) {
      return switch (this) {
        case A_DAY_BEHIND -> trueMs - DAY_MS;
        case A_DAY_AHEAD -> trueMs + DAY_MS;
        case THIRTY_YEARS_BEHIND -> trueMs - YEARS_MS;
        case THIRTY_YEARS_AHEAD -> trueMs + YEARS_MS;
        case THE_YEAR_1970 -> 0;
        case THE_YEAR_2106 -> 4_294_967_296_000L;
        case JUMPING_BACK -> -trueMs;
        case AS_LITTLE_AS_THERE_IS -> Long.MIN_VALUE;
        case AS_MUCH_AS_THERE_IS -> Long.MAX_VALUE;
        case EACH_OTHERWISE -> values()[person % EACH_OTHERWISE.ordinal()].of(person, trueMs);
      };
    }
  }

  /** Ids contain the claimed times, so entries are told apart by the order of their writing. */
  @ParameterizedTest
  @EnumSource(Skew.class)
  void whateverTheClocksSayTheStateIsTheSame(Skew skew) throws StoreException {
    for (long seed = 1; seed <= STORIES; seed++) {
      ClockStory wrong = new ClockStory(seed, skew::of);
      wrong.tell();
      assertEquals(right(seed), wrong.state(), "seed " + seed);
    }
  }

  /** As it is where all clocks are right. */
  private static String right(long seed) throws StoreException {
    String known = RIGHT.get(seed);
    if (known == null) {
      ClockStory story = new ClockStory(seed, (person, time) -> time);
      story.tell();
      known = story.state();
      RIGHT.put(seed, known);
    }
    return known;
  }

  @Test
  void theStoriesAreNotTame() throws StoreException {
    StringBuilder all = new StringBuilder();
    for (long seed = 1; seed <= 3; seed++) {
      all.append(right(seed));
    }
    for (String what : List.of("SETTLED", "ENACTED", "SUSPENDED", "edit")) {
      assertTrue(all.indexOf(what) >= 0, "no " + what + " in " + all);
    }
  }

  /** The clock that sessions are given may begin anywhere, and run over: they take differences. */
  @Test
  void sessionsLookAtDifferencesOfTimeAlone() {
    String state = story(0);
    LongStream.of(1L << 40, -1L << 50, Long.MAX_VALUE - 20_000)
        .forEach(start -> assertEquals(state, story(start), "from " + start));
  }

  private static String story(long start) {
    try {
      World world = new World(11);
      world.schedule.beginSessionsAt(start);
      world.live(60);
      world.heal();
      return world.state();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }
}
