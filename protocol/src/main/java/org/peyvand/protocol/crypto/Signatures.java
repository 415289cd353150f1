package org.peyvand.protocol.crypto;

/**
 * Verification of Ed25519 signatures (RFC 8032) by one strict set of rules, so that every node
 * gives every signature the same verdict:
 *
 * <ul>
 *   <li>S is canonical (below the group's order L);
 *   <li>the public key A and R are canonical encodings (y below p, no sign bit on x = 0);
 *   <li>A and R are of prime order: neither of small order nor with a component of small order;
 *   <li>[S]B = R + [k]A, without the cofactor.
 * </ul>
 *
 * <p>The third rule is what makes the verdict independent of how the equation is checked. For
 * points with a small-order component the cofactored, the cofactorless and the shortened check (the
 * library's: it multiplies the equation by a scalar that may be even) differ, see Chalkias,
 * Garillot and Nikolaenko, "Taming the many EdDSAs" (2020). No honest signer makes such points.
 * Signatures are never verified in batches.
 */
public final class Signatures {
  /** Bytes in a public key. */
  public static final int PUBLIC_KEY_LENGTH = 32;

  /** Bytes in a signature: R, then S. */
  public static final int LENGTH = 64;

  private Signatures() {}

  /**
   * Whether {@code signature} is one of {@code message} by {@code publicKey}. Whatever the bytes
   * and their lengths, the answer is a verdict and never an exception. Checks the key anew each
   * time; see {@link VerifyingKey} to do that once.
   */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return VerifyingKey.of(publicKey).map(key -> key.verify(message, signature)).orElse(false);
  }
}
