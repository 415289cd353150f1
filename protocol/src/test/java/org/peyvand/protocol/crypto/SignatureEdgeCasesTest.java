package org.peyvand.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/**
 * The cases on which Ed25519 implementations differ, after Chalkias, Garillot and Nikolaenko,
 * "Taming the many EdDSAs" (2020). In each the verification equation itself holds.
 */
class SignatureEdgeCasesTest {
  private static final BigInteger SECRET = new BigInteger("123456789012345678901234567890");
  private static final BigInteger NONCE = new BigInteger("987654321098765432109876543210");
  private static final BigInteger EIGHT = BigInteger.valueOf(8);

  @Test
  void theMakerOfTheseCasesMakesValidSignaturesToo() {
    Edwards key = Edwards.BASE.times(SECRET);
    byte[] r = Edwards.BASE.times(NONCE).encode();
    assertTrue(Signatures.verify(key.encode(), message(0), sign(r, key.encode(), message(0))));
    assertEquals(Edwards.NEUTRAL, Edwards.BASE.times(Edwards.L));
    assertEquals(Edwards.NEUTRAL, Edwards.ORDER_8.times(EIGHT));
    assertEquals(14, smallOrderEncodings().size());
  }

  @Test
  void aKeyOfSmallOrderIsRefused() {
    for (byte[] key : smallOrderEncodings()) {
      assertTrue(VerifyingKey.of(key).isEmpty());
      byte[] r = Edwards.BASE.times(NONCE).encode();
      byte[] signature = join(r, Edwards.littleEndian(NONCE));
      for (int i = 0; i < 16; i++) {
        assertFalse(Signatures.verify(key, message(i), signature));
      }
    }
  }

  @Test
  void aSignatureWithRofSmallOrderIsRefused() {
    byte[] key = Edwards.BASE.times(SECRET).encode();
    for (byte[] r : smallOrderEncodings()) {
      for (int i = 0; i < 16; i++) {
        BigInteger s = Edwards.challenge(r, key, message(i)).multiply(SECRET).mod(Edwards.L);
        assertFalse(Signatures.verify(key, message(i), join(r, Edwards.littleEndian(s))));
      }
    }
  }

  @Test
  void aKeyWithASmallOrderPartIsRefused() {
    for (int order = 1; order < 8; order++) {
      Edwards torsion = Edwards.ORDER_8.times(BigInteger.valueOf(order));
      byte[] key = Edwards.BASE.times(SECRET).plus(torsion).encode();
      assertTrue(VerifyingKey.of(key).isEmpty());
      byte[] r = Edwards.BASE.times(NONCE).encode();
      for (int i = 0; i < 16; i++) {
        assertFalse(Signatures.verify(key, message(i), sign(r, key, message(i))));
      }
    }
  }

  @Test
  void aSignatureWhoseRHasASmallOrderPartIsRefusedEvenWhereTheLibraryTakesIt() {
    byte[] key = Edwards.BASE.times(SECRET).encode();
    int takenByTheLibrary = 0;
    for (int order = 1; order < 8; order++) {
      Edwards torsion = Edwards.ORDER_8.times(BigInteger.valueOf(order));
      byte[] r = Edwards.BASE.times(NONCE).plus(torsion).encode();
      for (int i = 0; i < 32; i++) {
        byte[] signature = sign(r, key, message(i));
        assertFalse(Signatures.verify(key, message(i), signature));
        byte[] message = message(i);
        if (Ed25519.verify(signature, 0, key, 0, message, 0, message.length)) {
          takenByTheLibrary++;
        }
      }
    }
    assertTrue(takenByTheLibrary > 0, "the library has become strict: our own check of R may go");
  }

  @Test
  void aKeyThatIsNotCanonicallyEncodedIsRefused() {
    for (int above = 0; above < 19; above++) {
      BigInteger y = Edwards.P.add(BigInteger.valueOf(above));
      assertTrue(VerifyingKey.of(Edwards.encode(y, false)).isEmpty());
      assertTrue(VerifyingKey.of(Edwards.encode(y, true)).isEmpty());
    }
  }

  @Test
  void aSignatureWhoseRIsNotCanonicallyEncodedIsRefused() {
    byte[] key = Edwards.BASE.times(SECRET).encode();
    for (int above = 0; above < 19; above++) {
      byte[] r = Edwards.encode(Edwards.P.add(BigInteger.valueOf(above)), above % 2 == 1);
      BigInteger s = Edwards.challenge(r, key, message(0)).multiply(SECRET).mod(Edwards.L);
      assertFalse(Signatures.verify(key, message(0), join(r, Edwards.littleEndian(s))));
    }
  }

  @Test
  void aSignatureWhoseSIsNotBelowTheOrderIsRefused() {
    byte[] key = Edwards.BASE.times(SECRET).encode();
    byte[] r = Edwards.BASE.times(NONCE).encode();
    BigInteger s = scalar(r, key, message(0));
    assertTrue(Signatures.verify(key, message(0), join(r, Edwards.littleEndian(s))));
    for (BigInteger high = s.add(Edwards.L); high.bitLength() <= 256; high = high.add(Edwards.L)) {
      assertFalse(Signatures.verify(key, message(0), join(r, Edwards.littleEndian(high))));
    }
  }

  private static byte[] sign(byte[] r, byte[] key, byte[] message) {
    return join(r, Edwards.littleEndian(scalar(r, key, message)));
  }

  private static BigInteger scalar(byte[] r, byte[] key, byte[] message) {
    return Edwards.challenge(r, key, message).multiply(SECRET).add(NONCE).mod(Edwards.L);
  }

  /** All encodings of the eight points of small order, canonical or not. */
  private static List<byte[]> smallOrderEncodings() {
    List<byte[]> encodings = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Edwards point = Edwards.ORDER_8.times(BigInteger.valueOf(i));
      boolean sign = point.x().testBit(0);
      encodings.add(point.encode());
      if (point.x().signum() == 0) {
        encodings.add(Edwards.encode(point.y(), true));
      }
      BigInteger high = point.y().add(Edwards.P);
      if (high.bitLength() <= 255) {
        encodings.add(Edwards.encode(high, sign));
        if (point.x().signum() == 0) {
          encodings.add(Edwards.encode(high, true));
        }
      }
    }
    return encodings;
  }

  private static byte[] message(int number) {
    return ("message " + number).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[] r, byte[] s) {
    byte[] signature = Arrays.copyOf(r, 64);
    System.arraycopy(s, 0, signature, 32, 32);
    return signature;
  }
}
