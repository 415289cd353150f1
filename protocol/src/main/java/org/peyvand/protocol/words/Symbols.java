package org.peyvand.protocol.words;

/**
 * The 32 characters of a code: digits and capitals without I, L, O and U (Crockford's Base 32), of
 * 5 bits each. All are in the alphanumeric mode of a QR code.
 */
final class Symbols {
  static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  static final int BITS = 5;

  /** A character between symbols that carries nothing. */
  static final int NOTHING = -1;

  /** A character that belongs in no code. */
  static final int UNKNOWN = -2;

  private static final int KASHIDA = 0x0640;
  private static final int MINUS_SIGN = 0x2212;

  private Symbols() {}

  static char character(int symbol) {
    return ALPHABET.charAt(symbol);
  }

  /** The symbol 0–31 that a typed code point stands for, or {@link #NOTHING}, {@link #UNKNOWN}. */
  static int of(int codePoint) {
    if (Digits.isPersianOrArabic(codePoint)) {
      return Character.digit(codePoint, 10);
    }
    int symbol = codePoint < 0x80 ? ALPHABET.indexOf(unmistakable(codePoint)) : -1;
    if (symbol >= 0) {
      return symbol;
    }
    return carriesNothing(codePoint) ? NOTHING : UNKNOWN;
  }

  private static int unmistakable(int ascii) {
    int capital = Character.toUpperCase(ascii);
    return switch (capital) {
      case 'O' -> '0';
      case 'I', 'L' -> '1';
      default -> capital;
    };
  }

  private static boolean carriesNothing(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.DASH_PUNCTUATION,
          Character.CONNECTOR_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> codePoint == KASHIDA || codePoint == MINUS_SIGN;
    };
  }
}
