package org.peyvand.protocol.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with HMAC-SHA256 (RFC 5869). */
public final class Hkdf {
  /** Bytes in a block, and so in what {@link #extract} returns. */
  public static final int HASH_LENGTH = 32;

  /** The most bytes that {@link #expand} can give: 255 blocks. */
  public static final int MAX_LENGTH = 255 * HASH_LENGTH;

  private static final String ALGORITHM = "HmacSHA256";
  private static final ThreadLocal<Mac> HMAC = ThreadLocal.withInitial(Hkdf::create);

  private Hkdf() {}

  /**
   * A 32-byte key from input keying material, which is HMAC-SHA256(salt, ikm).
   *
   * @param salt may be empty, which is the same as 32 zero bytes
   */
  public static SecretBytes extract(byte[] salt, byte[] ikm) {
    // the JDK refuses an empty key; HMAC pads with zeroes, so this is the same function
    Mac mac = keyed(salt.length == 0 ? new byte[HASH_LENGTH] : salt);
    return SecretBytes.own(mac.doFinal(ikm));
  }

  /**
   * {@code length} bytes of key for the purpose that {@code info} names.
   *
   * @param prk a pseudorandom key of 32 bytes or more
   * @throws IllegalArgumentException if {@code length} is negative or above {@link #MAX_LENGTH}, or
   *     {@code prk} is short
   */
  public static byte[] expand(SecretBytes prk, byte[] info, int length) {
    if (length < 0 || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "length: expected 0 to " + MAX_LENGTH + ", found " + length);
    }
    if (prk.length() < HASH_LENGTH) {
      throw new IllegalArgumentException(
          "prk: expected at least " + HASH_LENGTH + " bytes, found " + prk.length());
    }
    Mac mac = keyed(prk.expose());
    if (length == HASH_LENGTH) {
      return firstBlock(mac, info);
    }
    return blocks(mac, info, length);
  }

  private static byte[] firstBlock(Mac mac, byte[] info) {
    mac.update(info);
    mac.update((byte) 1);
    return mac.doFinal();
  }

  private static byte[] blocks(Mac mac, byte[] info, int length) {
    byte[] out = new byte[length];
    byte[] block = new byte[0];
    for (int at = 0, counter = 1; at < length; at += HASH_LENGTH, counter++) {
      mac.update(block);
      mac.update(info);
      mac.update((byte) counter);
      Arrays.fill(block, (byte) 0);
      block = mac.doFinal();
      System.arraycopy(block, 0, out, at, Math.min(HASH_LENGTH, length - at));
    }
    Arrays.fill(block, (byte) 0);
    return out;
  }

  private static Mac keyed(byte[] key) {
    Mac mac = HMAC.get();
    try {
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("HMAC takes any key that is not empty", e);
    }
    return mac;
  }

  private static Mac create() {
    try {
      return Mac.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has " + ALGORITHM, e);
    }
  }
}
