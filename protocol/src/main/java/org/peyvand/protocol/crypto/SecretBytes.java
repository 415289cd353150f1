package org.peyvand.protocol.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Bytes that must not be seen: they never print, compare in constant time and can be zeroed.
 *
 * <p>Zeroing is best effort: the garbage collector may have moved the array before, and ciphers
 * keep copies of the key that they used last.
 */
public final class SecretBytes {
  private final byte[] content;
  private boolean destroyed;

  private SecretBytes(byte[] content) {
    this.content = content;
  }

  /** A secret that holds a copy of these bytes. */
  public static SecretBytes copyOf(byte[] content) {
    return new SecretBytes(content.clone());
  }

  /** A secret around this very array, which the caller must not use again. */
  public static SecretBytes own(byte[] content) {
    return new SecretBytes(content);
  }

  /**
   * The live array: the only way to read the secret. For passing straight into an algorithm;
   * neither keep it nor change it.
   *
   * @throws IllegalStateException if the secret was destroyed
   */
  public byte[] expose() {
    if (destroyed) {
      throw new IllegalStateException("secret: expected a live one, found a destroyed one");
    }
    return content;
  }

  /** How many bytes there are; no secret, and known even after {@link #destroy}. */
  public int length() {
    return content.length;
  }

  /** Zeroes the bytes; the secret cannot be read again. */
  public void destroy() {
    Arrays.fill(content, (byte) 0);
    destroyed = true;
  }

  /** Compares content, in a time that depends on the lengths alone. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof SecretBytes that && MessageDigest.isEqual(content, that.content);
  }

  /** The length, because a hash of the content would tell of it. */
  @Override
  public int hashCode() {
    return content.length;
  }

  @Override
  public String toString() {
    return "SecretBytes[" + content.length + "]";
  }
}
