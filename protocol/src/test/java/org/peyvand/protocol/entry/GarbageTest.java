package org.peyvand.protocol.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;

/** Bytes from anybody: the codecs answer, quickly, and never with two readings of one entry. */
class GarbageTest {
  private static final int INPUTS = 200_000;
  private static final int MUTATIONS = 40_000;

  @Test
  void garbageIsAnsweredQuickly() {
    for (long seed = 1; seed <= 2; seed++) {
      Random random = new Random(seed);
      assertTimeout(
          Duration.ofSeconds(30),
          () -> {
            for (int i = 0; i < INPUTS / 2; i++) {
              decodeGarbage(random);
            }
          },
          "seed " + seed);
    }
  }

  private static void decodeGarbage(Random random) {
    byte[] garbage = new byte[random.nextInt(400)];
    random.nextBytes(garbage);
    if (random.nextBoolean() && garbage.length > 2) {
      garbage[0] = 8;
      garbage[1] = 1;
    }
    EntryCodec.decode(Bytes.own(garbage), Bytes.EMPTY).asOptional().ifPresent(GarbageTest::check);
    BodyCodec.decode(garbage)
        .asOptional()
        .ifPresent(b -> assertEquals(Bytes.own(garbage), Bytes.own(BodyCodec.encode(b))));
  }

  /** A good entry says exactly its bytes. */
  private static void check(Entry entry) {
    assertEquals(entry.headerBytes(), EntryCodec.headerBytes(entry.header()));
    assertEquals(EntryCodec.make(entry.header(), entry.sealedBody()).id(), entry.id());
  }

  @Test
  void noMutationOfAnEntryKeepsItsId() {
    Random random = new Random(21);
    List<Header> headers = Samples.headers();
    Map<EntryId, Bytes> seen = new HashMap<>();
    int good = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Bytes header = EntryCodec.headerBytes(headers.get(random.nextInt(headers.size())));
      Bytes body = Samples.bytes(40);
      Bytes changedHeader = random.nextBoolean() ? mutated(header, random) : header;
      Bytes changedBody = random.nextInt(4) == 0 ? mutated(body, random) : body;
      Optional<Entry> entry = EntryCodec.decode(changedHeader, changedBody).asOptional();
      if (entry.isPresent()) {
        good++;
        check(entry.get());
        Bytes bytes = changedHeader.concat(changedBody);
        Bytes before = seen.putIfAbsent(entry.get().id(), bytes);
        assertTrue(before == null || before.equals(bytes), "two entries of one id, mutation " + i);
      }
    }
    assertTrue(good > MUTATIONS / 4 && good < MUTATIONS, "found " + good);
  }

  @Test
  void noMutationOfABodyReadsAsOtherBytes() {
    Random random = new Random(22);
    List<Act> acts = Samples.acts();
    for (int i = 0; i < MUTATIONS; i++) {
      Body body = new Body(random.nextLong(), acts.get(random.nextInt(acts.size())));
      Bytes changed = mutated(Bytes.own(BodyCodec.encode(body)), random);
      BodyCodec.decode(changed.view())
          .asOptional()
          .ifPresent(b -> assertEquals(changed, Bytes.own(BodyCodec.encode(b))));
    }
  }

  /** One to three bytes flipped, put in, taken out, or the end cut off. */
  private static Bytes mutated(Bytes bytes, Random random) {
    byte[] changed = bytes.toArray();
    for (int n = random.nextInt(3); n >= 0 && changed.length > 0; n--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(4)) {
        case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> changed = spliced(changed, at, at, new byte[] {(byte) random.nextInt()});
        case 2 -> changed = spliced(changed, at, at + 1, new byte[0]);
        default -> changed = Arrays.copyOf(changed, at);
      }
    }
    return Bytes.own(changed);
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
    return Bytes.copyOf(Arrays.copyOf(bytes, from))
        .concat(Bytes.copyOf(with))
        .concat(Bytes.copyOf(Arrays.copyOfRange(bytes, to, bytes.length)))
        .toArray();
  }
}
