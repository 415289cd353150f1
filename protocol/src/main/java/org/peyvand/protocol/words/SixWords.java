package org.peyvand.protocol.words;

import java.util.List;
import org.peyvand.protocol.id.Bytes;

/**
 * The six words that two people read to each other: the first 66 bits of a digest.
 *
 * <p>66 bits are few. Whoever can try many inputs until the words fit must be slowed down by the
 * hash behind the digest, or kept from choosing the input.
 */
public final class SixWords {
  /** Bytes of the digest that are needed: 66 bits, rounded up. */
  public static final int MIN_DIGEST_LENGTH = 9;

  private static final int COUNT = 6;

  private SixWords() {}

  /**
   * The six words, in order.
   *
   * @throws IllegalArgumentException if the digest has fewer than {@value #MIN_DIGEST_LENGTH} bytes
   */
  public static List<String> of(Bytes digest, WordList list) {
    if (digest.length() < MIN_DIGEST_LENGTH) {
      throw new IllegalArgumentException(
          "six words: expected at least 9 bytes of digest, found " + digest.length());
    }
    return list.words(digest, COUNT);
  }
}
