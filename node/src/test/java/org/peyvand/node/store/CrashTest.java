package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Table;

class CrashTest {
  private static final int KILLS = Integer.getInteger("peyvand.kills", 20);
  private static final int LONGEST_MILLIS = 1_500;
  private static final int LONGEST_MILLIS_ONCE_BEGUN = 500;
  private static final int PAUSE_MILLIS = 10;

  @TempDir Path temporary;
  private Path home;

  @BeforeEach
  void makeHome() throws IOException {
    home = Files.createDirectory(temporary.resolve("home"));
  }

  @Test
  void nothingAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int acknowledged = 0;
    for (int run = 0; run < KILLS; run++) {
      boolean begun = run % 2 == 0; // else a busy machine might never come as far as a commit
      int longest = begun ? LONGEST_MILLIS_ONCE_BEGUN : LONGEST_MILLIS;
      long last = appendAndKill(seed + run, begun, random.nextInt(longest));
      acknowledged += last >= 0 ? 1 : 0;
      try (StoreFolder folder = Homes.openStore(home)) {
        check(folder.network(Appender.NETWORK), seed + run, last);
      }
    }
    assertTrue(acknowledged > 0, "expected some run to come as far as a commit, seed " + seed);
  }

  /**
   * The last acknowledged sequence number, or -1.
   *
   * @param begun whether it may acknowledge something before the time runs
   */
  private long appendAndKill(long seed, boolean begun, int millis) throws Exception {
    Path out = temporary.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                home.toString(),
                Long.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = false;
    while (begun && !ended && Files.size(out) == 0) {
      ended = process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
    ended = ended || process.waitFor(millis, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    assertTrue(!ended, "expected the appender to run until killed, seed " + seed);
    String said = Files.readString(out);
    List<String> whole = said.substring(0, said.lastIndexOf('\n') + 1).lines().toList();
    return whole.isEmpty() ? -1 : Long.parseLong(whole.get(whole.size() - 1));
  }

  private static void check(EntryStore store, long seed, long acknowledged) throws Exception {
    ChainMaker expected = new ChainMaker(Appender.NETWORK, Lane.RECORDS, seed);
    long seq = store.head(expected.branch()).map(Head::seq).orElse(-1L);
    assertTrue(
        seq >= acknowledged,
        "expected " + acknowledged + " or more, found " + seq + ", seed " + seed);
    assertEquals(
        seq < 0 ? Optional.empty() : Optional.of(Appender.number(seq)),
        store.row(Table.LOCAL, Appender.key(seed)));
    long next = 0;
    while (next <= seq) {
      for (SignedEntry found : store.read(expected.branch(), next, 1_000, Integer.MAX_VALUE)) {
        assertEquals(expected.next().signed(), found, "seed " + seed);
        assertEquals(
            Optional.of(new Place(expected.branch(), next)), store.place(found.entry().id()));
        next++;
      }
    }
  }
}
