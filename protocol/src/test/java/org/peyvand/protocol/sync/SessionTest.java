package org.peyvand.protocol.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.StoreException;

class SessionTest {

  @Test
  void equalStoresKnowItAfterOneGreetingEach() throws StoreException {
    List<SignedEntry> history = Histories.random(new Random(7), 6, 200);
    Pipe pipe =
        new Pipe(new TestNode().with(history), new TestNode().with(history), 1).start().settle();
    for (Pipe.End end : List.of(pipe.a, pipe.b)) {
      assertEquals(1, end.sent.size());
      assertTrue(end.sent.get(0).length() <= 200, () -> "bytes: " + end.sent.get(0).length());
      assertEquals(1, end.count(Output.Equal.class));
      assertEquals(1, end.count(Output.GovernanceDone.class));
      assertEquals(1, end.session.tally().roundTrips());
    }
  }

  @Test
  void anyTwoPartsOfAHistoryBecomeEqualAndEachEntryMovesOnce() throws StoreException {
    for (long seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      List<SignedEntry> history =
          Histories.random(random, 1 + random.nextInt(9), 1 + random.nextInt(400));
      TestNode a = new TestNode().with(Histories.part(history, random));
      TestNode b = new TestNode().with(Histories.part(history, random));
      int onlyA = without(ids(a, history), ids(b, history)).size();
      int onlyB = without(ids(b, history), ids(a, history)).size();
      Pipe pipe = new Pipe(a, b, seed).room(1 + random.nextInt(20_000)).start().settle();
      String of = "seed " + seed;
      assertEqualEnds(pipe, of);
      assertEquals(onlyA, pipe.a.session.tally().sentEntries(), of);
      assertEquals(onlyB, pipe.b.session.tally().sentEntries(), of);
      assertEquals(onlyA, pipe.b.session.tally().receivedEntries(), of);
      assertEquals(1, pipe.a.count(Output.GovernanceDone.class), of);
      assertEquals(0, pipe.a.count(Output.LeftOut.class) + pipe.b.count(Output.LeftOut.class), of);
    }
  }

  @Test
  void byTrieAnyTwoPartsOfAHistoryBecomeEqualAndEachEntryMovesOnce() throws StoreException {
    int tries = 0;
    for (long seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      List<SignedEntry> history = Histories.random(random, 1 + random.nextInt(40), 400);
      TestNode a = new TestNode().with(Histories.part(history, random));
      TestNode b = new TestNode().with(Histories.part(history, random));
      int onlyA = without(ids(a, history), ids(b, history)).size();
      int onlyB = without(ids(b, history), ids(a, history)).size();
      Pipe pipe = new Pipe(a, b, seed, true, random.nextInt(5)).room(1 + random.nextInt(20_000));
      assertEqualEnds(pipe.start().settle(), "seed " + seed);
      assertEquals(onlyA, pipe.a.session.tally().sentEntries(), "seed " + seed);
      assertEquals(onlyB, pipe.b.session.tally().sentEntries(), "seed " + seed);
      tries += said(pipe.a, Message.Trie.class) > 0 ? 1 : 0;
    }
    assertTrue(tries > 130, "tries: " + tries);
  }

  private static long said(Pipe.End end, Class<? extends Message> kind) {
    return end.sent.stream()
        .map(f -> MessageCodec.decode(f).asOptional().orElseThrow())
        .filter(kind::isInstance)
        .count();
  }

