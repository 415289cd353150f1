package org.peyvand.protocol.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.id.Bytes;

class FramesTest {
  private FrameSealer sealer;
  private FrameOpener opener;

  @BeforeEach
  void establish() {
    Candidate epoch = Peer.epoch(1);
    Peer caller = new Peer(1).knows(new Peer(2));
    Peer listener = new Peer(2).knows(caller);
    listener.candidates.add(epoch);
    Initiator initiator = caller.initiator(epoch, 1, 3);
    Responder responder = listener.responder(4);
    Progress.Reply second =
        assertInstanceOf(Progress.Reply.class, responder.on(initiator.first().view()));
    Progress.Done called =
        assertInstanceOf(Progress.Done.class, initiator.on(second.bytes().view()));
    Progress.Done listened =
        assertInstanceOf(Progress.Done.class, responder.on(called.reply().view()));
    sealer = called.established().sealer();
    opener = listened.established().opener();
  }

  @Test
  void framesOfEverySortOfLengthArriveWhole() {
    int block = Frames.BLOCK_LENGTH;
    for (int length :
        new int[] {0, 1, 63, 64, 65, block - 1, block, block + 1, 3 * block, 1024 * 1024}) {
      Bytes payload = Bytes.own(Peer.entropy(length).bytes(length));
      byte[] wire = sealer.seal(payload);
      assertEquals(Frames.wireLength(length), wire.length);
      assertEquals(new FrameOpener.Opened(List.of(payload), Optional.empty()), opener.on(wire));
    }
    assertEquals(sealer.bytes(), opener.bytes());
    assertEquals(10, opener.frames());
    assertEquals(10, sealer.frames());
  }

  @Test
  void piecesOfAnySizeGiveTheSameFrames() {
    Random random = new Random(5);
    List<Bytes> sent = new ArrayList<>();
    List<Bytes> received = new ArrayList<>();
    Bytes stream = Bytes.EMPTY;
    for (int i = 0; i < 40; i++) {
      sent.add(Bytes.own(Peer.entropy(i).bytes(random.nextInt(5_000))));
      stream = stream.concat(Bytes.own(sealer.seal(sent.get(i))));
    }
    for (int at = 0; at < stream.length(); ) {
      int to = Math.min(stream.length(), at + 1 + random.nextInt(3_000));
      received.addAll(opener.on(stream.slice(at, to).view()).frames());
      at = to;
    }
    assertEquals(sent, received);
  }

  @Test
  void theLongestPayloadPassesAndOneByteMoreIsRefusedAtBothEnds() {
    Bytes longest = Bytes.own(new byte[Frames.PAYLOAD_LIMIT]);
    assertEquals(List.of(longest), opener.on(sealer.seal(longest)).frames());
    Bytes beyond = Bytes.own(new byte[Frames.PAYLOAD_LIMIT + 1]);
    assertThrows(IllegalArgumentException.class, () -> sealer.seal(beyond));
  }

  @Test
  void everyFlippedBitBreaksTheChannelForGood() {
    byte[] wire = sealer.seal(Bytes.utf8("a vote"));
    for (int bit = 0; bit < wire.length * 8; bit++) {
      establish();
      sealer.seal(Bytes.utf8("a vote"));
      byte[] changed = wire.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertBroken(opener.on(changed), "bit " + bit);
      assertBroken(opener.on(sealer.seal(Bytes.utf8("the next"))), "after bit " + bit);
    }
  }

  @Test
  void replayedReorderedAndMissingFramesBreakTheChannel() {
    byte[] one = sealer.seal(Bytes.utf8("one"));
    byte[] two = sealer.seal(Bytes.utf8("two"));
    assertEquals(1, opener.on(one).frames().size());
    assertBroken(opener.on(one), "replay");

    establish();
    one = sealer.seal(Bytes.utf8("one"));
    two = sealer.seal(Bytes.utf8("two"));
    assertBroken(opener.on(two), "reorder");
    assertBroken(opener.on(one), "reorder, then the first");
  }

  @Test
  void aCutFrameGivesNothingAndWhatFollowsItBreaksTheChannel() {
    byte[] wire = sealer.seal(Bytes.own(new byte[5_000]));
    byte[] cut = Arrays.copyOf(wire, wire.length - 1);
    assertEquals(new FrameOpener.Opened(List.of(), Optional.empty()), opener.on(cut));
    assertBroken(opener.on(sealer.seal(Bytes.utf8("next"))), "truncated");
  }

  @Test
  void framesBeforeABrokenOneInTheSamePieceStillArrive() {
    Bytes good = Bytes.utf8("good");
    byte[] bad = new byte[Frames.HEAD_LENGTH];
    byte[] piece = Bytes.own(sealer.seal(good)).concat(Bytes.own(bad)).view();
    FrameOpener.Opened opened = opener.on(piece);
    assertEquals(List.of(good), opened.frames());
    assertTrue(opened.broken().isPresent());
  }

  @Test
  void keysChangeTogetherAtTheInterval() {
    Bytes small = Bytes.utf8("x");
    for (int i = 0; i <= Frames.REKEY_INTERVAL + 1; i++) {
      assertEquals(List.of(small), opener.on(sealer.seal(small)).frames(), "frame " + i);
    }
  }

  @Test
  void aDestroyedOpenerGivesNothingMore() {
    byte[] wire = sealer.seal(Bytes.utf8("late"));
    opener.destroy();
    assertBroken(opener.on(wire), "destroyed");
    sealer.destroy();
    assertThrows(IllegalStateException.class, () -> sealer.seal(Bytes.utf8("late")));
  }

  @Test
  void paddingAddsLessThanAnEighthBeyondTheFloor() {
    assertPadded(0, "no bytes");
    assertPadded(Frames.FLOOR, "the floor");
    assertPadded(Frames.PAYLOAD_LIMIT, "the limit");
    for (int seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      int magnitude = 1 << 1 + random.nextInt(Integer.SIZE - 2);
      int length = random.nextInt(Math.min(magnitude, Frames.PAYLOAD_LIMIT) + 1);
      assertPadded(length, "seed " + seed);
    }
  }

  private static void assertPadded(int length, String what) {
    int padded = Frames.paddedLength(length);
    assertTrue(padded >= length && padded >= Frames.FLOOR, what);
    assertTrue(padded == Frames.FLOOR || (padded - length) * 8L < length, what);
    assertEquals(padded, Frames.paddedLength(padded), what + ": a padded length stays");
  }

  private static void assertBroken(FrameOpener.Opened opened, String what) {
    assertEquals(List.of(), opened.frames(), what);
    assertTrue(opened.broken().isPresent(), what);
  }
}
