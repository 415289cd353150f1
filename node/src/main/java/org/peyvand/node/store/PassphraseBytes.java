package org.peyvand.node.store;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/** A passphrase as the bytes that are stretched. */
public final class PassphraseBytes {
  /**
   * No character below this is changed by NFC, or changes another (Unicode 15, 0300: combining).
   */
  private static final char FIRST_COMBINING = '\u0300';

  private PassphraseBytes() {}

  /**
   * UTF-8 of NFC, so that a passphrase is the same from every keyboard (RFC 8265, OpaqueString).
   * Java normalizes into strings, which nobody can zero; what needs no normalizing is spared that.
   *
   * @return the caller's to zero
   */
  public static byte[] of(char[] passphrase) {
    CharBuffer typed = CharBuffer.wrap(passphrase);
    boolean plain = typed.chars().allMatch(c -> c < FIRST_COMBINING);
    CharSequence normal = plain ? typed : Normalizer.normalize(typed, Normalizer.Form.NFC);
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(normal));
    byte[] utf8 = new byte[encoded.remaining()];
    encoded.get(utf8);
    Arrays.fill(encoded.array(), (byte) 0);
    return utf8;
  }
}