  @Test
  void byTrieForksBecomeWholeOnBothSides() throws StoreException {
    for (int split : new int[] {0, 1, 60}) {
      for (int right : new int[] {1, 3, 90}) {
        ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.GOVERNANCE, split);
        List<SignedEntry> stem = Histories.chain(maker, split);
        List<SignedEntry> one = Histories.chain(maker.fork(0, 21), 3);
        List<SignedEntry> two = Histories.chain(maker.fork(0, 22), right);
        List<SignedEntry> other = Histories.chain(Lane.RECORDS, 7, 2);
        for (boolean both : new boolean[] {false, true}) {
          TestNode a = new TestNode().with(stem).with(one).with(other);
          TestNode b = new TestNode().with(stem).with(two).with(other);
          a.with(both ? two : List.of());
          Pipe pipe = new Pipe(a, b, split, true, 1).start().settle();
          assertEqualEnds(pipe, "split " + split + ", right " + right + ", both " + both);
          assertEquals(3, a.store.heads().size());
          assertTrue(said(pipe.a, Message.Trie.class) > 0);
        }
      }
    }
  }

  @Test
  void fewHeadsAreSaidAndOneMoreMakesATrie() throws StoreException {
    for (int more = 0; more <= 1; more++) {
      TestNode a = new TestNode();
      for (int i = 0; i < Limits.FEW_HEADS + more; i++) {
        a.with(Histories.chain(Lane.RECORDS, i, 1));
      }
      Pipe pipe = new Pipe(a, new TestNode(), 1).start().settle();
      assertEqualEnds(pipe, more + " more");
      assertEquals(more, said(pipe.b, Message.Trie.class));
      assertEquals(1 - more, said(pipe.b, Message.Heads.class));
    }
  }

  @Test
  void sidesThatTakeDifferentNumbersForManyStillBecomeEqual() throws StoreException {
    List<SignedEntry> history = Histories.random(new Random(3), 12, 200);
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      TestNode a = new TestNode().with(Histories.part(history, random));
      TestNode b = new TestNode().with(Histories.part(history, random));
      Pipe pipe = new Pipe(a, b, seed, true, 1);
      pipe.b.session = Session.open(new Session.Setup(b.store, Pipe.CHANNEL, true, 1_000));
      assertEqualEnds(pipe.start().settle(), "seed " + seed);
    }
  }

  @Test
  void whatGrowsWhileTheTrieIsWalkedIsSentToo() throws StoreException {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 6);
    List<SignedEntry> history = Histories.random(new Random(3), 12, 100);
    List<SignedEntry> start = Histories.chain(maker, 3);
    for (int frames = 0; frames < 8; frames++) {
      TestNode a = new TestNode().with(start).with(history);
      Pipe pipe = new Pipe(a, new TestNode().with(start), 6, true, 1).start();
      pipe.framesLeft = frames;
      pipe.settle();
      pipe.grow(frames % 2 == 0 ? pipe.a : pipe.b, Histories.chain(maker.fork(0, frames), 2));
      pipe.framesLeft = Integer.MAX_VALUE;
      assertEqualEnds(pipe.settle(), "grown after " + frames);
    }
  }

  @Test
  void governanceComesFirstAndIsSaidToBeDone() throws StoreException {
    List<SignedEntry> history = Histories.random(new Random(3), 8, 300);
    Pipe pipe = new Pipe(new TestNode().with(history), new TestNode(), 3).start().settle();
    boolean records = false;
    boolean done = false;
    for (Output output : pipe.b.outputs) {
      if (output instanceof Output.Ingest ingest) {
        boolean governance = ingest.run().chain().lane() == Lane.GOVERNANCE;
        assertFalse(governance && (records || done));
        records |= !governance;
      }
      done |= output instanceof Output.GovernanceDone;
    }
    assertTrue(records && done);
  }

  @Test
  void aSessionCutAnywhereGoesOnInTheNextWithoutSendingTwice() throws StoreException {
    List<SignedEntry> history = Histories.random(new Random(11), 6, 120);
    Random parts = new Random(12);
    List<SignedEntry> forA = Histories.part(history, parts);
    List<SignedEntry> forB = Histories.part(history, parts);
    int frames = Integer.MAX_VALUE;
    for (int cut = 0; cut < frames; cut++) {
      TestNode a = new TestNode().with(forA);
      TestNode b = new TestNode().with(forB);
      Pipe first = new Pipe(a, b, cut).room(500);
      first.framesLeft = cut;
      first.start().settle();
      first.input(first.a, new Input.Closed());
      first.input(first.b, new Input.Closed());
      boolean whole = first.framesLeft > 0;
      int lacking = without(ids(a, history), ids(b, history)).size();
      Pipe second = new Pipe(a, b, cut + 1).start().settle();
      assertEqualEnds(second, "cut after " + cut);
      assertEquals(lacking, second.a.session.tally().sentEntries(), "cut after " + cut);
      frames = whole ? cut : frames;
    }
    assertTrue(frames > 10 && frames < Integer.MAX_VALUE, "frames: " + frames);
  }

  @Test
  void whatIsNewCrossesAtOnceAndNeverComesBack() throws StoreException {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.GOVERNANCE, 5);
    List<SignedEntry> start = Histories.chain(maker, 3);
    Pipe pipe =
        new Pipe(new TestNode().with(start), new TestNode().with(start), 5).start().settle();
    for (int i = 0; i < 20; i++) {
      pipe.grow(i % 3 == 0 ? pipe.b : pipe.a, Histories.chain(maker, 1));
      pipe.settle();
      assertEqualEnds(pipe, "entry " + i);
    }
    assertEquals(13, pipe.a.session.tally().sentEntries());
    assertEquals(7, pipe.b.session.tally().sentEntries());
    assertEquals(21, pipe.a.count(Output.Equal.class));
    // a hello, then a run or an answer for each
    assertEquals(21, pipe.a.sent.size());
    assertEquals(21, pipe.b.sent.size());
  }

  @Test
  void whatGrowsBetweenGreetingAndAnswerIsSentToo() throws StoreException {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 6);
    List<SignedEntry> start = Histories.chain(maker, 3);
    Pipe pipe = new Pipe(new TestNode().with(start), new TestNode().with(start), 6).start();
    pipe.grow(pipe.a, Histories.chain(maker, 2));
    pipe.settle();
    assertEqualEnds(pipe, "grown in greeting");
    assertEquals(2, pipe.a.session.tally().sentEntries());
  }

  @Test
  void bothSidesOfAForkReachBothNodes() throws StoreException {
    for (int split : new int[] {0, 1, 7, 60, 200, 500}) {
      for (int left : new int[] {1, 3, 90}) {
        for (int right : new int[] {1, 3, 40, 700}) {
          ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.GOVERNANCE, split);
          List<SignedEntry> stem = Histories.chain(maker, split);
          List<SignedEntry> one = Histories.chain(maker.fork(0, 21), left);
          List<SignedEntry> two = Histories.chain(maker.fork(0, 22), right);
          TestNode a = new TestNode().with(stem).with(one);
          TestNode b = new TestNode().with(stem).with(two);
          Pipe pipe = new Pipe(a, b, split).start().settle();
          String of = "split " + split + ", " + left + " and " + right;
          assertEqualEnds(pipe, of);
          assertEquals(2, a.store.heads().size(), of);
          assertTrue(pipe.a.session.tally().sentFrames() < 80, of);
        }
      }
    }
  }

  @Test
  void aForkReachesAThirdThatHasOneSideOfIt() throws StoreException {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 9);
    List<SignedEntry> stem = Histories.chain(maker, 30);
    List<SignedEntry> one = Histories.chain(maker.fork(0, 1), 5);
    List<SignedEntry> two = Histories.chain(maker.fork(0, 2), 9);
    for (List<SignedEntry> had :
        List.of(List.<SignedEntry>of(), one, two, one.subList(0, 2), two.subList(0, 8))) {
      TestNode both = new TestNode().with(stem).with(one).with(two);
      TestNode third = new TestNode().with(stem).with(had);
      assertEqualEnds(new Pipe(both, third, 4).start().settle(), had.size() + " had");
      TestNode again = new TestNode();
      assertEqualEnds(new Pipe(again, both, 4).start().settle(), "from nothing");
    }
  }

  /** As when a device that was put back cannot read what others have of it since. */
  @Test
  void whoCanTakeNoMoreOfAForkedChainGivesTheSideThatTheOtherLacks() throws StoreException {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.GOVERNANCE, 9);
    List<SignedEntry> stem = Histories.chain(maker, 5);
    List<SignedEntry> one = Histories.chain(maker.fork(0, 1), 2);
    ChainMaker right = maker.fork(0, 2);
    List<SignedEntry> two = Histories.chain(right, 6);
    EntryId nowhere = Histories.chain(Lane.GOVERNANCE, 2, 1).get(0).entry().id();
    SignedEntry shut = Histories.signed(right, List.of(nowhere));
    TestNode a = new TestNode().with(stem).with(one).with(two);
    TestNode b = new TestNode().with(stem).with(two);
    b.store.commit(new Commit(List.of(placed(right, shut)), List.of()));
    new Pipe(a, b, 4).start().settle();
    assertEquals(2, b.store.heads().size());
    assertTrue(b.store.place(one.get(1).entry().id()).isPresent());
  }

  @Test
  void driftIsFoundByTheRootCheckAndCured() throws StoreException {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 9);
    List<SignedEntry> start = Histories.chain(maker, 3);
    Pipe pipe =
        new Pipe(new TestNode().with(start), new TestNode().with(start), 5).start().settle();
    List<SignedEntry> more = Histories.chain(maker, 4);
    pipe.grow(pipe.a, more.subList(0, 1));
    // lost on the way, with its answer: nothing will say it again but the root
    pipe.b.arriving.clear();
    pipe.input(pipe.a, new Input.FrameReceived(taken()));
    pipe.settle();
    assertEquals(3, pipe.b.node.store.heads().get(0).seq() + 1);
    pipe.fireTimers(Timer.ROOT_CHECK).settle();
    assertEqualEnds(pipe, "after the root check");
    assertEquals(2, pipe.a.session.tally().roundTrips());
  }

  private static Bytes taken() {
    return MessageCodec.encode(
        new Message.Have(true, List.of(), Optional.of(new Fingerprint(1, 2))));
  }

  @Test
  void aQuietHourCostsOneRootAMinute() throws StoreException {
    List<SignedEntry> start = Histories.chain(Lane.RECORDS, 9, 3);
    Pipe pipe =
        new Pipe(new TestNode().with(start), new TestNode().with(start), 5).start().settle();
    for (int minute = 0; minute < 60; minute++) {
      pipe.fireTimers(Timer.ROOT_CHECK).settle();
    }
    assertEquals(61, pipe.a.sent.size());
    assertEquals(1, pipe.a.session.tally().roundTrips());
    assertEquals(1, pipe.a.count(Output.Equal.class));
  }

  @Test
  void whoMayNotSendYetOnlyReceivesGovernanceAndThenCatchesUp() throws StoreException {
    List<SignedEntry> history = Histories.random(new Random(3), 8, 200);
    TestNode a = new TestNode().with(history);
    TestNode b = new TestNode().with(Histories.part(history, new Random(1)));
    List<SignedEntry> own = Histories.chain(Lane.GOVERNANCE, 77, 5);
    b.with(own);
    Pipe pipe = new Pipe(a, b, 3, false).start().settle();
    assertEquals(0, pipe.b.session.tally().sentEntries());
    assertEquals(1, pipe.b.count(Output.GovernanceDone.class));
    assertEquals(0, pipe.a.count(Output.Ingest.class));
    pipe.b.outputs.stream()
        .filter(Output.Ingest.class::isInstance)
        .forEach(o -> assertEquals(Lane.GOVERNANCE, ((Output.Ingest) o).run().chain().lane()));
    pipe.input(pipe.b, new Input.Allowed());
    pipe.settle();
    assertEqualEnds(pipe, "after being allowed");
    assertEquals(5, pipe.b.session.tally().sentEntries());
  }

  @Test
  void aRefusedChainIsLeftOutAndNamedAndTheRestGoesOn() throws StoreException {
    ChainMaker bad = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 1);
    SignedEntry good = Histories.chain(bad, 1).get(0);
    SignedEntry wrong = new SignedEntry(good.entry(), Optional.of(TestNode.BAD_SIGNATURE));
    List<SignedEntry> other = Histories.chain(Lane.RECORDS, 2, 50);
    TestNode a = new TestNode().with(other);
    a.store.commit(new Commit(List.of(new Placed(new Place(bad.branch(), 0), wrong)), List.of()));
    TestNode b = new TestNode();
    Pipe pipe = new Pipe(a, b, 1).start().settle();
    assertEquals(1, pipe.a.count(Output.LeftOut.class));
    assertEquals(0, pipe.a.count(Output.Equal.class));
    assertEquals(1, b.store.heads().size());
    assertEquals(49, b.store.heads().get(0).seq());
    long frames = pipe.a.sent.size();
    for (int hour = 0; hour < 600; hour++) {
      pipe.fireTimers(Timer.ROOT_CHECK).settle();
    }
    // ten hours: a root each minute, and comparisons ever more rarely
    assertTrue(pipe.a.sent.size() - frames < 600 + 60, "frames: " + pipe.a.sent.size());
    assertEquals(51, pipe.a.session.tally().sentEntries());
  }

  @Test
  void whatWaitsForLinksIsOfferedThreeTimesMoreThenLeftOut() throws StoreException {
    Pipe pipe = new Pipe(lackingLinks(), new TestNode(), 1).start().settle();
    for (int i = 0; i < 10; i++) {
      pipe.fireTimers(Timer.RETRY).settle();
    }
    assertEquals(4, pipe.a.session.tally().sentEntries());
    assertEquals(1, pipe.a.count(Output.LeftOut.class));
  }

  @Test
  void whatWasLeftOutIsOfferedAgainOnceHeadsAreCompared() throws StoreException {
    Pipe pipe = new Pipe(lackingLinks(), new TestNode(), 1).start().settle();
    for (int i = 0; i < 3; i++) {
      pipe.fireTimers(Timer.RETRY).settle();
    }
    assertEquals(1, pipe.a.count(Output.LeftOut.class));
    pipe.b.node.with(Histories.chain(Lane.GOVERNANCE, 2, 1));
    pipe.fire(pipe.a, Timer.ROOT_CHECK).settle();
    assertEquals(5, pipe.a.session.tally().sentEntries());
    assertEquals(2, pipe.b.node.store.heads().size());
  }

  /** Holds an entry that links to one of another chain, which it does not hold. */
  private static TestNode lackingLinks() throws StoreException {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.GOVERNANCE, 1);
    SignedEntry missing = Histories.chain(Lane.GOVERNANCE, 2, 1).get(0);
    SignedEntry linking = Histories.signed(maker, List.of(missing.entry().id()));
    TestNode node = new TestNode();
    node.store.commit(
        new Commit(List.of(new Placed(new Place(maker.branch(), 0), linking)), List.of()));
    return node;
  }

  @Test
  void recordsWithFewSignaturesCrossAsRunsThatEndAtOne() throws StoreException {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 4);
    TestNode a = new TestNode();
    List<SignedEntry> chain = Histories.chain(maker, 1000);
    a.ingest(RunCodec.decode(RunCodec.encode(new Run(chain))).asOptional().orElseThrow());
    Pipe pipe = new Pipe(a, new TestNode(), 4).start().settle();
    assertEqualEnds(pipe, "one signature");
    assertEquals(1, pipe.b.count(Output.Ingest.class));
  }

  @Test
  void stretchesThatLinkEachOtherStillCross() throws StoreException {
    ChainMaker one = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 1);
    ChainMaker two = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 2);
    SignedEntry oneA = unsigned(Histories.signed(one, List.of()));
    SignedEntry twoA = unsigned(Histories.signed(two, List.of()));
    SignedEntry oneB = Histories.signed(one, List.of(twoA.entry().id()));
    SignedEntry twoB = Histories.signed(two, List.of(oneA.entry().id()));
    TestNode a = new TestNode();
    a.store.commit(
        new Commit(
            List.of(placed(one, oneA), placed(one, oneB), placed(two, twoA), placed(two, twoB)),
            List.of()));
    Pipe pipe = new Pipe(a, new TestNode(), 1).start().settle();
    assertEquals(2, pipe.b.count(Output.Ingest.class));
  }

  private static SignedEntry unsigned(SignedEntry signed) {
    return new SignedEntry(signed.entry(), Optional.empty());
  }

  private static Placed placed(ChainMaker maker, SignedEntry signed) {
    return new Placed(new Place(maker.branch(), signed.entry().header().seq()), signed);
  }

  static void assertEqualEnds(Pipe pipe, String of) {
    assertFalse(pipe.a.closed || pipe.b.closed, () -> of + closeReason(pipe));
    assertEquals(heads(pipe.a.node), heads(pipe.b.node), of);
    assertTrue(pipe.a.count(Output.Equal.class) > 0, of);
    assertTrue(pipe.b.count(Output.Equal.class) > 0, of);
  }

  private static String closeReason(Pipe pipe) {
    return " "
        + pipe.a.outputs.get(pipe.a.outputs.size() - 1)
        + pipe.b.outputs.get(pipe.b.outputs.size() - 1);
  }

  private static Set<EntryId> heads(TestNode node) {
    Set<EntryId> ids = new TreeSet<>();
    for (Head head : node.store.heads()) {
      ids.add(head.id());
    }
    return ids;
  }

  private static Set<EntryId> ids(TestNode node, List<SignedEntry> of) {
    Set<EntryId> ids = new HashSet<>();
    for (SignedEntry signed : of) {
      EntryId id = signed.entry().id();
      if (node.store.place(id).isPresent()) {
        ids.add(id);
      }
    }
    return ids;
  }

  private static Set<EntryId> without(Set<EntryId> some, Set<EntryId> others) {
    Set<EntryId> left = new HashSet<>(some);
    left.removeAll(others);
    return left;
  }
}
