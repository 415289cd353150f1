package org.peyvand.protocol.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
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

  /** Gives one side or the other one entry more, of chains both have or in a new one. */
  private static Cost differing(TestNode a, TestNode b, int chains, int differences, long seed)
      throws StoreException {
    Random random = new Random(seed);
    for (int i = 0; i < differences; i++) {
      int of = (int) ((long) i * chains / differences);
      ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.values()[of % 2], of);
      List<SignedEntry> longer = Histories.chain(maker, 2);
      boolean fresh = random.nextInt(3) == 0;
      List<SignedEntry> more =
          fresh ? Histories.chain(Lane.RECORDS, random.nextLong(), 1) : longer.subList(1, 2);
      (random.nextBoolean() ? a : b).with(more);
    }
    Pipe pipe = new Pipe(a, b, seed).start().settle();
    SessionTest.assertEqualEnds(pipe, "seed " + seed);
    return new Cost(compared(pipe.a) + compared(pipe.b), pipe.a.session.tally().roundTrips());
  }

  private static long compared(Pipe.End end) {
    return end.sent.stream().filter(ReconcilingTest::compares).mapToLong(Bytes::length).sum();
  }

  private static boolean compares(Bytes frame) {
    Message message = MessageCodec.decode(frame).asOptional().orElseThrow();
    return message instanceof Message.Hello
        || message instanceof Message.Heads
        || message instanceof Message.Trie;
  }

  @Test
  void tenAndAHundredDifferencesAmongTenThousandChainsCostLittle() throws StoreException {
    TestNode a = chains(MANY);
    TestNode b = chains(MANY);
    Cost ten = differing(a, b, MANY, 10, 1);
    System.out.println("MEASURED 10000/10 " + ten);
    assertTrue(ten.bytes <= 3_000, ten.toString());
    assertEquals(3, ten.roundTrips);
    Cost hundred = differing(chains(MANY), chains(MANY), MANY, 100, 2);
    System.out.println("MEASURED 10000/100 " + hundred);
    assertTrue(hundred.bytes <= 16_000, hundred.toString());
    assertEquals(3, hundred.roundTrips);
  }
}
