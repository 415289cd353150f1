package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Limits;

/**
 * What a name may be: 1 to {@link Limits#NAME_CHARS} code points, not blank, no control characters,
 * line breaks or direction marks, which would let a name disturb the text around it. The joiners of
 * Persian and Indic scripts (U+200C, U+200D) are letters' business and allowed.
 */
final class Names {
  private Names() {}

  /** What is wrong with the name, if anything. */
  static Optional<String> fault(String name) {
    int length = name.codePointCount(0, name.length());
    if (length > Limits.NAME_CHARS) {
      return Optional.of("name: expected at most " + Limits.NAME_CHARS + ", found " + length);
    }
    if (name.isBlank()) {
      return Optional.of("name: expected at least one visible character, found none");
    }
    return name.codePoints().anyMatch(Names::isForbidden)
        ? Optional.of("name: expected no control characters or direction marks, found one")
        : Optional.empty();
  }

  static void require(String name) {
    fault(name)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
  }

  private static boolean isForbidden(int c) {
    return Character.isISOControl(c) || isLineBreak(c) || isDirectionMark(c) || isSurrogate(c);
  }

  private static boolean isLineBreak(int c) {
    return c == 0x2028 || c == 0x2029;
  }

  /** The characters with the property Bidi_Control (Unicode Standard Annex 9). */
  private static boolean isDirectionMark(int c) {
    return c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || c >= 0x202A && c <= 0x202E
        || c >= 0x2066 && c <= 0x2069;
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
