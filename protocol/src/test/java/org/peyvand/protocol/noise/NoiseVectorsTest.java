package org.peyvand.protocol.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.protocol.VectorFiles.hex;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.VectorFiles;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.SecretBytes;

class NoiseVectorsTest {
  private static final java.util.regex.Pattern NAME =
      java.util.regex.Pattern.compile("Noise_([NKXI]+)(?:psk([0-3]))?_25519_AESGCM_SHA256");
  private static final Map<String, Pattern> PATTERNS = patterns();

  /** Noise_KK_25519_AESGCM_SHA256 as published with the cacophony implementation. */
  @Test
  void thePublishedKkExampleIsReproduced() {
    String prologue = "4a6f686e2047616c74";
    VectorFiles.Entry vector =
        new VectorFiles.Entry(
            Map.ofEntries(
                Map.entry("protocol_name", "Noise_KK_25519_AESGCM_SHA256"),
                Map.entry("init_prologue", prologue),
                Map.entry("resp_prologue", prologue),
                Map.entry(
                    "init_static",
                    "e61ef9919cde45dd5f82166404bd08e38bceb5dfdfded0a34c8df7ed542214d1"),
                Map.entry(
                    "init_ephemeral",
                    "893e28b9dc6ca8d611ab664754b8ceb7bac5117349a4439a6b0569da977c464a"),
                Map.entry(
                    "init_remote_static",
                    "31e0303fd6418d2f8c0e78b91f22e8caed0fbe48656dcf4767e4834f701b8f62"),
                Map.entry(
                    "resp_static",
                    "4a3acbfdb163dec651dfa3194dece676d437029c62a408b4c5ea9114246e4893"),
                Map.entry(
                    "resp_ephemeral",
                    "bbdb4cdbd309f1a1f2e1456967fe288cadd6f712d65dc7b7793d5e63da6b375b"),
                Map.entry(
                    "resp_remote_static",
                    "6bc3822a2aa7f4e6981d6538692b3cdf3e6df9eea6ed269eb41d93c22757b75a"),
                Map.entry(
                    "handshake_hash",
                    "c03693acd830588fac76dd414c9e100e8c601d27511de855100239f7705fa3f2"),
                Map.entry("messages", kkMessages())));
    replay(vector);
  }

  private static List<Map<String, Object>> kkMessages() {
    return List.of(
        message(
            "4c756477696720766f6e204d69736573",
            "ca35def5ae56cec33dc2036731ab14896bc4c75dbb07a61f879f8e3afa4c7944"
                + "8564738a841228e693caeec4c497a8bd562231c3e51a1f03c4fd45dfe3a67870"),
        message(
            "4d757272617920526f746862617264",
            "95ebc60d2b1fa672c1f46a8aa265ef51bfe38e7ccb39ec5be34069f144808843"
                + "b94504c4d83506f5dd2568b68490eba8ed6f9cf2cca194a273c56d7ae3c558"),
        message("462e20412e20486179656b", "6a5c10a201d4e3a08f79f64949e55731f774913a4d949bda3fcebf"),
        message("4361726c204d656e676572", "4e8a1bf06926fdd74e2f516e2b0c11cc1dc3387fadeb75389d4342"),
        message(
            "4a65616e2d426170746973746520536179",
            "c1df7194ca8ea51d4dd99059bc9b90288112d47237d8481f1773fb26a31629a05c"),
        message(
            "457567656e2042f6686d20766f6e2042617765726b",
            "3edba4feaf590ee88dd8f5fba51db4bee651cf41afd410fe476c524ac9b1db24252fc55ff8"));
  }

  @Test
  void allPublishedHandshakesAreReproduced() throws Exception {
    int replayed = 0;
    for (Path file : VectorFiles.in("noise")) {
      for (VectorFiles.Entry vector : VectorFiles.read(file).entries("vectors")) {
        replay(vector);
        replayed++;
      }
    }
    assertTrue(replayed > 0, "expected handshakes among the vectors, found none");
  }

  private static void replay(VectorFiles.Entry vector) {
    Handshake initiator = handshake(vector, Role.INITIATOR, "init_");
    Handshake responder = handshake(vector, Role.RESPONDER, "resp_");
    List<VectorFiles.Entry> messages = vector.entries("messages");
    String what = vector.text("protocol_name");
    int next = 0;
    for (; !initiator.isComplete(); next++) {
      Handshake writer = next % 2 == 0 ? initiator : responder;
      Handshake reader = next % 2 == 0 ? responder : initiator;
      byte[] payload = messages.get(next).bytes("payload");
      byte[] message = writer.write(payload);
      assertArrayEquals(messages.get(next).bytes("ciphertext"), message, what + " " + next);
      assertArrayEquals(payload, reader.read(message).orElseThrow(), what + " " + next);
    }
    assertTrue(responder.isComplete());
    assertArrayEquals(initiator.hash(), responder.hash(), what);
    if (vector.has("handshake_hash")) {
      assertArrayEquals(vector.bytes("handshake_hash"), initiator.hash(), what);
    }
    assertTrue(next < messages.size(), "expected transport messages in " + what);
    replayTransport(initiator.split(), responder.split(), messages, next);
  }

  private static void replayTransport(
      Handshake.Channel initiator,
      Handshake.Channel responder,
      List<VectorFiles.Entry> messages,
      int first) {
    for (int i = first; i < messages.size(); i++) {
      Handshake.Channel writer = i % 2 == 0 ? initiator : responder;
      Handshake.Channel reader = i % 2 == 0 ? responder : initiator;
      byte[] payload = messages.get(i).bytes("payload");
      byte[] message = writer.sending().seal(payload);
      assertArrayEquals(messages.get(i).bytes("ciphertext"), message, "message " + i);
      assertArrayEquals(payload, reader.receiving().open(message).orElseThrow());
    }
  }

  private static Handshake handshake(VectorFiles.Entry vector, Role role, String prefix) {
    Matcher name = NAME.matcher(vector.text("protocol_name"));
    assertTrue(name.matches(), vector.text("protocol_name"));
    Pattern pattern = PATTERNS.get(name.group(1));
    if (name.group(2) != null) {
      pattern = pattern.withPsk(Integer.parseInt(name.group(2)));
    }
    assertEquals(vector.text("protocol_name"), pattern.protocolName());
    Keys keys = Keys.of(key(vector.bytes(prefix + "ephemeral")));
    if (vector.has(prefix + "static")) {
      keys = keys.withStatic(key(vector.bytes(prefix + "static")));
    }
    if (vector.has(prefix + "remote_static")) {
      keys = keys.withRemoteStatic(vector.bytes(prefix + "remote_static"));
    }
    if (vector.has(prefix + "psks") && !vector.texts(prefix + "psks").isEmpty()) {
      assertEquals(1, vector.texts(prefix + "psks").size());
      keys = keys.withPsk(SecretBytes.own(hex(vector.texts(prefix + "psks").get(0))));
    }
    return new Handshake(pattern, role, vector.bytes(prefix + "prologue"), keys);
  }

  private static AgreementKey key(byte[] seed) {
    return AgreementKey.of(SecretBytes.own(seed));
  }

  private static Map<String, Object> message(String payload, String ciphertext) {
    return Map.of("payload", payload, "ciphertext", ciphertext);
  }

  private static Map<String, Pattern> patterns() {
    Map<String, Pattern> patterns = new LinkedHashMap<>();
    for (Pattern pattern : HandshakeTest.PATTERNS) {
      patterns.put(pattern.name(), pattern);
    }
    return patterns;
  }
}
