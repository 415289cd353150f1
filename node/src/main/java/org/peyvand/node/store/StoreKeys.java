package org.peyvand.node.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.peyvand.protocol.crypto.Aead;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.Hkdf;
import org.peyvand.protocol.crypto.SecretBytes;

/**
 * Blinds keys and seals values; each family has its own two keys, derived from the data key.
 *
 * <p>A blinded key is HMAC-SHA256, cut. A sealed value is nonce (12) ‖ AES-256-GCM, authenticating
 * the family and the blinded key, so that no value passes for another's. Nonces are random: a value
 * may change under its key, also where a commit failed and another took its place. Random 96-bit
 * nonces allow 2^32 values for each key (NIST SP 800-38D, 8.3).
 */
final class StoreKeys {
  private static final int HMAC_KEY_LENGTH = 32;

  /** Bytes by which a sealed value is longer than the plain one. */
  static final int SEAL_LENGTH = Aead.NONCE_LENGTH + Aead.TAG_LENGTH;

  private final Entropy entropy;
  private final Map<Family, byte[]> blinding = new EnumMap<>(Family.class);
  private final Map<Family, byte[]> sealing = new EnumMap<>(Family.class);

  StoreKeys(SecretBytes dataKey, Entropy entropy) {
    this.entropy = entropy;
    for (Family family : Family.values()) {
      blinding.put(family, derive(dataKey, "blind", family, HMAC_KEY_LENGTH));
      sealing.put(family, derive(dataKey, "seal", family, Aead.KEY_LENGTH));
    }
  }

  /**
   * The first {@code length} bytes, at most 32, of a hash that only the data key's holder can make.
   * Parts run into each other: all but the last must have a fixed length.
   */
  byte[] blind(Family family, int length, byte[]... parts) {
    byte[] hash = Hkdf.extract(blinding.get(family), join(parts)).expose();
    return length == hash.length ? hash : Arrays.copyOf(hash, length);
  }

  /** Random nonces for that many values, one after the other. */
  byte[] nonces(int values) {
    return entropy.bytes(values * Aead.NONCE_LENGTH);
  }

  byte[] seal(Family family, byte[] key, byte[] nonce, byte[] plain) {
    byte[] sealed = Aead.seal(sealing.get(family), nonce, join(family.label(), key), plain);
    return join(nonce, sealed);
  }

  /** The plain value, or empty if this is not what was sealed under this family and key. */
  Optional<byte[]> open(Family family, byte[] key, byte[] value) {
    if (value.length < SEAL_LENGTH) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(value, Aead.NONCE_LENGTH);
    byte[] sealed = Arrays.copyOfRange(value, Aead.NONCE_LENGTH, value.length);
    return Aead.open(sealing.get(family), nonce, join(family.label(), key), sealed);
  }

  void forget() {
    blinding.values().forEach(key -> Arrays.fill(key, (byte) 0));
    sealing.values().forEach(key -> Arrays.fill(key, (byte) 0));
  }

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer joined = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      joined.put(part);
    }
    return joined.array();
  }

  private static byte[] derive(SecretBytes dataKey, String purpose, Family family, int length) {
    byte[] label = ("peyvand/store/" + purpose + "/").getBytes(StandardCharsets.UTF_8);
    return Hkdf.expand(dataKey, join(label, family.label()), length);
  }
}
