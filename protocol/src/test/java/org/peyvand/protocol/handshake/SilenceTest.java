package org.peyvand.protocol.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.id.Bytes;

/** What a listener does must not tell why it is silent, nor what it is. */
class SilenceTest {
  private static final Candidate EPOCH = Peer.epoch(3);
  private static final int HANDSHAKES = 300;

  @Test
  void allCausesAreReadEquallyLongAndGetNoByte() {
    for (long seed = 0; seed < 40; seed++) {
      Set<List<Object>> seen = new HashSet<>();
      for (Map.Entry<String, Bytes> cause : causes(seed).entrySet()) {
        seen.add(behaviour(cause.getValue(), seed));
      }
      assertEquals(1, seen.size(), "seed " + seed + ": " + seen);
    }
  }

  @Test
  void patienceIsDrawnFromItsWholeRange() {
    int longest = 0;
    int shortest = Integer.MAX_VALUE;
    Set<Integer> seconds = new HashSet<>();
    for (long seed = 0; seed < 2_000; seed++) {
      Patience patience = Patience.draw(Peer.entropy(seed));
      longest = Math.max(longest, patience.bytes());
      shortest = Math.min(shortest, patience.bytes());
      seconds.add(patience.seconds());
    }
    assertTrue(shortest >= Patience.MIN_BYTES && shortest < Patience.MIN_BYTES + 1024);
    assertTrue(longest <= Patience.MAX_BYTES && longest > Patience.MAX_BYTES - 1024);
    assertEquals(Patience.MAX_SECONDS - Patience.MIN_SECONDS + 1, seconds.size());
    assertTrue(seconds.contains(5) && seconds.contains(60));
  }

  @Test
  void noByteOfAHandshakeIsConstantAndLengthsVary() {
    int shared = 250;
    int[][] ones = new int[3][shared * 8];
    List<Set<Integer>> lengths = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (int i = 0; i < HANDSHAKES; i++) {
      byte[][] messages = handshake(i);
      for (int m = 0; m < 3; m++) {
        lengths.get(m).add(messages[m].length);
        int common = Math.min(shared, shortest(m));
        for (int bit = 0; bit < common * 8; bit++) {
          ones[m][bit] += messages[m][bit / 8] >> bit % 8 & 1;
        }
      }
    }
    for (int m = 0; m < 3; m++) {
      assertTrue(lengths.get(m).size() > 60, "lengths of message " + (m + 1));
      for (int bit = 0; bit < Math.min(shared, shortest(m)) * 8; bit++) {
        // 300 fair throws lie within 90 and 210 except once in 10^12
        int found = ones[m][bit];
        assertTrue(found > 90 && found < 210, "message " + (m + 1) + ", bit " + bit + ": " + found);
      }
    }
  }

  @Test
  void bytesAreEvenlySpreadOverAHandshake() {
    long[] counts = new long[256];
    long total = 0;
    for (int i = 0; i < HANDSHAKES; i++) {
      for (byte[] message : handshake(i)) {
        total += message.length;
        for (byte value : message) {
          counts[value & 0xff]++;
        }
      }
    }
    double expected = total / 256.0;
    double chiSquared =
        Arrays.stream(counts).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    // 255 degrees of freedom: mean 255, deviation 22.6
    assertTrue(chiSquared < 255 + 6 * 22.6, "chi squared: " + chiSquared);
  }

  /** Bytes written, bytes read until it closes, seconds until it closes. */
  private static List<Object> behaviour(Bytes start, long seed) {
    Peer listener = listener();
    reply(listener, start, seed);
    Responder responder = listener.responder(seed);
    int written = 0;
    int read = 0;
    while (!responder.isSpent()) {
      byte[] piece = new byte[] {read < start.length() ? start.at(read) : (byte) read};
      read++;
      Progress progress = responder.on(piece);
      if (progress instanceof Progress.Reply || progress instanceof Progress.Done) {
        written++;
      }
    }
    assertFalse(responder.isAnswered());
    assertEquals(responder.patience().bytes(), read);
    return List.of(written, read, responder.patience().seconds());
  }

  /** Lets the listener see the message once, so that what follows is a replay if it was good. */
  private static void reply(Peer listener, Bytes start, long seed) {
    listener.responder(seed + 1_000).on(start.view());
  }

  private static Map<String, Bytes> causes(long seed) {
    Peer member = new Peer(1);
    Map<String, Bytes> causes = new LinkedHashMap<>();
    causes.put("garbage", Bytes.own(Peer.entropy(seed).bytes(500)));
    causes.put("nothing", Bytes.EMPTY);
    causes.put("web browser", Bytes.utf8("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"));
    causes.put("replay", member.initiator(EPOCH, 1, seed).first());
    causes.put("long replay", longReplay(member, seed));
    causes.put("wrong key", member.initiator(Peer.epoch(9), 1, seed).first());
    causes.put("removed member", new Peer(4).initiator(EPOCH, 1, seed).first());
    causes.put("cut", member.initiator(EPOCH, 1, seed).first().slice(0, 100));
    return causes;
  }

  private static Bytes longReplay(Peer member, long seed) {
    Bytes introduction = Bytes.own(Peer.filled(Messages.INTRODUCTION_LIMIT, 1));
    return member
        .initiator(new Initiator.Call(EPOCH, 1, Optional.empty(), introduction), seed)
        .first();
  }

  private static Peer listener() {
    Peer listener = new Peer(2).knows(new Peer(1));
    listener.candidates.add(EPOCH);
    return listener;
  }

  private static byte[][] handshake(int seed) {
    Peer caller = new Peer(1).knows(new Peer(2));
    Initiator initiator = caller.initiator(EPOCH, 1, 2L * seed);
    Responder responder = listener().responder(2L * seed + 1);
    Progress.Reply second =
        assertInstanceOf(Progress.Reply.class, responder.on(initiator.first().view()));
    Progress.Done third =
        assertInstanceOf(Progress.Done.class, initiator.on(second.bytes().view()));
    return new byte[][] {initiator.first().view(), second.bytes().view(), third.reply().view()};
  }

  /** The length of a message without padding. */
  private static int shortest(int message) {
    int noise = List.of(32 + 105 + 16, 32 + 48 + 32 + 16, 48 + 16).get(message);
    return Wrapping.HEAD_LENGTH + 2 + noise + 16;
  }
}
