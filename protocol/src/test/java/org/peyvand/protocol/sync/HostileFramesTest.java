package org.peyvand.protocol.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.sync.proto.EnvelopeProto;
import org.peyvand.protocol.sync.proto.HeadsProto;
import org.peyvand.protocol.sync.proto.TipProto;

/** One honest session and another side that says what it likes. */
class HostileFramesTest extends OneSided {

  private int refusedRuns;

  private void greet() throws StoreException {
    input(new Input.Started());
    say(new Message.Hello(Limits.VERSION, 1, Optional.of(OTHER_ROOT)));
  }

  private void flow() throws StoreException {
    greet();
    say(new Message.Heads(List.of(), false, false));
  }

  private static Message.Entries entries(List<SignedEntry> entries) {
    return new Message.Entries(RunCodec.encode(new Run(entries)), Optional.empty());
  }

  private void answerAll() throws StoreException {
    for (Output output : List.copyOf(outputs)) {
      if (output instanceof Output.Ingest ingest && !isClosed()) {
        outputs.remove(output);
        Verdict verdict = node.ingest(ingest.run());
        input(new Input.Ingested(ingest.run(), verdict, node.moved()));
      }
    }
  }

  private static Tip tip(int chain, long seq) {
    byte[] device = new byte[DeviceId.LENGTH];
    device[0] = (byte) (chain >>> 16);
    device[1] = (byte) (chain >>> 8);
    device[2] = (byte) chain;
    return new Tip(new ChainId(DeviceId.of(device), Lane.GOVERNANCE), seq, 5);
  }

  private static List<Tip> tips(int from, int to) {
    List<Tip> tips = new ArrayList<>();
    for (int i = from; i < to; i++) {
      tips.add(tip(i, 3));
    }
    return tips;
  }

  @Test
  void garbageEndsTheSessionOrIsIgnoredAndNeverThrows() throws StoreException {
    int closed = 0;
    for (long seed = 0; seed < 2_000; seed++) {
      session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
      outputs.clear();
      Random random = new Random(seed);
      if (random.nextBoolean()) {
        flow();
      } else {
        input(new Input.Started());
      }
      byte[] garbage = new byte[random.nextInt(300)];
      random.nextBytes(garbage);
      say(Bytes.own(garbage));
      closed += isClosed() ? 1 : 0;
    }
    assertTrue(closed > 1_500, "closed: " + closed);
  }

  @Test
  void everyTruncatedFrameEndsTheSessionOrMeansLess() throws StoreException {
    Bytes frame = MessageCodec.encode(entries(Histories.chain(Lane.RECORDS, 1, 3)));
    for (int length = 1; length < frame.length(); length++) {
      session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
      outputs.clear();
      flow();
      say(frame.slice(0, length));
      assertTrue(isClosed(), "length " + length);
    }
  }

  @Test
  void anythingButAGreetingFirstEndsTheSession() throws StoreException {
    for (Message message :
        List.of(
            new Message.Root(OTHER_ROOT),
            new Message.Heads(List.of(), false, false),
            entries(Histories.chain(Lane.RECORDS, 1, 1)),
            new Message.Have(false, List.of(), Optional.empty()),
            new Message.GovernanceSent())) {
      session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
      input(new Input.Started());
      say(message);
      assertTrue(isClosed(), message.toString());
    }
  }

  @Test
  void aSecondGreetingAnUnknownVersionAndAFarewellEndTheSession() throws StoreException {
    flow();
    say(new Message.Hello(Limits.VERSION, 0, Optional.empty()));
    assertTrue(isClosed());
    session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
    input(new Input.Started());
    say(new Message.Hello(Limits.VERSION + 1, 0, Optional.empty()));
    assertTrue(isClosed());
    session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
    flow();
    say(new Message.Bye("enough"));
    assertTrue(isClosed());
  }

  @Test
  void anUnknownKindIsIgnored() throws StoreException {
    flow();
    int before = outputs.size();
    say(Bytes.ofHex("f20103010203"));
    assertFalse(isClosed());
    assertEquals(before, outputs.size());
  }

  @Test
  void entriesBeforeHeadsEndTheSession() throws StoreException {
    greet();
    say(entries(Histories.chain(Lane.RECORDS, 1, 1)));
    assertTrue(isClosed());
  }

