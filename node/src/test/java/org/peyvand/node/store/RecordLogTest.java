package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;

/** Crash images: a store is copied while it is open, and its log is spoilt. */
class RecordLogTest {
  private static final NetworkId NETWORK = ChainMaker.network(1);
  private static final int COMMITS = 6;
  private static final int TRIALS = 60;

  @TempDir Path temporary;
  private final ChainMaker chain = new ChainMaker(NETWORK, Lane.RECORDS, 2);
  private final List<Integer> ends = new ArrayList<>();
  private Path image;
  private Path log;
  private byte[] whole;

  @BeforeEach
  void crash() throws Exception {
    Path home = Files.createDirectory(temporary.resolve("home"));
    image = temporary.resolve("image");
    try (StoreFolder folder = Homes.openStore(home)) {
      EntryStore store = folder.network(NETWORK);
      for (int i = 0; i < COMMITS; i++) {
        // every other one is longer than a block
        store.commit(new Commit(chain.next(i % 2 == 0 ? 3 : 150), List.of()));
        ends.add(Math.toIntExact(Files.size(newestLog(home))));
      }
      Homes.copy(home, image);
    }
    log = image.relativize(newestLog(image));
    whole = Files.readAllBytes(image.resolve(log));
  }

  @Test
  void aCutLogKeepsEveryCommitBeforeTheCut() throws Exception {
    Random random = new Random(7);
    for (int trial = 0; trial < TRIALS; trial++) {
      int cut = ends.get(0) + random.nextInt(whole.length - ends.get(0) + 1);
      long commits = ends.stream().filter(end -> end <= cut).count();
      assertEquals(entries(commits), opened(Arrays.copyOf(whole, cut)), "cut at " + cut);
    }
  }

  @Test
  void zeroesWhereTheLastCommitWasAreWhatACrashLeaves() throws Exception {
    Random random = new Random(8);
    int begin = ends.get(COMMITS - 2);
    for (int trial = 0; trial < TRIALS; trial++) {
      byte[] torn = whole.clone();
      int from = begin + random.nextInt(whole.length - begin);
      int to = from + 1 + random.nextInt(whole.length - from);
      Arrays.fill(torn, from, to, (byte) 0);
      long found = opened(torn);
      boolean same = Arrays.equals(torn, whole);
      assertEquals(entries(same ? COMMITS : COMMITS - 1), found, from + " to " + to);
    }
  }

  @Test
  void aFlippedByteIsDamageUnlessItIsInTheLastCommit() throws Exception {
    Random random = new Random(9);
    for (int trial = 0; trial < TRIALS; trial++) {
      byte[] flipped = whole.clone();
      int at = random.nextInt(whole.length);
      flipped[at] ^= (byte) (1 + random.nextInt(255));
      boolean last = at >= ends.get(COMMITS - 2);
      assertEquals(last ? entries(COMMITS - 1) : -1, opened(flipped), "flipped at " + at);
    }
  }

  @Test
  void whatFollowsARecoveryIsKept() throws Exception {
    Files.write(image.resolve(log), Arrays.copyOf(whole, whole.length - 1));
    ChainMaker other = new ChainMaker(NETWORK, Lane.RECORDS, 3);
    try (StoreFolder folder = Homes.openStore(image)) {
      folder.network(NETWORK).commit(new Commit(other.next(2), List.of()));
    }
    try (StoreFolder folder = Homes.openStore(image)) {
      assertEquals(1, folder.network(NETWORK).head(other.branch()).orElseThrow().seq());
    }
  }

  /** How many entries an image with this log has, or -1 if damage was told. */
  private long opened(byte[] spoilt) throws Exception {
    Path copy = temporary.resolve("copy");
    Homes.copy(image, copy);
    Files.write(copy.resolve(log), spoilt);
    try (StoreFolder folder = Homes.openStore(copy)) {
      EntryStore store = folder.network(NETWORK);
      long head = store.head(chain.branch()).map(Head::seq).orElse(-1L);
      int read = store.read(chain.branch(), 0, 10_000, Integer.MAX_VALUE).size();
      assertEquals(head + 1, read);
      return read;
    } catch (HomeException e) {
      assertEquals(HomeException.Kind.DAMAGED, e.kind(), e.getMessage());
      return -1;
    } catch (StoreException e) {
      throw new AssertionError("expected damage to be found while opening", e);
    } finally {
      Homes.delete(copy);
    }
  }

  private static long entries(long commits) {
    return (commits + 1) / 2 * 3 + commits / 2 * 150;
  }

  private static Path newestLog(Path home) throws Exception {
    List<Path> logs =
        Homes.files(home.resolve("store")).stream()
            .filter(file -> file.toString().endsWith(".log"))
            .toList();
    assertTrue(!logs.isEmpty());
    return logs.get(logs.size() - 1);
  }
}
