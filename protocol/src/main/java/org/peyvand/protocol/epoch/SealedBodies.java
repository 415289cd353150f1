package org.peyvand.protocol.epoch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.peyvand.protocol.crypto.Aead;
import org.peyvand.protocol.crypto.Hkdf;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.Lane;

/**
 * Seals what an entry says, and opens it: padded, then AES-256-GCM with the header as associated
 * data.
 *
 * <p>The key is HKDF-Expand (RFC 5869) of the epoch's secret for the lane, over device, lane,
 * sequence number and the header's random bytes. It seals one body only, even where a device that
 * was restored writes a number again, because the random bytes differ; so the nonce is zero.
 */
public final class SealedBodies {
  private static final byte[] DOMAIN = "peyvand/body/1".getBytes(StandardCharsets.US_ASCII);
  private static final int INFO_LENGTH =
      DOMAIN.length + DeviceId.LENGTH + 1 + Long.BYTES + Limits.RANDOM_BYTES;
  private static final byte[] NONCE = new byte[Aead.NONCE_LENGTH];

  private SealedBodies() {}

  /** How long a body of this many bytes is when sealed. */
  public static int sealedLength(int bodyLength) {
    return Padding.bucket(Math.addExact(bodyLength, 1)) + Aead.TAG_LENGTH;
  }

  /**
   * The sealed body.
   *
   * @param random the header's {@link Limits#RANDOM_BYTES} bytes, new for each entry
   * @param aad the header's canonical bytes
   * @throws IllegalArgumentException if the secret of this lane is not held
   */
  public static Bytes seal(
      EpochSecrets secrets,
      DeviceId device,
      Lane lane,
      long seq,
      Bytes random,
      byte[] aad,
      byte[] body) {
    SecretBytes secret =
        secrets
            .half(Half.of(lane))
            .orElseThrow(
                () -> new IllegalArgumentException("expected the secret of " + lane + ", none"));
    byte[] key = key(secret, device, lane, seq, random);
    return Bytes.own(Aead.seal(key, NONCE, aad, Padding.pad(body)));
  }

  /** The body, or empty if it was not sealed so, is padded wrongly, or the secret is withheld. */
  public static Optional<byte[]> open(
      EpochSecrets secrets,
      DeviceId device,
      Lane lane,
      long seq,
      Bytes random,
      byte[] aad,
      Bytes sealed) {
    return secrets
        .half(Half.of(lane))
        .map(secret -> key(secret, device, lane, seq, random))
        .flatMap(key -> Aead.open(key, NONCE, aad, sealed.view()))
        .flatMap(Padding::unpad);
  }

  /** What an entry says, by the secrets of its epoch. */
  public static Optional<byte[]> open(EpochSecrets secrets, Entry entry) {
    Header header = entry.header();
    return open(
        secrets,
        header.device(),
        header.lane(),
        header.seq(),
        header.random(),
        entry.headerBytes().view(),
        entry.sealedBody());
  }

  /** The key that opens this entry's body and no other; empty if its secret is withheld. */
  public static Optional<SecretBytes> bodyKey(EpochSecrets secrets, Header header) {
    return secrets
        .half(Half.of(header.lane()))
        .map(secret -> key(secret, header.device(), header.lane(), header.seq(), header.random()))
        .map(SecretBytes::own);
  }

  /** What an entry says, by its own key. */
  public static Optional<byte[]> open(SecretBytes bodyKey, Entry entry) {
    return Aead.open(bodyKey.expose(), NONCE, entry.headerBytes().view(), entry.sealedBody().view())
        .flatMap(Padding::unpad);
  }

  private static byte[] key(
      SecretBytes secret, DeviceId device, Lane lane, long seq, Bytes random) {
    byte[] info =
        ByteBuffer.allocate(INFO_LENGTH)
            .put(DOMAIN)
            .put(device.bytes().view())
            .put((byte) lane.number())
            .putLong(seq)
            .put(Bytes.requireLength(random, Limits.RANDOM_BYTES, "random bytes").view())
            .array();
    return Hkdf.expand(secret, info, Aead.KEY_LENGTH);
  }
}
