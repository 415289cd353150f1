package org.peyvand.protocol.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4). */
public final class Digest {
  /** Bytes in a digest. */
  public static final int LENGTH = 32;

  private static final int MAX_DOMAIN_LENGTH = 255;
  private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Digest::create);

  private Digest() {}

  /**
   * The digest of the parts one after the other. Parts run into each other: {@code ("ab", "c")} and
   * {@code ("a", "bc")} have the same digest; use {@link #tagged} where that matters.
   */
  public static byte[] sha256(byte[]... parts) {
    MessageDigest digest = SHA_256.get();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /**
   * A digest that two different lists of parts, or two domains, never share: SHA-256 of the
   * domain's length (1 byte), the domain in UTF-8, and for each part its length (4 bytes, big
   * endian) and the part.
   *
   * @throws IllegalArgumentException if the domain is empty or longer than 255 bytes
   */
  public static byte[] tagged(String domain, byte[]... parts) {
    byte[] name = domain.getBytes(StandardCharsets.UTF_8);
    if (name.length == 0 || name.length > MAX_DOMAIN_LENGTH) {
      throw new IllegalArgumentException(
          "domain: expected 1 to " + MAX_DOMAIN_LENGTH + " bytes, found " + name.length);
    }
    MessageDigest digest = SHA_256.get();
    digest.update((byte) name.length);
    digest.update(name);
    for (byte[] part : parts) {
      updateLength(digest, part.length);
      digest.update(part);
    }
    return digest.digest();
  }

  private static void updateLength(MessageDigest digest, int length) {
    digest.update((byte) (length >>> 24));
    digest.update((byte) (length >>> 16));
    digest.update((byte) (length >>> 8));
    digest.update((byte) length);
  }

  private static MessageDigest create() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
