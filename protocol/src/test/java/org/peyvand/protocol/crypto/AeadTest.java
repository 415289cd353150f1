package org.peyvand.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.VectorFiles;

class AeadTest {
  private static final Random RANDOM = new Random(38);

  @Test
  void wycheproofSealingsAreReproducedAndForgeriesRefused() throws Exception {
    int checked = 0;
    for (VectorFiles.WycheproofCase vector : VectorFiles.wycheproof("aes_gcm_test.json")) {
      if (vector.group().number("keySize") == 256 && vector.group().number("ivSize") == 96) {
        assertEquals(128, vector.group().number("tagSize"));
        check(vector);
        checked++;
      }
    }
    assertTrue(checked > 50, "found only " + checked);
  }

  private static void check(VectorFiles.WycheproofCase vector) {
    VectorFiles.Entry test = vector.test();
    byte[] sealed = join(test.bytes("ct"), test.bytes("tag"));
    Optional<byte[]> opened =
        Aead.open(test.bytes("key"), test.bytes("iv"), test.bytes("aad"), sealed);
    assertEquals(vector.isValid(), opened.isPresent(), vector.toString());
    if (vector.isValid()) {
      assertArrayEquals(test.bytes("msg"), opened.get(), vector.toString());
      assertArrayEquals(
          sealed,
          Aead.seal(test.bytes("key"), test.bytes("iv"), test.bytes("aad"), test.bytes("msg")),
          vector.toString());
    }
  }

  @Test
  void sealingTheSameAgainGivesTheSameBytes() {
    byte[] key = random(32);
    byte[] nonce = random(12);
    byte[] first = Aead.seal(key, nonce, new byte[] {1}, new byte[] {2, 3});
    assertArrayEquals(first, Aead.seal(key, nonce, new byte[] {1}, new byte[] {2, 3}));
    assertArrayEquals(first, Aead.seal(key, nonce, new byte[] {1}, new byte[] {2, 3}));
  }

  @Test
  void whatWasSealedOpensAtEveryLength() {
    for (int length = 0; length < 300; length += 1 + length / 10) {
      byte[] key = random(32);
      byte[] nonce = random(12);
      byte[] plaintext = random(length);
      byte[] sealed = Aead.seal(key, nonce, random(0), plaintext);
      assertEquals(length + Aead.TAG_LENGTH, sealed.length);
      assertArrayEquals(plaintext, Aead.open(key, nonce, random(0), sealed).orElseThrow());
    }
  }

  @Test
  void anyChangeIsRefused() {
    byte[] key = random(32);
    byte[] nonce = random(12);
    byte[] aad = random(5);
    byte[] sealed = Aead.seal(key, nonce, aad, random(20));
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      assertTrue(Aead.open(key, nonce, aad, flipped(sealed, bit)).isEmpty());
    }
    assertTrue(Aead.open(flipped(key, 255), nonce, aad, sealed).isEmpty());
    assertTrue(Aead.open(key, flipped(nonce, 95), aad, sealed).isEmpty());
    assertTrue(Aead.open(key, nonce, flipped(aad, 0), sealed).isEmpty());
    assertTrue(Aead.open(key, nonce, aad, sealed).isPresent());
  }

  @Test
  void whatIsShorterThanATagIsRefused() {
    byte[] key = random(32);
    byte[] nonce = random(12);
    byte[] sealed = Aead.seal(key, nonce, random(0), random(3));
    for (int length = 0; length < sealed.length; length++) {
      assertTrue(Aead.open(key, nonce, random(0), Arrays.copyOf(sealed, length)).isEmpty());
    }
  }

  @Test
  void keysAndNoncesOfOtherLengthsAreOurOwnMistake() {
    byte[] none = {};
    for (int off : new int[] {-1, 1}) {
      byte[] key = random(32 + off);
      byte[] nonce = random(12 + off);
      assertThrows(IllegalArgumentException.class, () -> Aead.seal(key, random(12), none, none));
      assertThrows(IllegalArgumentException.class, () -> Aead.open(key, random(12), none, none));
      assertThrows(IllegalArgumentException.class, () -> Aead.seal(random(32), nonce, none, none));
      assertThrows(IllegalArgumentException.class, () -> Aead.open(random(32), nonce, none, none));
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return changed;
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
