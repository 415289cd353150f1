package org.peyvand.protocol.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * HPKE (RFC 9180) in base mode, one message for one recipient: DHKEM(X25519, HKDF-SHA256),
 * HKDF-SHA256, ChaCha20-Poly1305.
 *
 * <p>The ephemeral key pair is derived from keying material that the caller gives, by the RFC's own
 * DeriveKeyPair. So who knows that material can recompute a sealing byte for byte and check it, and
 * can open it: the material is as secret as the plaintext, and must not be used for two different
 * (recipient, info, aad, plaintext).
 */
public final class Hpke {
  /** Bytes by which a sealing is longer than its plaintext: the encapsulated key and a tag. */
  public static final int OVERHEAD = AgreementKey.LENGTH + ChaCha.TAG_LENGTH;

  /** The least bytes of ephemeral keying material: as many as in the private key. */
  public static final int MIN_IKM_LENGTH = AgreementKey.LENGTH;

  private static final int KEM_X25519_HKDF_SHA256 = 0x0020;
  private static final int KDF_HKDF_SHA256 = 0x0001;
  private static final int AEAD_CHACHA20_POLY1305 = 0x0003;
  private static final byte[] MODE_BASE = {0};
  private static final byte[] EMPTY = {};

  private static final LabeledHkdf KEM =
      new LabeledHkdf(join(ascii("KEM"), twoBytes(KEM_X25519_HKDF_SHA256)));
  private static final LabeledHkdf SUITE =
      new LabeledHkdf(
          join(
              ascii("HPKE"),
              twoBytes(KEM_X25519_HKDF_SHA256),
              twoBytes(KDF_HKDF_SHA256),
              twoBytes(AEAD_CHACHA20_POLY1305)));

  private Hpke() {}

  /**
   * The encapsulated key (32 bytes), then the ciphertext with its tag.
   *
   * @throws IllegalArgumentException if the ephemeral keying material is shorter than {@link
   *     #MIN_IKM_LENGTH}, or the recipient's key is not one that {@link AgreementKey#accepts}: who
   *     learns of a public key asks that first
   */
  public static byte[] seal(
      byte[] recipientPublic, SecretBytes ephemeralIkm, byte[] info, byte[] aad, byte[] plaintext) {
    AgreementKey ephemeral = deriveKeyPair(ephemeralIkm);
    byte[] encapsulated = ephemeral.publicKey();
    SecretBytes agreed =
        ephemeral
            .agree(recipientPublic)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "recipient: expected a usable X25519 key, found one of small order or of "
                            + recipientPublic.length
                            + " bytes"));
    Context context = schedule(sharedSecret(agreed, encapsulated, recipientPublic), info);
    return join(encapsulated, ChaCha.seal(context.key(), context.nonce(), aad, plaintext));
  }

  /** The plaintext, or empty when this was not sealed to the recipient with this info and aad. */
  public static Optional<byte[]> open(
      AgreementKey recipient, byte[] info, byte[] aad, byte[] sealed) {
    if (sealed.length < OVERHEAD) {
      return Optional.empty();
    }
    byte[] encapsulated = Arrays.copyOf(sealed, AgreementKey.LENGTH);
    byte[] ciphertext = Arrays.copyOfRange(sealed, AgreementKey.LENGTH, sealed.length);
    return recipient
        .agree(encapsulated)
        .map(agreed -> schedule(sharedSecret(agreed, encapsulated, recipient.publicKey()), info))
        .flatMap(context -> ChaCha.open(context.key(), context.nonce(), aad, ciphertext));
  }

  /** DeriveKeyPair of RFC 9180, section 7.1.3, for X25519. */
  static AgreementKey deriveKeyPair(SecretBytes ikm) {
    if (ikm.length() < MIN_IKM_LENGTH) {
      throw new IllegalArgumentException(
          "HPKE ikm: expected at least " + MIN_IKM_LENGTH + " bytes, found " + ikm.length());
    }
    SecretBytes prk = KEM.extract(EMPTY, "dkp_prk", ikm.expose());
    return AgreementKey.of(SecretBytes.own(KEM.expand(prk, "sk", EMPTY, AgreementKey.LENGTH)));
  }

  /** ExtractAndExpand of RFC 9180, section 4.1. */
  private static SecretBytes sharedSecret(
      SecretBytes agreed, byte[] encapsulated, byte[] recipientPublic) {
    SecretBytes prk = KEM.extract(EMPTY, "eae_prk", agreed.expose());
    byte[] kemContext = join(encapsulated, recipientPublic);
    return SecretBytes.own(KEM.expand(prk, "shared_secret", kemContext, AgreementKey.LENGTH));
  }

  /** KeySchedule of RFC 9180, section 5.1, with no psk; the nonce is that of sequence number 0. */
  private static Context schedule(SecretBytes sharedSecret, byte[] info) {
    byte[] scheduleContext =
        join(
            MODE_BASE,
            SUITE.extract(EMPTY, "psk_id_hash", EMPTY).expose(),
            SUITE.extract(EMPTY, "info_hash", info).expose());
    SecretBytes secret = SUITE.extract(sharedSecret.expose(), "secret", EMPTY);
    return new Context(
        SUITE.expand(secret, "key", scheduleContext, ChaCha.KEY_LENGTH),
        SUITE.expand(secret, "base_nonce", scheduleContext, ChaCha.NONCE_LENGTH));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] twoBytes(int value) {
    return new byte[] {(byte) (value >>> 8), (byte) value};
  }

  private record Context(byte[] key, byte[] nonce) {}

  /** LabeledExtract and LabeledExpand of RFC 9180, section 4. */
  private record LabeledHkdf(byte[] suiteId) {
    private static final byte[] VERSION = ascii("HPKE-v1");

    SecretBytes extract(byte[] salt, String label, byte[] ikm) {
      return Hkdf.extract(salt, join(VERSION, suiteId, ascii(label), ikm));
    }

    byte[] expand(SecretBytes prk, String label, byte[] info, int length) {
      return Hkdf.expand(prk, join(twoBytes(length), VERSION, suiteId, ascii(label), info), length);
    }
  }
}
