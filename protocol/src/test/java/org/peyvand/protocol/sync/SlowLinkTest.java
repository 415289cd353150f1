package org.peyvand.protocol.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.StoreException;

/** What is urgent does not wait for what is not, however slow the link. */
class SlowLinkTest {
  private static final int VOTE = 256;
  private static final int RECORD = 336;

  private static List<SignedEntry> chain(Lane lane, long seed, int entries, int body) {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, lane, seed);
    List<SignedEntry> made = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      made.add(
          maker
              .next(
                  maker.bytes(body), List.of(), Optional.empty(), Optional.of(Histories.SIGNATURE))
              .signed());
    }
    return made;
  }

  /** The longest that a vote takes, of one every few seconds while records fill the link. */
  private static double slowest(double bits, double delayMs, List<SignedEntry> bulk, int votes)
      throws StoreException {
    List<SignedEntry> governance = chain(Lane.GOVERNANCE, 2, votes, VOTE);
    TestNode writer = SlowLink.keeping(bulk);
    SlowLink link = new SlowLink(bits, delayMs, writer, new TestNode());
    double slowest = 0;
    for (SignedEntry vote : governance) {
      link.until(link.nowMs + 7_300);
      link.a.write(vote);
      slowest = Math.max(slowest, link.untilThere(vote, 60_000));
    }
    assertTrue(!link.b.has(bulk.get(bulk.size() - 1)), "the link was not busy to the end");
    return slowest;
  }

  @Test
  void aVoteCrossesABusyLinkOfTenKilobitsWithinTwoAndAHalfSeconds() throws StoreException {
    List<SignedEntry> bulk = chain(Lane.RECORDS, 1, 2_000, RECORD);
    for (double delayMs : new double[] {5, 50, 300}) {
      double slowest = slowest(10_000, delayMs, bulk, 25);
      System.out.printf("delay %.0f ms: slowest vote %.0f ms%n", delayMs, slowest);
      assertTrue(slowest <= 2_500, "took " + slowest + " ms");
    }
  }

  @Test
  void aFileOnTheWayDoesNotHoldItUpEither() throws StoreException {
    double slowest = slowest(10_000, 50, chain(Lane.RECORDS, 1, 40, 48 * 1024), 25);
    System.out.printf("behind chunks of a file: slowest vote %.0f ms%n", slowest);
    assertTrue(slowest <= 2_500, "took " + slowest + " ms");
  }

  @Test
  void theLinkIsStillUsedWell() throws StoreException {
    for (double bits : new double[] {10_000, 100_000, 10_000_000}) {
      for (double delayMs : new double[] {1, 300}) {
        List<SignedEntry> bulk = chain(Lane.RECORDS, 1, (int) Math.min(60_000, bits / 50), RECORD);
        TestNode reader = new TestNode();
        SlowLink link = new SlowLink(bits, delayMs, SlowLink.keeping(bulk), reader);
        double took = link.untilThere(bulk.get(bulk.size() - 1), 3_600_000);
        double ideal = bulk.size() * 365 * 8_000.0 / bits;
        System.out.printf(
            "%.0f bit/s, delay %.0f ms: %d records in %.1f s, %.0f %% of the link%n",
            bits, delayMs, bulk.size(), took / 1000, 100 * ideal / took);
        assertEquals(bulk.size(), reader.store.heads().get(0).seq() + 1);
      }
    }
  }
}
