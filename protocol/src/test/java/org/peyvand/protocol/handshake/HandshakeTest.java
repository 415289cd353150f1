package org.peyvand.protocol.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.noise.Handshake;
import org.peyvand.protocol.noise.Role;

class HandshakeTest {
  private static final Candidate EPOCH = Peer.epoch(3);
  private static final Candidate INVITE = Peer.invite(1);

  private Peer ava;
  private Peer bijan;

  @BeforeEach
  void meet() {
    ava = new Peer(1);
    bijan = new Peer(2).knows(ava);
    ava.knows(bijan);
    bijan.candidates.addAll(List.of(Peer.epoch(4), EPOCH, Peer.epoch(2), INVITE));
  }

  @Test
  void twoMembersGetAChannelWithOneHash() {
    Initiator initiator = ava.initiator(EPOCH, 1, 10);
    Responder responder = bijan.responder(11);
    Bytes second = reply(responder.on(initiator.first().view()));
    assertTrue(responder.isAnswered());
    Progress.Done called = done(initiator.on(second.view()));
    Progress.Done listened = done(responder.on(called.reply().view()));

    Established a = called.established();
    Established b = listened.established();
    assertEquals(a.hash(), b.hash());
    assertEquals(32, a.hash().length());
    assertEquals(Optional.of(bijan.device()), a.remote());
    assertEquals(Optional.of(ava.device()), b.remote());
    assertEquals(List.of(Role.INITIATOR, Role.RESPONDER), List.of(a.role(), b.role()));
    assertEquals(EPOCH.label(), b.label());
    assertEquals(Peer.NETWORK.bytes(), b.context());
    Bytes payload = Bytes.utf8("salaam");
    assertEquals(List.of(payload), b.opener().on(a.sealer().seal(payload)).frames());
    assertEquals(List.of(payload), a.opener().on(b.sealer().seal(payload)).frames());
    assertThrows(IllegalStateException.class, () -> responder.on(new byte[1]));
    assertThrows(IllegalStateException.class, () -> initiator.on(new byte[1]));
  }

  @Test
  void piecesOfAnySizeGiveTheSameMessages() {
    Initiator initiator = ava.initiator(EPOCH, 1, 10);
    Responder responder = bijan.responder(11);
    Bytes second = reply(byByte(initiator.first(), responder::on));
    Progress.Done called = done(byByte(second, initiator::on));
    Progress.Done listened = done(byByte(called.reply(), responder::on));
    assertEquals(called.established().hash(), listened.established().hash());
  }

  @Test
  void framesThatFollowTheThirdMessageAtOnceAreHandedOn() {
    Initiator initiator = ava.initiator(EPOCH, 1, 10);
    Responder responder = bijan.responder(11);
    Progress.Done called = done(initiator.on(reply(responder.on(initiator.first().view())).view()));
    Bytes payload = Bytes.utf8("right behind");
    Bytes frame = Bytes.own(called.established().sealer().seal(payload));
    Progress.Done listened = done(responder.on(called.reply().concat(frame).view()));
    assertEquals(frame, listened.leftover());
    assertEquals(
        List.of(payload), listened.established().opener().on(listened.leftover().view()).frames());
  }