  @Test
  void frameSizesAreHeldAtTheLimitAndRefusedBeyond() throws StoreException {
    assertTrue(MessageCodec.decode(bye(Limits.SMALL_FRAME_BYTES)).asOptional().isPresent());
    assertFalse(MessageCodec.decode(bye(Limits.SMALL_FRAME_BYTES + 1)).asOptional().isPresent());
    assertTrue(MessageCodec.decode(run(Limits.FRAME_BYTES)).asOptional().isPresent());
    assertFalse(MessageCodec.decode(run(Limits.FRAME_BYTES + 1)).asOptional().isPresent());
  }

  private static Bytes bye(int length) {
    byte[] frame = new byte[length];
    // field 7 with a message of three bytes less, whose field 1 is text of as much less again
    byte[] head = {0x3a, 0, 0, 0, 0x0a, 0, 0, 0};
    varint(head, 1, length - 4);
    varint(head, 5, length - 8);
    System.arraycopy(head, 0, frame, 0, head.length);
    return Bytes.own(frame);
  }

  private static Bytes run(int length) {
    byte[] frame = new byte[length];
    frame[0] = 0x0a;
    varint(frame, 1, length - 4);
    return Bytes.own(frame);
  }

  private static void varint(byte[] into, int at, int number) {
    into[at] = (byte) (number & 0x7f | 0x80);
    into[at + 1] = (byte) (number >>> 7 & 0x7f | 0x80);
    into[at + 2] = (byte) (number >>> 14);
  }

  @Test
  void aLargeFrameThatOnlyBeginsWithARunIsRefused() {
    EnvelopeProto.Builder small = EnvelopeProto.newBuilder();
    small.setRun(ByteString.copyFromUtf8("run"));
    byte[] begins = small.build().toByteArray();
    byte[] frame = Arrays.copyOf(begins, 500_000);
    assertFalse(MessageCodec.decode(Bytes.own(frame)).asOptional().isPresent());
  }

  @Test
  void headsAreHeldAtTheLimitsAndRefusedBeyond() throws StoreException {
    greet();
    int at = 0;
    while (at + Limits.FRAME_HEADS < Limits.SESSION_HEADS) {
      say(new Message.Heads(tips(at, at + Limits.FRAME_HEADS), true, false));
      at += Limits.FRAME_HEADS;
    }
    Session before = session;
    say(new Message.Heads(tips(at, Limits.SESSION_HEADS), false, false));
    assertFalse(isClosed());
    session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
    assertTrue(before != session);
    greet();
    for (at = 0; at + Limits.FRAME_HEADS < Limits.SESSION_HEADS; at += Limits.FRAME_HEADS) {
      say(new Message.Heads(tips(at, at + Limits.FRAME_HEADS), true, false));
    }
    say(new Message.Heads(tips(at, Limits.SESSION_HEADS + 1), false, false));
    assertTrue(isClosed());
  }

  @Test
  void moreHeadsInAFrameThanAllowedAreRefused() {
    for (int more = 0; more <= 1; more++) {
      Bytes frame =
          MessageCodec.encode(new Message.Heads(tips(0, Limits.FRAME_HEADS + more), false, false));
      assertEquals(more == 0, MessageCodec.decode(frame).asOptional().isPresent());
    }
  }

  @Test
  void lyingHeadsEndTheSession() throws StoreException {
    TipProto negative = TipProto.newBuilder().setSeq(-1).build();
    List<Bytes> lies =
        List.of(
            MessageCodec.encode(new Message.Heads(List.of(tip(2, 1), tip(1, 1)), false, false)),
            MessageCodec.encode(new Message.Heads(List.of(tip(1, 1), tip(1, 1)), false, false)),
            MessageCodec.encode(
                new Message.Heads(branches(Limits.LINKED_BRANCHES + 1), false, false)),
            MessageCodec.encode(new Message.Heads(List.of(tip(1, 1)), true, false)),
            MessageCodec.encode(new Message.Heads(List.of(tip(1, 1)), false, true)),
            Bytes.own(
                EnvelopeProto.newBuilder()
                    .setHeads(HeadsProto.newBuilder().addTips(negative))
                    .build()
                    .toByteArray()));
    for (int i = 0; i < lies.size(); i++) {
      session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
      greet();
      say(lies.get(i));
      assertTrue(isClosed(), "lie " + i);
    }
  }

