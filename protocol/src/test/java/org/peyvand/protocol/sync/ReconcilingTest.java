package org.peyvand.protocol.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.StoreException;

/** What it costs to find what differs: frames of both sides, before padding and sealing. */
class ReconcilingTest {
  private static final int MANY = 10_000;

  /** What was said until entries could flow, and in how many round trips. */
  private record Cost(long bytes, int roundTrips) {}

  private static TestNode chains(int count) throws StoreException {
    TestNode node = new TestNode();
    for (int i = 0; i < count; i++) {
      node.with(Histories.chain(Lane.values()[i % 2], i, 1));
    }
    return node;
  }

  /** Gives one side or the other an entry more, of a chain that both have or of a new one. */
  private static void differ(TestNode a, TestNode b, int differences, long seed)
      throws StoreException {
    Random random = new Random(seed);
    for (int i = 0; i < differences; i++) {
      int of = i * (MANY / differences);
      ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.values()[of % 2], of);
      boolean fresh = random.nextInt(3) == 0;
      List<SignedEntry> more =
          fresh
              ? Histories.chain(Lane.RECORDS, random.nextLong(), 1)
              : Histories.chain(maker, 2).subList(1, 2);
      (random.nextBoolean() ? a : b).with(more);
    }
  }

  private static Cost cost(TestNode a, TestNode b, int fewHeads) throws StoreException {
    Pipe pipe = new Pipe(a, b, 1, true, fewHeads).start().settle();
    SessionTest.assertEqualEnds(pipe, "of many");
    long bytes = bytes(pipe.a, true) + bytes(pipe.b, true);
    return new Cost(bytes, pipe.a.session.tally().roundTrips());
  }

  private static long bytes(Pipe.End end, boolean comparingOnly) {
    return end.sent.stream()
        .filter(f -> !comparingOnly || compares(f))
        .mapToLong(Bytes::length)
        .sum();
  }

  private static boolean compares(Bytes frame) {
    Message message = MessageCodec.decode(frame).asOptional().orElseThrow();
    return message instanceof Message.Hello
        || message instanceof Message.Heads
        || message instanceof Message.Trie;
  }

  @Test
  void differencesAmongTenThousandChainsCostWhatTheyAreAndNotWhatThereIs() throws StoreException {
    for (int differences : new int[] {1, 10, 100}) {
      TestNode a = chains(MANY);
      TestNode b = chains(MANY);
      differ(a, b, differences, differences);
      Cost cost = cost(a, b, Limits.FEW_HEADS);
      System.out.printf("reconciling %d of %d chains: %s%n", differences, MANY, cost);
      assertTrue(cost.bytes <= (differences < 100 ? 3_000 : 16_000), cost.toString());
      assertEquals(3, cost.roundTrips);
    }
  }

  @Test
  void withNothingNewHoweverManyChainsAGreetingEachIsAll() throws StoreException {
    for (int chains : new int[] {2, 100, MANY}) {
      Pipe pipe = new Pipe(chains(chains), chains(chains), 1).start().settle();
      long bytes = bytes(pipe.a, false) + bytes(pipe.b, false);
      System.out.printf("reconnecting with %d chains: %d bytes%n", chains, bytes);
      assertTrue(bytes <= 512, chains + " chains: " + bytes);
      assertEquals(1, pipe.a.session.tally().roundTrips());
    }
  }

  @Test
  void oneNewEntryAmongAHundredChainsCostsLittleWithAllThatIsSaid() throws StoreException {
    TestNode a = chains(100);
    TestNode b = chains(100);
    a.with(Histories.chain(new ChainMaker(Histories.NETWORK, Lane.RECORDS, 7), 2).subList(1, 2));
    Pipe pipe = new Pipe(a, b, 1).start().settle();
    SessionTest.assertEqualEnds(pipe, "one of a hundred");
    long bytes = bytes(pipe.a, false) + bytes(pipe.b, false);
    System.out.printf("one entry among 100 chains: %d bytes, %s%n", bytes, pipe.a.session.tally());
    assertTrue(bytes <= 1_500, "bytes: " + bytes);
  }

  /** What keying costs; the bound is loose, for the code has only begun to be compiled. */
  @Test
  void aTrieOfTenThousandHeadsIsMadeQuickly() throws StoreException {
    TestNode node = chains(MANY);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      Frontier frontier = new Frontier(new SessionKey(Pipe.CHANNEL));
      node.store.heads().forEach(frontier::put);
      long from = threads.getCurrentThreadCpuTime();
      Trie trie = frontier.trie(Limits.FEW_HEADS);
      best = Math.min(best, threads.getCurrentThreadCpuTime() - from);
      assertEquals((int) frontier.root().low(), trie.sum(Prefix.ROOT));
    }
    System.out.printf("a trie of %d heads: %.1f ms of processor time%n", MANY, best / 1e6);
    assertTrue(best < 500_000_000, "ns: " + best);
  }
}
