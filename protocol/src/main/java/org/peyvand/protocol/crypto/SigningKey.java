package org.peyvand.protocol.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 private key (RFC 8032): signs messages. Deterministic: no randomness is used. */
public final class SigningKey {
  /** Bytes in a seed. */
  public static final int SEED_LENGTH = 32;

  private final SecretBytes seed;
  private final byte[] publicKey = new byte[Signatures.PUBLIC_KEY_LENGTH];

  private SigningKey(SecretBytes seed) {
    this.seed = seed;
    Ed25519.generatePublicKey(seed.expose(), 0, publicKey, 0);
  }

  /** A new key of 32 bytes of entropy. */
  public static SigningKey generate(Entropy entropy) {
    return of(SecretBytes.own(entropy.bytes(SEED_LENGTH)));
  }

  /**
   * The key of this seed, which it keeps: destroying the seed ends the key.
   *
   * @throws IllegalArgumentException unless the seed has 32 bytes
   */
  public static SigningKey of(SecretBytes seed) {
    Lengths.require(seed.expose(), SEED_LENGTH, "Ed25519 seed");
    return new SigningKey(seed);
  }

  /** The 32-byte public key, in a new array. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** The 64-byte signature of the message. */
  public byte[] sign(byte[] message) {
    byte[] signature = new byte[Signatures.LENGTH];
    Ed25519.sign(seed.expose(), 0, publicKey, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  /** The seed itself, for keeping the key. */
  public SecretBytes seed() {
    return seed;
  }
}
