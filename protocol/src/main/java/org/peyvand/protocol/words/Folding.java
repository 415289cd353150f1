package org.peyvand.protocol.words;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Makes equal what people mean as equal: for searching and for comparing names, titles and choices.
 *
 * <p>A folded text is for comparing only; what a person wrote is stored and shown as it was. Text
 * that two nodes must fold alike has to be of assigned characters: the decomposition comes from the
 * Unicode tables of the running Java.
 */
public final class Folding {
  /** An ezafe written as half-space and ی at the end of a word: نسخه‌ی for نسخهٔ. */
  private static final Pattern EZAFE =
      Pattern.compile("([\\u0647\\u06D5])\\u200C[\\u06CC\\u064A](?![\\p{L}\\p{M}\\u200C])");

  /**
   * Putting a run of marks in order takes time quadratic in its length, and strangers write names:
   * so runs are cut as in the Stream-Safe Text Format (Unicode Standard Annex 15, section 13).
   */
  private static final int MAX_MARKS = 30;

  private static final int GRAPHEME_JOINER = 0x034F;

  private Folding() {}

  /**
   * The folded text: ي ى→ی, ك→ک, ۀ هٔ ه‌ی→ه (the last one where ی ends the word), أ إ آ→ا, ؤ→و,
   * ئ→ی; digits ۰–۹ ٠–٩→0–9; lower case; compatibility forms such as ﻼ or full-width letters as
   * their letters (Unicode NFKC); without kashida, vowel signs (U+064B–065F, U+0670) and invisible
   * format characters (half-space, direction marks and the like). Spaces stay. Folding twice
   * changes nothing more.
   */
  public static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    int marks = 0;
    for (int c : decomposed(EZAFE.matcher(text).replaceAll("$1"))) {
      if (isIgnored(c)) {
        continue;
      }
      marks = isMark(c) ? marks + 1 : 0;
      if (marks > MAX_MARKS) {
        folded.appendCodePoint(GRAPHEME_JOINER);
        marks = 1;
      }
      folded.appendCodePoint(foldCharacter(c));
    }
    return Normalizer.normalize(folded, Form.NFKC);
  }

  /** {@link #fold} without any space: شبکه‌سازی, شبکه سازی and شبکهسازی become one. */
  public static String joined(String text) {
    return each(fold(text), c -> Character.isWhitespace(c) || Character.isSpaceChar(c), c -> c);
  }

  /**
   * A name or title as it may be kept: without the direction marks U+202A–202E and U+2066–2069,
   * which can disguise it, and without control characters except line feed and tab.
   */
  public static String clean(String text) {
    return each(
        text,
        c ->
            c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || Character.isISOControl(c) && c != '\n' && c != '\t',
        c -> c);
  }

  /** Each character decomposed by itself, for the same reason: nothing is put in order here. */
  private static int[] decomposed(String text) {
    return text.codePoints()
        .flatMap(
            c ->
                c < 0x80
                    ? IntStream.of(c)
                    : Normalizer.normalize(Character.toString(c), Form.NFKD).codePoints())
        .toArray();
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return c != GRAPHEME_JOINER
        && (type == Character.NON_SPACING_MARK
            || type == Character.COMBINING_SPACING_MARK
            || type == Character.ENCLOSING_MARK);
  }

  private static boolean isIgnored(int c) {
    return c == 0x0640
        || c >= 0x064B && c <= 0x065F
        || c == 0x0670
        || Character.getType(c) == Character.FORMAT;
  }

  /** Decomposed text holds no أ إ آ ؤ ئ: those are a letter and a mark, and the mark is ignored. */
  private static int foldCharacter(int c) {
    return switch (c) {
      case 0x0649, 0x064A -> 0x06CC;
      case 0x0643 -> 0x06A9;
      case 0x06D5 -> 0x0647;
      default ->
          Digits.isPersianOrArabic(c)
              ? '0' + Character.digit(c, 10)
              : Character.toLowerCase(Character.toUpperCase(c));
    };
  }

  private static String each(String text, IntPredicate dropped, IntUnaryOperator mapped) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().filter(dropped.negate()).map(mapped).forEach(out::appendCodePoint);
    return out.toString();
  }
}
