package org.peyvand.protocol.crypto;

import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 public key that was checked once, for those who verify many signatures of one signer.
 * The rules are those of {@link Signatures}.
 */
public final class VerifyingKey {
  private final Ed25519.PublicPoint point;

  private VerifyingKey(Ed25519.PublicPoint point) {
    this.point = point;
  }

  /** The key, or empty unless it is the canonical encoding of a point of prime order. */
  public static Optional<VerifyingKey> of(byte[] publicKey) {
    if (publicKey.length != Signatures.PUBLIC_KEY_LENGTH) {
      return Optional.empty();
    }
    return Optional.ofNullable(Ed25519.validatePublicKeyFullExport(publicKey, 0))
        .map(VerifyingKey::new);
  }

  /** Whether this is a signature of the message by this key. */
  public boolean verify(byte[] message, byte[] signature) {
    return signature.length == Signatures.LENGTH
        && equationHolds(message, signature)
        && Ed25519.validatePublicKeyFull(signature, 0);
  }

  /** Checks the encodings of R and S, and the equation up to a torsion component of R. */
  private boolean equationHolds(byte[] message, byte[] signature) {
    try {
      return Ed25519.verify(signature, 0, point, message, 0, message.length);
    } catch (IllegalStateException unreducedScalar) {
      // the library's shortening of the hash gives up on scalars that it holds to be impossible
      return false;
    }
  }
}
