package org.peyvand.protocol.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The curve of Ed25519 in plain affine arithmetic, slow and independent of the library, to make the
 * points and signatures that no honest signer makes.
 */
record Edwards(BigInteger x, BigInteger y) {
  static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  static final Edwards NEUTRAL = new Edwards(BigInteger.ZERO, BigInteger.ONE);

  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  private static final BigInteger ROOT_OF_MINUS_ONE =
      BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

  static final Edwards BASE =
      ofY(BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P));

  /** A point of order 8: the torsion part of the first point found that has one of full order. */
  static final Edwards ORDER_8 = orderEight();

  /** The point with even x, or null if there is none with this y. */
  static Edwards ofY(BigInteger y) {
    BigInteger y2 = y.multiply(y);
    BigInteger x2 =
        y2.subtract(BigInteger.ONE)
            .multiply(D.multiply(y2).add(BigInteger.ONE).modInverse(P))
            .mod(P);
    BigInteger x = x2.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!x.multiply(x).mod(P).equals(x2)) {
      x = x.multiply(ROOT_OF_MINUS_ONE).mod(P);
    }
    if (!x.multiply(x).mod(P).equals(x2)) {
      return null;
    }
    return new Edwards(x.testBit(0) ? P.subtract(x).mod(P) : x, y.mod(P));
  }

  Edwards plus(Edwards other) {
    BigInteger xx = x.multiply(other.x);
    BigInteger yy = y.multiply(other.y);
    BigInteger dxxyy = D.multiply(xx).multiply(yy);
    BigInteger crossed = x.multiply(other.y).add(y.multiply(other.x));
    return new Edwards(
        crossed.multiply(BigInteger.ONE.add(dxxyy).modInverse(P)).mod(P),
        yy.add(xx).multiply(BigInteger.ONE.subtract(dxxyy).modInverse(P)).mod(P));
  }

  Edwards times(BigInteger scalar) {
    Edwards sum = NEUTRAL;
    for (int i = scalar.bitLength() - 1; i >= 0; i--) {
      sum = sum.plus(sum);
      if (scalar.testBit(i)) {
        sum = sum.plus(this);
      }
    }
    return sum;
  }

  byte[] encode() {
    return encode(y, x.testBit(0));
  }

  /** Any y below 2^255, canonical or not, with a sign bit. */
  static byte[] encode(BigInteger y, boolean sign) {
    return littleEndian(sign ? y.setBit(255) : y);
  }

  static byte[] littleEndian(BigInteger number) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 256; i++) {
      if (number.testBit(i)) {
        bytes[i / 8] |= (byte) (1 << (i % 8));
      }
    }
    return bytes;
  }

  /** The k of RFC 8032, section 5.1.7: SHA-512(R, A, message) mod L. */
  static BigInteger challenge(byte[] r, byte[] a, byte[] message) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      digest.update(r);
      digest.update(a);
      byte[] hash = digest.digest(message);
      for (int i = 0; i < hash.length / 2; i++) {
        byte swapped = hash[i];
        hash[i] = hash[hash.length - 1 - i];
        hash[hash.length - 1 - i] = swapped;
      }
      return new BigInteger(1, hash).mod(L);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Edwards orderEight() {
    for (int y = 2; ; y++) {
      Edwards point = ofY(BigInteger.valueOf(y));
      if (point != null) {
        Edwards torsion = point.times(L);
        if (!torsion.times(BigInteger.valueOf(4)).equals(NEUTRAL)) {
          return torsion;
        }
      }
    }
  }
}
