package org.peyvand.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.protocol.VectorFiles.hex;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peyvand.protocol.VectorFiles;

class SignaturesTest {
  private static final Random RANDOM = new Random(8032);
  private static final Entropy SEEDED = SignaturesTest::random;

  /** RFC 8032, section 7.1: tests 1, 2, 3 and SHA(abc). */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,"
        + "'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,"
        + "72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,"
        + "af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42,"
        + "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
        + "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f,"
        + "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
  })
  void rfc8032ExamplesAreReproduced(
      String seed, String publicKey, String message, String signature) {
    SigningKey key = SigningKey.of(SecretBytes.own(hex(seed)));
    assertArrayEquals(hex(publicKey), key.publicKey());
    assertArrayEquals(hex(signature), key.sign(hex(message)));
    assertTrue(Signatures.verify(hex(publicKey), hex(message), hex(signature)));
  }

  @Test
  void wycheproofVerdictsAreReproduced() throws Exception {
    for (VectorFiles.WycheproofCase vector : VectorFiles.wycheproof("ed25519_test.json")) {
      boolean verdict =
          Signatures.verify(
              vector.group().entry("publicKey").bytes("pk"),
              vector.test().bytes("msg"),
              vector.test().bytes("sig"));
      assertEquals(vector.isValid(), verdict, vector.toString());
    }
  }

  @Test
  void everySingleBitMatters() {
    SigningKey key = SigningKey.generate(SEEDED);
    byte[] message = random(40);
    byte[] signature = key.sign(message);
    assertTrue(Signatures.verify(key.publicKey(), message, signature));
    for (int bit = 0; bit < 512; bit++) {
      assertFalse(Signatures.verify(key.publicKey(), message, flipped(signature, bit)));
      assertFalse(Signatures.verify(key.publicKey(), flipped(message, bit % 320), signature));
      assertFalse(Signatures.verify(flipped(key.publicKey(), bit % 256), message, signature));
    }
  }

  @Test
  void wrongLengthsAreRefusedAndDoNotThrow() {
    SigningKey key = SigningKey.generate(SEEDED);
    byte[] message = random(10);
    byte[] signature = key.sign(message);
    for (int length = 0; length <= 130; length++) {
      if (length != Signatures.LENGTH) {
        byte[] cut = Arrays.copyOf(signature, length);
        assertFalse(Signatures.verify(key.publicKey(), message, cut), "signature of " + length);
      }
      if (length != Signatures.PUBLIC_KEY_LENGTH) {
        byte[] cut = Arrays.copyOf(key.publicKey(), length);
        assertFalse(Signatures.verify(cut, message, signature), "key of " + length);
      }
    }
  }

  @Test
  void randomBytesAreRefusedAndDoNotThrow() {
    for (int i = 0; i < 500; i++) {
      assertFalse(Signatures.verify(random(32), random(i % 70), random(64)));
    }
  }

  @Test
  void aSeedMustHaveThirtyTwoBytes() {
    for (int length : new int[] {0, 31, 33}) {
      SecretBytes seed = SecretBytes.own(new byte[length]);
      assertThrows(IllegalArgumentException.class, () -> SigningKey.of(seed));
    }
  }

  @Test
  void aDestroyedKeyDoesNotSign() {
    SigningKey key = SigningKey.generate(SEEDED);
    key.seed().destroy();
    assertThrows(IllegalStateException.class, () -> key.sign(random(1)));
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return changed;
  }
}
