package org.peyvand.protocol.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** An X25519 private key (RFC 7748). */
public final class AgreementKey {
  /** Bytes in a seed, a public key and an agreed secret. */
  public static final int LENGTH = 32;

  private static final byte TOP_BIT_IGNORED = 0x7f;

  /**
   * All 32-byte encodings, the top bit aside, of points of small order on the curve and its twist:
   * 0, 1, the two of order 8, p - 1, and 0 and 1 once more as p and p + 1. Agreement with these and
   * no others gives zeroes, since clamped scalars are multiples of 8 and never of a large order.
   */
  private static final List<byte[]> SMALL_ORDER =
      Stream.of(
              "0000000000000000000000000000000000000000000000000000000000000000",
              "0100000000000000000000000000000000000000000000000000000000000000",
              "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
              "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
              "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
              "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
              "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")
          .map(HexFormat.of()::parseHex)
          .toList();

  private final SecretBytes seed;
  private final byte[] publicKey = new byte[LENGTH];

  private AgreementKey(SecretBytes seed) {
    this.seed = seed;
    X25519.scalarMultBase(seed.expose(), 0, publicKey, 0);
  }

  /** A new key of 32 bytes of entropy. */
  public static AgreementKey generate(Entropy entropy) {
    return of(SecretBytes.own(entropy.bytes(LENGTH)));
  }

  /**
   * The key of this seed, which it keeps: destroying the seed ends the key. The seed is the scalar
   * before clamping.
   *
   * @throws IllegalArgumentException unless the seed has 32 bytes
   */
  public static AgreementKey of(SecretBytes seed) {
    Lengths.require(seed.expose(), LENGTH, "X25519 seed");
    return new AgreementKey(seed);
  }

  /**
   * Whether agreement with this public key works at all: 32 bytes and not a point of small order.
   * The answer is the same for every private key, so a public key can be refused when it is first
   * met.
   */
  public static boolean accepts(byte[] publicKey) {
    if (publicKey.length != LENGTH) {
      return false;
    }
    byte[] u = publicKey.clone();
    u[LENGTH - 1] &= TOP_BIT_IGNORED;
    return SMALL_ORDER.stream().noneMatch(small -> Arrays.equals(small, u));
  }

  /** The 32-byte public key, in a new array. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /**
   * The 32-byte secret shared with the holder of the other key, or empty if that key has not 32
   * bytes or is a point of small order (the secret would be all zeroes whoever asks). As RFC 7748
   * says, the top bit of the other key is ignored and values from p on are taken modulo p.
   */
  public Optional<SecretBytes> agree(byte[] otherPublic) {
    return agree(seed.expose(), otherPublic);
  }

  /** The seed itself, for keeping the key. */
  public SecretBytes seed() {
    return seed;
  }

  private static Optional<SecretBytes> agree(byte[] scalar, byte[] otherPublic) {
    if (otherPublic.length != LENGTH) {
      return Optional.empty();
    }
    byte[] shared = new byte[LENGTH];
    return X25519.calculateAgreement(scalar, 0, otherPublic, 0, shared, 0)
        ? Optional.of(SecretBytes.own(shared))
        : Optional.empty();
  }
}