  @Test
  void introductionsReachTheOtherSideUpToTheLimitAndNotBeyond() {
    Bytes longest = Bytes.own(Peer.filled(Messages.INTRODUCTION_LIMIT, 1));
    bijan.introduction = longest;
    for (int seed = 0; seed < 20; seed++) {
      Initiator initiator =
          ava.initiator(
              new Initiator.Call(EPOCH, seed, Optional.of(bijan.device()), longest), seed);
      Responder responder = bijan.responder(seed);
      Bytes second = reply(responder.on(initiator.first().view()));
      done(initiator.on(second.view()));
      assertTrue(initiator.first().length() <= Messages.LONG_LIMIT);
      assertTrue(second.length() <= Messages.LONG_LIMIT);
    }
    assertEquals(longest, bijan.introductions.get(0));
    assertEquals(longest, ava.introductions.get(0));

    Bytes beyond = Bytes.own(Peer.filled(Messages.INTRODUCTION_LIMIT + 1, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Initiator.Call(EPOCH, 1, Optional.empty(), beyond));
    assertThrows(IllegalArgumentException.class, () -> new Admission.Member(bijan.wire(), beyond));
    byte[] claim =
        Claim.sign(ava.identity, EPOCH, new byte[32], 1, Optional.empty(), longest).encode();
    assertTrue(Claim.decode(claim).isPresent());
    assertTrue(Claim.decode(Arrays.copyOf(claim, claim.length + 1)).isEmpty());
    byte[] answer = new Answer(bijan.device(), longest).encode();
    assertTrue(Answer.decode(answer).isPresent());
    assertTrue(Answer.decode(Arrays.copyOf(answer, answer.length + 1)).isEmpty());
  }

  @Test
  void aMessageThatClaimsMoreThanTheLimitIsRefusedAtItsHead() {
    int most = Messages.LONG_LIMIT - Wrapping.HEAD_LENGTH;
    for (int beyond = 0; beyond <= 1; beyond++) {
      // padding is chosen by these two bytes; with none, the body is the message and 18 bytes
      byte[] wire =
          Wrapping.first(EPOCH).wrap(new byte[most - 18 + beyond], count -> new byte[count]);
      assertEquals(Messages.LONG_LIMIT + beyond, wire.length);
      Responder responder = bijan.responder(11);
      Progress progress = responder.on(Arrays.copyOf(wire, Wrapping.HEAD_LENGTH));
      if (beyond == 0) {
        assertEquals(new Progress.Waiting(), progress);
        assertEquals(Silence.NOISE, silence(responder.on(tail(wire))));
      } else {
        assertEquals(Silence.LENGTH, silence(progress));
      }
    }
  }

  @Test
  void everyFlippedBitOfTheFirstMessageMeetsSilence() {
    byte[] first = ava.initiator(EPOCH, 1, 10).first().view();
    for (int bit = 0; bit < first.length * 8; bit++) {
      Responder responder = bijan.responder(11);
      assertInstanceOf(Progress.Silent.class, responder.on(flipped(first, bit)), "bit " + bit);
      assertFalse(responder.isAnswered());
    }
    assertEquals(List.of(), bijan.introductions, "the gate was never asked");
  }

  @Test
  void everyFlippedBitOfTheSecondMessageIsRefused() {
    byte[] second = reply(unpadded(bijan).on(call().first().view())).view();
    for (int bit = 0; bit < second.length * 8; bit++) {
      Progress progress = call().on(flipped(second, bit));
      assertInstanceOf(Progress.Silent.class, progress, "bit " + bit);
    }
    done(call().on(second));
  }

  @Test
  void everyFlippedBitOfTheThirdMessageIsRefused() {
    byte[] second = reply(unpadded(bijan).on(call().first().view())).view();
    byte[] third = done(call().on(second)).reply().view();
    for (int bit = 0; bit < third.length * 8; bit++) {
      Responder responder = answered();
      assertInstanceOf(Progress.Silent.class, responder.on(flipped(third, bit)), "bit " + bit);
    }
    done(answered().on(third));
  }

  @Test
  void aReplayedFirstMessageMeetsSilence() {
    Bytes first = ava.initiator(EPOCH, 5, 10).first();
    reply(bijan.responder(11).on(first.view()));
    assertEquals(Silence.GATE, silence(bijan.responder(12).on(first.view())));
    reply(bijan.responder(13).on(ava.initiator(EPOCH, 6, 14).first().view()));
    assertEquals(
        Silence.GATE, silence(bijan.responder(15).on(ava.initiator(EPOCH, 6, 16).first().view())));
  }

  @Test
  void aReplayedThirdMessageDoesNotOpenAnotherSession() {
    Initiator initiator = ava.initiator(EPOCH, 1, 10);
    Progress.Done called =
        done(initiator.on(reply(bijan.responder(11).on(initiator.first().view())).view()));
    Responder other = bijan.responder(12);
    reply(other.on(ava.initiator(EPOCH, 2, 13).first().view()));
    assertEquals(Silence.NO_KEY, silence(other.on(called.reply().view())));
  }

  @Test
  void aWrongKeyContextOrLabelMeetsSilence() {
    byte[] network = Peer.filled(32, 8);
    List<Candidate> wrong =
        List.of(
            new Candidate(Kind.MEMBER, EPOCH.context(), EPOCH.label(), Peer.psk(99)),
            new Candidate(Kind.MEMBER, Bytes.own(network), EPOCH.label(), EPOCH.psk()),
            new Candidate(Kind.MEMBER, EPOCH.context(), Bytes.own(network), EPOCH.psk()),
            new Candidate(Kind.JOIN, EPOCH.context(), EPOCH.label(), EPOCH.psk()));
    for (Candidate candidate : wrong) {
      Bytes first = ava.initiator(candidate, 1, 10).first();
      assertEquals(Silence.NO_KEY, silence(bijan.responder(11).on(first.view())));
    }
  }

  @Test
  void aRemovedMemberAStrangerAndTheDeviceItselfMeetSilence() {
    bijan.forget(ava);
    assertEquals(
        Silence.GATE, silence(bijan.responder(11).on(ava.initiator(EPOCH, 1, 10).first().view())));
    Initiator self = bijan.initiator(EPOCH, 1, 10);
    assertEquals(Silence.OWN_DEVICE, silence(bijan.responder(11).on(self.first().view())));
  }

  @Test
  void aClaimSignedByAnotherDeviceMeetsSilence() {
    Identity thief = new Identity(new Peer(9).identity.signing(), ava.identity.wire());
    byte[] ephemeral = new byte[32];
    Claim claim = Claim.sign(thief, EPOCH, ephemeral, 1, Optional.empty(), Bytes.EMPTY);
    Claim forged =
        new Claim(false, ava.device(), claim.counter(), claim.signature(), claim.introduction());
    assertTrue(claim.isSigned(EPOCH, ephemeral, bijan.device()));
    assertFalse(forged.isSigned(EPOCH, ephemeral, bijan.device()));
  }

  @Test
  void everythingInAClaimIsSigned() {
    byte[] key = Peer.filled(32, 5);
    Claim claim =
        Claim.sign(ava.identity, EPOCH, key, 4, Optional.of(bijan.device()), Bytes.utf8("x"));
    assertTrue(claim.isSigned(EPOCH, key, bijan.device()));
    assertFalse(claim.isSigned(Peer.epoch(2), key, bijan.device()));
    assertFalse(claim.isSigned(EPOCH, Peer.filled(32, 6), bijan.device()));
    assertFalse(claim.isSigned(EPOCH, key, ava.device()));
    byte[] encoded = claim.encode();
    for (int bit = 0; bit < encoded.length * 8; bit++) {
      boolean signed =
          Claim.decode(flipped(encoded, bit))
              .map(changed -> changed.isSigned(EPOCH, key, bijan.device()))
              .orElse(false);
      assertFalse(signed, "bit " + bit);
    }
  }

  @Test
  void aCallForAnotherListenerMeetsSilence() {
    Initiator.Call call =
        new Initiator.Call(EPOCH, 1, Optional.of(new Peer(9).device()), Bytes.EMPTY);
    Initiator initiator = ava.initiator(call, 10);
    assertEquals(Silence.SIGNATURE, silence(bijan.responder(11).on(initiator.first().view())));
  }

  @Test
  void anAnswerFromAnotherMemberThanTheOneCalledIsRefused() {
    // a listener that knows the signature's meaning and answers all the same
    Peer cyra = new Peer(9);
    ava.knows(cyra);
    Initiator.Call call = new Initiator.Call(EPOCH, 1, Optional.of(cyra.device()), Bytes.EMPTY);
    Initiator initiator = ava.initiator(call, 10);
    byte[] second = answerTo(initiator, bijan.identity.wire().seed(), bijan.device());
    assertEquals(Silence.OTHER_LISTENER, silence(initiator.on(second)));
  }

  @Test
  void anAnswerUnderAnotherKeyThanTheDevicesIsRefused() {
    Initiator initiator = ava.initiator(EPOCH, 1, 10);
    byte[] second = answerTo(initiator, new Peer(9).identity.wire().seed(), bijan.device());
    assertEquals(Silence.WIRE_KEY, silence(initiator.on(second)));
  }

  @Test
  void anAnswerFromOneWhoIsNoMemberIsRefused() {
    ava.forget(bijan);
    Initiator initiator = ava.initiator(EPOCH, 1, 10);
    Bytes second = reply(bijan.responder(11).on(initiator.first().view()));
    assertEquals(Silence.UNRECOGNISED, silence(initiator.on(second.view())));
  }

  @Test
  void anInitiatorWithoutTheClaimedDevicesKeyGetsNoChannel() {
    bijan.confuse(ava, new Peer(9).wire());
    Initiator initiator = ava.initiator(EPOCH, 1, 10);
    Responder responder = bijan.responder(11);
    Progress.Done called = done(initiator.on(reply(responder.on(initiator.first().view())).view()));
    assertEquals(Silence.WIRE_KEY, silence(responder.on(called.reply().view())));
  }

  @Test
  void oneWhoJoinsGetsAChannelAndLearnsNobodysName() {
    Peer joiner = new Peer(5);
    Initiator initiator = joiner.initiator(INVITE, 1, 10);
    Responder responder = bijan.responder(11);
    Progress.Done called = done(initiator.on(reply(responder.on(initiator.first().view())).view()));
    Progress.Done listened = done(responder.on(called.reply().view()));
    assertEquals(Optional.empty(), called.established().remote());
    assertEquals(Optional.of(joiner.device()), listened.established().remote());
    assertEquals(Kind.JOIN, listened.established().kind());
    assertEquals(INVITE.label(), listened.established().label());
    assertEquals(called.established().hash(), listened.established().hash());
    assertEquals(List.of(), joiner.introductions);
  }

  @Test
  void aGateThatAdmitsAsTheWrongKindIsOurOwnMistake() {
    Gate wrong = (candidate, claimed, counter, introduction) -> new Admission.Joiner();
    Responder responder =
        new Responder(bijan.identity, () -> List.of(EPOCH), wrong, Peer.entropy(1));
    byte[] first = ava.initiator(EPOCH, 1, 10).first().view();
    assertThrows(IllegalStateException.class, () -> responder.on(first));
  }

  @Test
  void bytesBeforeTheirTurnAreRefused() {
    Initiator initiator = ava.initiator(EPOCH, 1, 10);
    Bytes early = initiator.first().concat(Bytes.utf8("x"));
    assertEquals(Silence.EARLY, silence(bijan.responder(11).on(early.view())));
    Bytes second = reply(bijan.responder(12).on(initiator.first().view()));
    Bytes tooMuch = second.concat(Bytes.utf8("x"));
    assertEquals(Silence.EARLY, silence(initiator.on(tooMuch.view())));
    assertEquals(Silence.EARLY, silence(initiator.on(new byte[0])), "silent for good");
  }

  @Test
  void anyOfManyKeysIsFoundAndFarTooManyCostNoAnswer() {
    bijan.candidates.clear();
    for (int i = 0; i < 64; i++) {
      bijan.candidates.add(Peer.epoch(i));
    }
    for (int i : new int[] {0, 31, 63}) {
      reply(bijan.responder(i).on(ava.initiator(Peer.epoch(i), i, i).first().view()));
    }
    Bytes first = ava.initiator(Peer.epoch(64), 64, 64).first();
    assertEquals(Silence.NO_KEY, silence(bijan.responder(1).on(first.view())));
  }

  /** The same call each time, without padding, so that few bits are many enough. */
  private Initiator call() {
    return new Initiator(
        ava.identity,
        new Initiator.Call(EPOCH, 1, Optional.empty(), Bytes.EMPTY),
        ava,
        withoutPadding(10));
  }

  /** A listener that has answered that call, the same each time. */
  private Responder answered() {
    Peer listener = new Peer(2).knows(ava);
    listener.candidates.add(EPOCH);
    Responder responder = unpadded(listener);
    reply(responder.on(call().first().view()));
    return responder;
  }

  private static Responder unpadded(Peer listener) {
    return new Responder(
        listener.identity, () -> listener.candidates, listener, withoutPadding(11));
  }

  /** Only the length of the padding is drawn as two bytes. */
  private static Entropy withoutPadding(long seed) {
    Entropy entropy = Peer.entropy(seed);
    return count -> count == Short.BYTES ? new byte[count] : entropy.bytes(count);
  }

  /** What one would send who holds the pre-shared key and this static key, to any first message. */
  private static byte[] answerTo(Initiator initiator, SecretBytes wire, DeviceId name) {
    Wrapping wrapping = Wrapping.first(EPOCH);
    byte[] first = initiator.first().view();
    byte[] head = Arrays.copyOf(first, Wrapping.HEAD_LENGTH);
    byte[] message = wrapping.unwrap(head, tail(first)).orElseThrow();
    Handshake handshake =
        Messages.handshake(
            Role.RESPONDER, EPOCH, AgreementKey.generate(Peer.entropy(77)), AgreementKey.of(wire));
    assertTrue(handshake.read(message).isPresent());
    byte[] answer = handshake.write(new Answer(name, Bytes.EMPTY).encode());
    return wrapping.after(first).wrap(answer, Peer.entropy(78));
  }

  private static byte[] tail(byte[] wire) {
    return Arrays.copyOfRange(wire, Wrapping.HEAD_LENGTH, wire.length);
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    changed[bit / 8] ^= (byte) (1 << bit % 8);
    return changed;
  }

  private static Progress byByte(Bytes bytes, Function<byte[], Progress> machine) {
    for (int i = 0; i < bytes.length() - 1; i++) {
      assertEquals(new Progress.Waiting(), machine.apply(new byte[] {bytes.at(i)}));
    }
    return machine.apply(new byte[] {bytes.at(bytes.length() - 1)});
  }

  private static Bytes reply(Progress progress) {
    return assertInstanceOf(Progress.Reply.class, progress).bytes();
  }

  private static Progress.Done done(Progress progress) {
    return assertInstanceOf(Progress.Done.class, progress);
  }

  private static Silence silence(Progress progress) {
    return assertInstanceOf(Progress.Silent.class, progress).reason();
  }
}