  @Test
  void aChainWithTheMostBranchesIsNoLie() throws StoreException {
    session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
    greet();
    say(MessageCodec.encode(new Message.Heads(branches(Limits.LINKED_BRANCHES), false, false)));
    assertFalse(isClosed());
  }

  private static List<Tip> branches(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> tip(1, i)).toList();
  }

  @Test
  void whoClaimsAllThereIsGetsNothingAndDoesNoHarm() throws StoreException {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.GOVERNANCE, 1);
    node.with(Histories.chain(maker, 5));
    greet();
    Tip lie = new Tip(maker.branch().chain(), Long.MAX_VALUE, 1);
    say(new Message.Heads(List.of(lie), false, false));
    assertFalse(isClosed());
    assertEquals(0, session.tally().sentEntries());
  }

  /** Seven may come together; from then on one each ten seconds. */
  @Test
  void headsAgainTooOftenEndTheSession() throws StoreException {
    for (int between : new int[] {9_999, 10_000}) {
      session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
      flow();
      for (int i = 0; i < 7; i++) {
        say(new Message.Heads(List.of(), false, false));
        assertFalse(isClosed(), "heads " + i);
      }
      for (int i = 0; i < 20 && !isClosed(); i++) {
        now += between;
        say(new Message.Heads(List.of(), false, false));
      }
      assertEquals(between < 10_000, isClosed(), "every " + between);
    }
  }

  @Test
  void headsWithoutAPauseEndTheSessionAtTheEighth() throws StoreException {
    flow();
    for (int i = 0; i < 8; i++) {
      assertFalse(isClosed(), "heads " + i);
      say(new Message.Heads(List.of(), false, false));
    }
    assertTrue(isClosed());
  }

  @Test
  void whoOnlyAnsweredWithHeadsMayAskAtOnce() throws StoreException {
    flow();
    now = 60_000;
    outputs.clear();
    input(new Input.TimerFired(Timer.ROOT_CHECK));
    assertEquals(1, sent(Message.Heads.class).size());
    say(new Message.Heads(List.of(), false, false));
    say(new Message.Heads(List.of(), false, false));
    assertFalse(isClosed());
    assertEquals(2, sent(Message.Heads.class).size());
  }

  @Test
  void headsOfOneChainAfterTheOtherAreNotedUpToTheLimit() throws StoreException {
    flow();
    for (int at = 0; at < Limits.SESSION_HEADS; at++) {
      say(new Message.Have(false, tips(at, at + 1), Optional.empty()));
    }
    say(new Message.Have(false, List.of(tip(7, 4)), Optional.empty()));
    assertFalse(isClosed());
    int next = Limits.SESSION_HEADS;
    say(new Message.Have(false, tips(next, next + 1), Optional.empty()));
    assertTrue(isClosed());
  }

  @Test
  void answersAndRefusalsOfRunsNeverSentEndTheSession() throws StoreException {
    flow();
    say(new Message.Have(true, List.of(), Optional.empty()));
    assertTrue(isClosed());
    session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
    flow();
    say(new Message.Refused(tip(1, 1).chain(), 0, Reason.GAP));
    assertTrue(isClosed());
  }

  @Test
  void refusalsWithoutEndAreAnsweredBoundedlyOften() throws StoreException {
    for (Reason reason : Reason.values()) {
      session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
      outputs.clear();
      ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.GOVERNANCE, reason.ordinal());
      node.with(Histories.chain(maker, 100));
      flow();
      int runs = 0;
      for (int i = 0; i < outputs.size(); i++) {
        if (outputs.get(i) instanceof Output.SendFrame sent
            && MessageCodec.decode(sent.frame()).asOptional().orElseThrow()
                instanceof Message.Entries entries) {
          Run run = RunCodec.decode(entries.run()).asOptional().orElseThrow();
          say(new Message.Refused(run.chain(), run.firstSeq(), reason));
          input(new Input.Writable(100_000));
          input(new Input.TimerFired(Timer.RETRY));
          runs++;
        }
      }
      assertTrue(runs < 60 * node.store.heads().size(), reason + " runs: " + runs);
      assertFalse(isClosed());
    }
  }

  @Test
  void whatMayPassRestsAndIsOfferedAgainAndWhatIsWrongIsNot() throws StoreException {
    node.with(Histories.chain(Lane.GOVERNANCE, 1, 3));
    for (Reason reason : List.of(Reason.MISSING_LINKS, Reason.NOT_A_MEMBER, Reason.BAD_SIGNATURE)) {
      session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
      outputs.clear();
      refusedRuns = 0;
      boolean passes = reason != Reason.BAD_SIGNATURE;
      flow();
      refuseWhatIsOffered(reason, 6);
      assertEquals(passes ? 4 : 1, sent(Message.Entries.class).size(), reason.toString());
      say(new Message.Heads(List.of(), false, false));
      refuseWhatIsOffered(reason, 6);
      assertEquals(passes ? 8 : 1, sent(Message.Entries.class).size(), reason.toString());
      assertFalse(isClosed());
    }
  }

  private void refuseWhatIsOffered(Reason reason, int times) throws StoreException {
    for (int i = 0; i < times; i++) {
      List<Message.Entries> offered = sent(Message.Entries.class);
      if (offered.size() > refusedRuns) {
        Run run = RunCodec.decode(offered.get(0).run()).asOptional().orElseThrow();
        say(new Message.Refused(run.chain(), run.firstSeq(), reason));
        refusedRuns++;
      }
      input(new Input.TimerFired(Timer.RETRY));
    }
  }

  @Test
  void moreUnansweredRunsThanTheWindowEndTheSession() throws StoreException {
    flow();
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 1);
    for (int i = 0; i < Limits.WINDOW_RUNS; i++) {
      say(entries(Histories.chain(maker, 1)));
    }
    assertFalse(isClosed());
    say(entries(Histories.chain(maker, 1)));
    assertTrue(isClosed());
  }

  @Test
  void moreUnansweredBytesThanTheWindowEndTheSession() throws StoreException {
    flow();
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 1);
    int bytes = 0;
    while (true) {
      Message.Entries next = entries(Histories.unplaced(List.of(maker.next(maker.bytes(40_000)))));
      bytes += next.run().length();
      say(next);
      assertEquals(bytes > Limits.WINDOW_BYTES, isClosed());
      if (isClosed()) {
        return;
      }
    }
  }

  @Test
  void wrongRunsAreBorneUpToTheLimit() throws StoreException {
    flow();
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 1);
    SignedEntry made = Histories.chain(maker, 1).get(0);
    SignedEntry wrong = new SignedEntry(made.entry(), Optional.of(TestNode.BAD_SIGNATURE));
    for (int i = 0; i < Limits.SESSION_REJECTED_RUNS; i++) {
      say(entries(List.of(wrong)));
      answerAll();
    }
    assertFalse(isClosed());
    say(entries(List.of(wrong)));
    answerAll();
    assertTrue(isClosed());
  }

  @Test
  void replayedRunsAreBorneUpToTheLimit() throws StoreException {
    flow();
    List<SignedEntry> chain = Histories.chain(Lane.RECORDS, 1, 1);
    say(entries(chain));
    answerAll();
    int borne = Limits.SESSION_IDLE_RUNS + 2;
    for (int i = 0; i < borne; i++) {
      say(entries(chain));
      outputs.removeIf(o -> !(o instanceof Output.Ingest));
      answerAll();
    }
    assertFalse(isClosed());
    say(entries(chain));
    answerAll();
    assertTrue(isClosed());
  }

  @Test
  void runsThatMustWaitAreBorneUpToTheLimit() throws StoreException {
    flow();
    SignedEntry orphan = Histories.chain(Lane.RECORDS, 1, 2).get(1);
    for (int i = 0; i < Limits.SESSION_IDLE_RUNS; i++) {
      say(entries(List.of(orphan)));
      outputs.removeIf(o -> !(o instanceof Output.Ingest));
      answerAll();
    }
    assertFalse(isClosed());
    say(entries(List.of(orphan)));
    answerAll();
    assertTrue(isClosed());
  }

  @Test
  void afterTheEndNothingMoreIsSaid() throws StoreException {
    flow();
    input(new Input.Closed());
    assertTrue(isClosed());
    int before = outputs.size();
    say(new Message.Root(OTHER_ROOT));
    input(new Input.TimerFired(Timer.ROOT_CHECK));
    input(new Input.Writable(1));
    assertEquals(before, outputs.size());
  }
}
