package org.peyvand.protocol.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a 96-bit nonce and a 128-bit tag.
 *
 * <p>A key and nonce must never seal two different plaintexts: that gives away both, and the key
 * that authenticates. Sealing the very same plaintext again is harmless and gives the same bytes,
 * which is what lets a node recompute a seal in order to check it. Nothing here can tell the two
 * apart, so callers must make nonces unique by construction.
 *
 * <p>Each thread keeps one cipher for each direction, and in it the key that it used last.
 */
public final class Aead {
  /** Bytes in a key. */
  public static final int KEY_LENGTH = 32;

  /** Bytes in a nonce. */
  public static final int NONCE_LENGTH = 12;

  /** Bytes by which a sealing is longer than its plaintext. */
  public static final int TAG_LENGTH = 16;

  private static final ThreadLocal<Cipher> SEALER = ThreadLocal.withInitial(Aead::create);
  private static final ThreadLocal<Cipher> OPENER = ThreadLocal.withInitial(Aead::create);

  private Aead() {}

  /** The ciphertext of {@code plaintext} followed by the tag over it and {@code aad}. */
  public static byte[] seal(byte[] key, byte[] nonce, byte[] aad, byte[] plaintext) {
    SecretKeySpec keySpec = keySpec(key);
    GCMParameterSpec parameters = parameters(nonce);
    try {
      Cipher cipher = SEALER.get();
      try {
        cipher.init(Cipher.ENCRYPT_MODE, keySpec, parameters);
      } catch (InvalidAlgorithmParameterException reused) {
        // The JDK's cipher refuses the key and nonce that it had just before. It cannot see that
        // a seal is only being recomputed; a fresh cipher has no such memory.
        cipher = create();
        cipher.init(Cipher.ENCRYPT_MODE, keySpec, parameters);
        SEALER.set(cipher);
      }
      cipher.updateAAD(aad);
      return cipher.doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(
          "AES-256-GCM seals anything under a key and nonce of its lengths", e);
    }
  }

  /** The plaintext, or empty when {@code sealed} was not sealed under this key, nonce and aad. */
  public static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] aad, byte[] sealed) {
    SecretKeySpec keySpec = keySpec(key);
    GCMParameterSpec parameters = parameters(nonce);
    if (sealed.length < TAG_LENGTH) {
      return Optional.empty();
    }
    Cipher cipher = OPENER.get();
    try {
      cipher.init(Cipher.DECRYPT_MODE, keySpec, parameters);
      cipher.updateAAD(aad);
      return Optional.of(cipher.doFinal(sealed));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("AES-256-GCM opens or refuses anything as long as a tag", e);
    }
  }

  private static SecretKeySpec keySpec(byte[] key) {
    return new SecretKeySpec(Lengths.require(key, KEY_LENGTH, "AES-256-GCM key"), "AES");
  }

  private static GCMParameterSpec parameters(byte[] nonce) {
    Lengths.require(nonce, NONCE_LENGTH, "AES-256-GCM nonce");
    return new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce);
  }

  private static Cipher create() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has AES/GCM/NoPadding", e);
    }
  }
}
