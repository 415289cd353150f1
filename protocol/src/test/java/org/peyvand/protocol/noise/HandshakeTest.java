package org.peyvand.protocol.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.SecretBytes;

class HandshakeTest {
  static final List<Pattern> PATTERNS =
      List.of(Pattern.NN, Pattern.NK, Pattern.KK, Pattern.IK, Pattern.XK, Pattern.XX);

  private static final byte[] NONE = {};
  private static final byte[] PROLOGUE = {7};

  private final Random random = new Random(34);
  private final AgreementKey initiatorStatic = key();
  private final AgreementKey responderStatic = key();
  private final SecretBytes psk = SecretBytes.own(bytes(32));

  static List<Pattern> allPatterns() {
    List<Pattern> all = new ArrayList<>(PATTERNS);
    for (Pattern pattern : PATTERNS) {
      for (int position = 0; position <= pattern.messageCount(); position++) {
        all.add(pattern.withPsk(position));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("allPatterns")
  void bothSidesEndWithOneHashAndMatchingCiphers(Pattern pattern) {
    Handshake initiator = initiator(pattern);
    Handshake responder = responder(pattern);
    for (byte[] payload = NONE; !initiator.isComplete(); payload = bytes(9)) {
      assertThrows(IllegalStateException.class, initiator::hash);
      assertThrows(IllegalStateException.class, responder::split);
      Handshake writer = initiator.isWriting() ? initiator : responder;
      Handshake reader = initiator.isWriting() ? responder : initiator;
      assertArrayEquals(payload, reader.read(writer.write(payload)).orElseThrow());
    }
    assertTrue(responder.isComplete());
    assertArrayEquals(initiator.hash(), responder.hash());
    Handshake.Channel one = initiator.split();
    Handshake.Channel other = responder.split();
    for (int i = 0; i < 5; i++) {
      byte[] text = bytes(20);
      assertArrayEquals(text, other.receiving().open(one.sending().seal(text)).orElseThrow());
      assertArrayEquals(text, one.receiving().open(other.sending().seal(text)).orElseThrow());
    }
  }

  @ParameterizedTest
  @MethodSource("allPatterns")
  void whoHasAStaticKeyIsKnownInTheEnd(Pattern pattern) {
    Handshake initiator = initiator(pattern);
    Handshake responder = responder(pattern);
    run(initiator, responder);
    assertEquals(pattern.hasStatic(Role.RESPONDER), initiator.remoteStatic().isPresent());
    assertEquals(pattern.hasStatic(Role.INITIATOR), responder.remoteStatic().isPresent());
    initiator.remoteStatic().ifPresent(k -> assertArrayEquals(responderStatic.publicKey(), k));
    responder.remoteStatic().ifPresent(k -> assertArrayEquals(initiatorStatic.publicKey(), k));
  }

  /** With the psk first, even the first message authenticates, so any flipped bit is refused. */
  @Test
  void anyChangeToAnyMessageOfXxpsk0IsRefused() {
    Pattern pattern = Pattern.XX.withPsk(0);
    for (int message = 0; message < pattern.messageCount(); message++) {
      int length = upTo(pattern, message).message().length;
      for (int at = 0; at < length; at++) {
        Step step = upTo(pattern, message);
        byte[] changed = step.message().clone();
        changed[at] ^= 1;
        assertTrue(step.reader().read(changed).isEmpty(), message + " byte " + at);
        assertDead(step.reader());
      }
    }
  }

  @Test
  void anyShortenedMessageOfXxpsk0IsRefused() {
    Pattern pattern = Pattern.XX.withPsk(0);
    for (int message = 0; message < pattern.messageCount(); message++) {
      int length = upTo(pattern, message).message().length;
      for (int cut = 0; cut < length; cut++) {
        Step step = upTo(pattern, message);
        assertTrue(step.reader().read(Arrays.copyOf(step.message(), cut)).isEmpty());
      }
    }
  }

  @Test
  void anotherPskIsRefusedAtTheFirstMessage() {
    Pattern pattern = Pattern.XX.withPsk(0);
    Keys keys = Keys.of(key()).withStatic(responderStatic);
    Handshake responder =
        new Handshake(pattern, Role.RESPONDER, PROLOGUE, keys.withPsk(SecretBytes.own(bytes(32))));
    assertTrue(responder.read(initiator(pattern).write(NONE)).isEmpty());
    assertDead(responder);
  }

  @Test
  void anotherPrologueIsRefused() {
    Pattern pattern = Pattern.XX.withPsk(0);
    Keys keys = Keys.of(key()).withStatic(responderStatic).withPsk(psk);
    Handshake responder = new Handshake(pattern, Role.RESPONDER, new byte[] {8}, keys);
    assertTrue(responder.read(initiator(pattern).write(NONE)).isEmpty());
  }

  @Test
  void anEphemeralKeyOfSmallOrderIsRefused() {
    Handshake responder = responder(Pattern.NN);
    assertTrue(responder.read(new byte[40]).isEmpty());
    assertDead(responder);
  }

  @Test
  void aStaticKeyOfSmallOrderIsOurOwnMistakeToExpect() {
    Keys keys = Keys.of(key()).withRemoteStatic(new byte[32]);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Handshake(Pattern.NK, Role.INITIATOR, NONE, keys));
  }

  @Test
  void stepsOutOfTurnAreOurOwnMistake() {
    Handshake initiator = initiator(Pattern.XX);
    Handshake responder = responder(Pattern.XX);
    assertThrows(IllegalStateException.class, () -> initiator.read(NONE));
    assertThrows(IllegalStateException.class, () -> responder.write(NONE));
    run(initiator, responder);
    assertThrows(IllegalStateException.class, () -> initiator.write(NONE));
    assertThrows(IllegalStateException.class, () -> responder.read(NONE));
    initiator.split();
    assertThrows(IllegalStateException.class, initiator::split);
    assertTrue(initiator.isComplete());
    assertArrayEquals(responder.hash(), initiator.hash());
  }

  @Test
  void missingAndNeedlessKeysAreOurOwnMistakes() {
    Keys none = Keys.of(key());
    byte[] remote = responderStatic.publicKey();
    assertRefused(Pattern.XX, none);
    assertRefused(Pattern.NN, none.withStatic(initiatorStatic));
    assertRefused(Pattern.NK, none);
    assertRefused(Pattern.XX, none.withStatic(initiatorStatic).withRemoteStatic(remote));
    assertRefused(Pattern.NN.withPsk(0), none);
    assertRefused(Pattern.NN, none.withPsk(psk));
    assertRefused(Pattern.NN.withPsk(0), none.withPsk(SecretBytes.own(bytes(31))));
    assertRefused(Pattern.NN.withPsk(0), none.withPsk(SecretBytes.own(bytes(33))));
  }

  @Test
  void aPskPositionNamesAMessageOfThePattern() {
    assertEquals("Noise_XXpsk3_25519_AESGCM_SHA256", Pattern.XX.withPsk(3).protocolName());
    assertThrows(IllegalArgumentException.class, () -> Pattern.XX.withPsk(4));
    assertThrows(IllegalArgumentException.class, () -> Pattern.NN.withPsk(3));
    assertThrows(IllegalArgumentException.class, () -> Pattern.NN.withPsk(-1));
    assertThrows(IllegalStateException.class, () -> Pattern.NN.withPsk(0).withPsk(1));
  }

  @Test
  void aHandshakeMessageHasAtMost65535Bytes() {
    int room = CipherState.MAX_MESSAGE_LENGTH - AgreementKey.LENGTH;
    byte[] longest = initiator(Pattern.NN).write(new byte[room]);
    assertEquals(CipherState.MAX_MESSAGE_LENGTH, longest.length);
    assertEquals(room, responder(Pattern.NN).read(longest).orElseThrow().length);
    Handshake initiator = initiator(Pattern.NN);
    assertThrows(IllegalArgumentException.class, () -> initiator.write(new byte[room + 1]));
    assertDead(initiator);
    byte[] tooLong = Arrays.copyOf(longest, longest.length + 1);
    assertTrue(responder(Pattern.NN).read(tooLong).isEmpty());
  }

  private record Step(Handshake reader, byte[] message) {}

  /** Runs a new handshake up to its message of this number, which is written and not yet read. */
  private Step upTo(Pattern pattern, int number) {
    Handshake initiator = initiator(pattern);
    Handshake responder = responder(pattern);
    for (int i = 0; ; i++) {
      Handshake writer = i % 2 == 0 ? initiator : responder;
      Handshake reader = i % 2 == 0 ? responder : initiator;
      byte[] message = writer.write(new byte[] {1, 2});
      if (i == number) {
        return new Step(reader, message);
      }
      reader.read(message).orElseThrow();
    }
  }

  private void run(Handshake initiator, Handshake responder) {
    while (!initiator.isComplete() || !responder.isComplete()) {
      Handshake writer = initiator.isWriting() ? initiator : responder;
      Handshake reader = initiator.isWriting() ? responder : initiator;
      reader.read(writer.write(NONE)).orElseThrow();
    }
  }

  private Handshake initiator(Pattern pattern) {
    return handshake(pattern, Role.INITIATOR, initiatorStatic, responderStatic);
  }

  private Handshake responder(Pattern pattern) {
    return handshake(pattern, Role.RESPONDER, responderStatic, initiatorStatic);
  }

  private Handshake handshake(Pattern pattern, Role role, AgreementKey own, AgreementKey remote) {
    Role other = role == Role.INITIATOR ? Role.RESPONDER : Role.INITIATOR;
    Keys keys = Keys.of(key());
    keys = pattern.hasStatic(role) ? keys.withStatic(own) : keys;
    keys = pattern.knownBeforehand(other) ? keys.withRemoteStatic(remote.publicKey()) : keys;
    keys = pattern.usesPsk() ? keys.withPsk(psk) : keys;
    return new Handshake(pattern, role, PROLOGUE, keys);
  }

  private static void assertRefused(Pattern pattern, Keys keys) {
    assertThrows(
        IllegalArgumentException.class, () -> new Handshake(pattern, Role.INITIATOR, NONE, keys));
  }

  private static void assertDead(Handshake handshake) {
    assertFalse(handshake.isComplete());
    assertFalse(handshake.isWriting());
    assertThrows(IllegalStateException.class, () -> handshake.read(NONE));
    assertThrows(IllegalStateException.class, () -> handshake.write(NONE));
    assertThrows(IllegalStateException.class, handshake::split);
  }

  private AgreementKey key() {
    return AgreementKey.generate(this::bytes);
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
