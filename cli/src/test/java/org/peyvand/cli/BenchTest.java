package org.peyvand.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The measurements themselves, on so few entries that their figures mean nothing. */
@Tag("slow")
class BenchTest {
  private static final int ENTRIES = 300;
  private static final int PAYLOAD = 300;

  private static String bench(String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "--json";
    all[1] = "bench";
    System.arraycopy(words, 0, all, 2, words.length);
    Cli.Ran ran = new Cli(new HomeNode()).run(all);
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.out().startsWith("{\"schema\":\"peyvand/1/bench\",\"work\":\""), ran.out());
    return ran.out();
  }

  private static double figure(String line, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":([0-9.E-]+)").matcher(line);
    assertTrue(found.find(), name + " in " + line);
    return Double.parseDouble(found.group(1));
  }

  @Test
  void appendingTellsBothRatesAndTheRoomOnDisk() {
    String line = bench("append", "--entries", "" + ENTRIES);
    assertTrue(figure(line, "entries_per_s") > 0);
    assertTrue(figure(line, "single_entries_per_s") > 0);
    assertTrue(figure(line, "mb_per_s") > 0);
    assertTrue(figure(line, "disk_bytes_per_entry") > PAYLOAD);
  }

  @Test
  void manyWritersAreMeasuredToo() {
    String line = bench("append", "--entries", "" + ENTRIES, "--writers", "10");
    assertTrue(figure(line, "single_entries_per_s") > 0);
  }

  /** The measurement fails where the link was not busy to the end. */
  @Test
  void aQuestionPassesRecordsOnASlowLink() {
    String line = bench("slow", "--entries", "100");
    assertEquals(10_000, figure(line, "bits_per_s"));
    assertTrue(figure(line, "p99_ms") > 0);
  }

  /** The measurement fails where an entry is missing on the other side. */
  @Test
  void allEntriesOfAllAuthorsArriveInAFreshHome() {
    String line = bench("sync", "--entries", "" + ENTRIES, "--authors", "3");
    assertTrue(figure(line, "entries_per_s") > 0);
    assertTrue(figure(line, "wire_bytes_received") > ENTRIES * PAYLOAD);
    assertTrue(figure(line, "wire_bytes_sent") > 0);
    assertTrue(figure(line, "disk_bytes_per_entry") > PAYLOAD);
    assertEquals(2, figure(line, "round_trips"));
  }

  @Test
  void aMeetingWithNothingNewTakesOneRoundTripAndMovesNoEntries() {
    String line = bench("warm", "--entries", "" + ENTRIES);
    assertEquals(1, figure(line, "round_trips"));
    assertTrue(figure(line, "wire_bytes_received") < ENTRIES * PAYLOAD / 10.0, line);
    assertTrue(figure(line, "p50_ms") > 0);
  }

  @Test
  void anEntryReachesTheOtherDiskWhileBothAreConnected() {
    String line = bench("live", "--entries", "20");
    assertTrue(figure(line, "p50_ms") > 0);
    assertTrue(figure(line, "p99_ms") >= figure(line, "p50_ms"));
    assertTrue(figure(line, "disk_p99_ms") > 0);
  }

  /** The measurement fails where an author is not in, as its entry's own past has it. */
  @Test
  void membershipIsResolvedWholeAndThenOneEntryMore() {
    String line = bench("membership", "--entries", "2000", "--authors", "20");
    assertEquals(20, figure(line, "members"));
    assertEquals(50, figure(line, "acts"));
    for (String kind : List.of("plain", "admit", "suspend", "late", "late_suspend")) {
      assertTrue(figure(line, kind + "_p50_ms") > 0, line);
      assertTrue(figure(line, kind + "_max_ms") >= figure(line, kind + "_p50_ms"), line);
    }
  }

  @Test
  void membershipNeedsPeopleAndEntriesEnough() {
    Cli cli = new Cli(new HomeNode());
    assertEquals(2, cli.run("bench", "membership", "--authors=19", "--entries=2000").exit());
    assertEquals(2, cli.run("bench", "membership", "--authors=20", "--entries=399").exit());
  }

  /** The measurement fails where the other home does not take what is written. */
  @Test
  void inACrowdAllComeInAndOneGoesOut() {
    String line = bench("crowd", "--authors", "14");
    assertEquals(14, figure(line, "members"));
    for (String kind : List.of("admission", "suspension")) {
      assertTrue(figure(line, kind + "_max_ms") > 0, line);
      assertTrue(figure(line, kind + "_taken_max_ms") > 0, line);
      assertTrue(figure(line, kind + "_bytes") > 500, line);
    }
    assertTrue(figure(line, "open_s") > 0, line);
    assertEquals(2, new Cli(new HomeNode()).run("bench", "crowd", "--authors=11").exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--entries=-1", "--authors=1001", "--payload=49153", "--writers=1001"})
  void whatIsOutsideTheLimitsIsWrongUsage(String option) {
    assertEquals(2, new Cli(new HomeNode()).run("bench", "sync", option).exit());
  }
}
