package org.peyvand.protocol.noise;

import java.util.Optional;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.SecretBytes;

/**
 * The keys that one side brings to a handshake.
 *
 * @param ephemeral made for this handshake and never used again
 * @param staticKey this side's own static key, if the pattern gives it one
 * @param remoteStatic the other side's static public key, if the pattern knows it beforehand
 * @param psk the pre-shared key of 32 bytes, if the pattern has one
 */
public record Keys(
    AgreementKey ephemeral,
    Optional<AgreementKey> staticKey,
    Optional<byte[]> remoteStatic,
    Optional<SecretBytes> psk) {
  /** An ephemeral key and no others. */
  public static Keys of(AgreementKey ephemeral) {
    return new Keys(ephemeral, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public Keys withStatic(AgreementKey key) {
    return new Keys(ephemeral, Optional.of(key), remoteStatic, psk);
  }

  public Keys withRemoteStatic(byte[] publicKey) {
    return new Keys(ephemeral, staticKey, Optional.of(publicKey.clone()), psk);
  }

  public Keys withPsk(SecretBytes key) {
    return new Keys(ephemeral, staticKey, remoteStatic, Optional.of(key));
  }

  /** Refuses keys that the pattern lacks or has no use for: both are mistakes of the caller. */
  void requireFor(Pattern pattern, Role role) {
    Role other = role == Role.INITIATOR ? Role.RESPONDER : Role.INITIATOR;
    require(pattern, "own static key", pattern.hasStatic(role), staticKey.isPresent());
    require(pattern, "remote static key", pattern.knownBeforehand(other), remoteStatic.isPresent());
    require(pattern, "psk", pattern.usesPsk(), psk.isPresent());
    if (remoteStatic.isPresent() && !AgreementKey.accepts(remoteStatic.get())) {
      throw new IllegalArgumentException(
          "remote static key: expected a usable X25519 key, found one of small order or length");
    }
    if (psk.isPresent() && psk.get().length() != CipherState.KEY_LENGTH) {
      throw new IllegalArgumentException("psk: expected 32 bytes, found " + psk.get().length());
    }
  }

  private static void require(Pattern pattern, String what, boolean expected, boolean found) {
    if (expected != found) {
      throw new IllegalArgumentException(
          pattern
              + ", "
              + what
              + ": expected "
              + presence(expected)
              + ", found "
              + presence(found));
    }
  }

  private static String presence(boolean present) {
    return present ? "one" : "none";
  }
}
