package org.peyvand.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.peyvand.protocol.VectorFiles.hex;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peyvand.protocol.VectorFiles;

class HkdfTest {
  /** RFC 5869, appendices A.1, A.2 and A.3. */
  @ParameterizedTest
  @CsvSource({
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b,"
        + "000102030405060708090a0b0c,"
        + "f0f1f2f3f4f5f6f7f8f9,"
        + "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5,"
        + "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627"
        + "28292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f,"
        + "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f8081828384858687"
        + "88898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf,"
        + "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7"
        + "d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff,"
        + "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244,"
        + "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac78272"
        + "71cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f"
        + "1d87",
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b,"
        + "'','',"
        + "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04,"
        + "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
  })
  void rfc5869ExamplesAreReproduced(String ikm, String salt, String info, String prk, String okm) {
    SecretBytes extracted = Hkdf.extract(hex(salt), hex(ikm));
    assertArrayEquals(hex(prk), extracted.expose());
    assertArrayEquals(hex(okm), Hkdf.expand(extracted, hex(info), okm.length() / 2));
  }

  @Test
  void wycheproofKeysAreReproduced() throws Exception {
    for (VectorFiles.WycheproofCase vector : VectorFiles.wycheproof("hkdf_sha256_test.json")) {
      SecretBytes prk = Hkdf.extract(vector.test().bytes("salt"), vector.test().bytes("ikm"));
      byte[] info = vector.test().bytes("info");
      int size = vector.test().number("size");
      if (vector.isValid()) {
        byte[] okm = vector.test().bytes("okm");
        assertArrayEquals(okm, Hkdf.expand(prk, info, size), vector.toString());
      } else {
        assertThrows(IllegalArgumentException.class, () -> Hkdf.expand(prk, info, size));
      }
    }
  }

  /** Extraction is HMAC-SHA256 keyed with the salt. */
  @Test
  void wycheproofMacsAreReproduced() throws Exception {
    for (VectorFiles.WycheproofCase vector : VectorFiles.wycheproof("hmac_sha256_test.json")) {
      byte[] mac = Hkdf.extract(vector.test().bytes("key"), vector.test().bytes("msg")).expose();
      byte[] tag = vector.test().bytes("tag");
      boolean same = Arrays.equals(tag, Arrays.copyOf(mac, tag.length));
      assertEquals(vector.isValid(), same, vector.toString());
    }
  }

  @Test
  void aShorterOutputIsThePrefixOfALongerOne() {
    SecretBytes prk = Hkdf.extract(new byte[0], new byte[] {1});
    byte[] longest = Hkdf.expand(prk, new byte[] {2}, Hkdf.MAX_LENGTH);
    for (int length : new int[] {0, 1, 31, 32, 33, 64, 65, Hkdf.MAX_LENGTH - 1}) {
      byte[] shorter = Hkdf.expand(prk, new byte[] {2}, length);
      assertArrayEquals(Arrays.copyOf(longest, length), shorter);
    }
  }

  @Test
  void lengthsOutOfBoundsAreOurOwnMistake() {
    SecretBytes prk = SecretBytes.own(new byte[32]);
    byte[] info = {};
    assertThrows(IllegalArgumentException.class, () -> Hkdf.expand(prk, info, -1));
    assertThrows(IllegalArgumentException.class, () -> Hkdf.expand(prk, info, Hkdf.MAX_LENGTH + 1));
    SecretBytes shortPrk = SecretBytes.own(new byte[31]);
    assertThrows(IllegalArgumentException.class, () -> Hkdf.expand(shortPrk, info, 32));
  }

  @Test
  void theInfoSeparatesKeys() {
    SecretBytes prk = SecretBytes.own(new byte[32]);
    assertFalse(
        Arrays.equals(Hkdf.expand(prk, new byte[] {1}, 32), Hkdf.expand(prk, new byte[] {2}, 32)));
  }
}
