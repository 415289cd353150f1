package org.peyvand.protocol.epoch;

import java.util.Optional;
import org.peyvand.protocol.crypto.Aead;
import org.peyvand.protocol.crypto.Hkdf;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EpochId;

/**
 * One half of a parent epoch, encrypted under the same half of its child.
 *
 * <p>The key is for this child and parent alone, and the parent's id fixes the plaintext; so the
 * nonce may be zero, and a link has one right value.
 */
final class HalfLink {
  private static final String LINK = "peyvand/epoch-link/1";
  private static final byte[] NONCE = new byte[Aead.NONCE_LENGTH];

  private HalfLink() {}

  static Bytes seal(Half half, SecretBytes child, EpochId parent, SecretBytes secret) {
    byte[] aad = parent.bytes().view();
    return Bytes.own(Aead.seal(key(half, child, parent), NONCE, aad, secret.expose()));
  }

  static Optional<SecretBytes> open(Half half, SecretBytes child, EpochId parent, Bytes sealed) {
    byte[] aad = parent.bytes().view();
    return Aead.open(key(half, child, parent), NONCE, aad, sealed.view()).map(SecretBytes::own);
  }

  private static byte[] key(Half half, SecretBytes child, EpochId parent) {
    return Hkdf.expand(child, Labels.of(LINK, half, parent.bytes().view()), Aead.KEY_LENGTH);
  }
}
