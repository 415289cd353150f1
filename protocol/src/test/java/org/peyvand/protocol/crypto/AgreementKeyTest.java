package org.peyvand.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.protocol.VectorFiles.hex;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.peyvand.protocol.VectorFiles;

class AgreementKeyTest {
  private static final Random RANDOM = new Random(7748);

  /** RFC 7748, section 5.2. */
  @ParameterizedTest
  @CsvSource({
    "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4,"
        + "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c,"
        + "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
    "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d,"
        + "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493,"
        + "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957",
  })
  void rfc7748ExamplesAreReproduced(String scalar, String u, String shared) {
    assertArrayEquals(hex(shared), agree(hex(scalar), hex(u)).orElseThrow());
  }

  /** RFC 7748, section 5.2: the iterated function, after 1 and after 1,000 rounds. */
  @Test
  void rfc7748IterationIsReproduced() {
    byte[] k = new byte[32];
    k[0] = 9;
    byte[] u = k;
    for (int round = 1; round <= 1000; round++) {
      byte[] next = agree(k, u).orElseThrow();
      u = k;
      k = next;
      if (round == 1) {
        assertEquals(
            "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079",
            HexFormat.of().formatHex(k));
      }
    }
    assertEquals(
        "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51",
        HexFormat.of().formatHex(k));
  }

  @Test
  void wycheproofSecretsAreReproducedAndZeroOnesRefused() throws Exception {
    for (VectorFiles.WycheproofCase vector : VectorFiles.wycheproof("x25519_test.json")) {
      byte[] publicKey = vector.test().bytes("public");
      Optional<byte[]> shared = agree(vector.test().bytes("private"), publicKey);
      boolean zero = vector.test().texts("flags").contains("ZeroSharedSecret");
      assertEquals(!zero, shared.isPresent(), vector.toString());
      assertEquals(!zero, AgreementKey.accepts(publicKey), vector.toString());
      if (!zero) {
        assertArrayEquals(vector.test().bytes("shared"), shared.get(), vector.toString());
      }
    }
  }

  @Test
  void bothSidesAgree() {
    AgreementKey one = AgreementKey.generate(AgreementKeyTest::random);
    AgreementKey other = AgreementKey.generate(AgreementKeyTest::random);
    assertEquals(one.agree(other.publicKey()), other.agree(one.publicKey()));
    assertTrue(AgreementKey.accepts(one.publicKey()));
  }

  /** The points of small order that a u-coordinate below 2^255 can name, canonical or not. */
  private static List<String> smallOrder() {
    return List.of(
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000080");
  }

  @ParameterizedTest
  @MethodSource("smallOrder")
  void aPublicKeyOfSmallOrderIsRefused(String publicKey) {
    assertFalse(AgreementKey.accepts(hex(publicKey)));
    AgreementKey key = AgreementKey.generate(AgreementKeyTest::random);
    assertTrue(key.agree(hex(publicKey)).isEmpty());
  }

  /** The neighbours of those points, and some keys at random, with the top bit and without. */
  @Test
  void aPublicKeyIsAcceptedIfAgreementWithItWorks() {
    AgreementKey key = AgreementKey.generate(AgreementKeyTest::random);
    List<byte[]> asked = new ArrayList<>();
    for (String point : smallOrder()) {
      byte[] near = hex(point);
      for (int i = 0; i < near.length * Byte.SIZE; i++) {
        byte[] flipped = near.clone();
        flipped[i / Byte.SIZE] ^= (byte) (1 << i % Byte.SIZE);
        asked.add(flipped);
      }
    }
    for (int i = 0; i < 100; i++) {
      asked.add(random(AgreementKey.LENGTH));
    }
    for (byte[] publicKey : asked) {
      String shown = HexFormat.of().formatHex(publicKey);
      assertEquals(key.agree(publicKey).isPresent(), AgreementKey.accepts(publicKey), shown);
    }
  }

  @Test
  void aPublicKeyOfAnotherLengthIsRefused() {
    AgreementKey key = AgreementKey.generate(AgreementKeyTest::random);
    for (int length : new int[] {0, 31, 33, 64}) {
      assertTrue(key.agree(random(length)).isEmpty());
      assertFalse(AgreementKey.accepts(random(length)));
    }
  }

  @Test
  void aSeedMustHaveThirtyTwoBytes() {
    for (int length : new int[] {0, 31, 33}) {
      SecretBytes seed = SecretBytes.own(new byte[length]);
      assertThrows(IllegalArgumentException.class, () -> AgreementKey.of(seed));
    }
  }

  private static Optional<byte[]> agree(byte[] scalar, byte[] u) {
    return AgreementKey.of(SecretBytes.copyOf(scalar)).agree(u).map(SecretBytes::expose);
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
