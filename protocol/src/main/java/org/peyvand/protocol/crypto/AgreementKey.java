package org.peyvand.protocol.crypto;

import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** An X25519 private key (RFC 7748). */
public final class AgreementKey {
  /** Bytes in a seed, a public key and an agreed secret. */
  public static final int LENGTH = 32;

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
    // any scalar does: clamped ones are multiples of 8 and never of a large group order
    return agree(new byte[LENGTH], publicKey).isPresent();
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
