package org.peyvand.cli.command;

/**
 * Makes spellings of one word equal: Arabic and Persian letters, kashida, vowel signs, half-spaces
 * and spaces. For comparing only.
 */
final class Spelling {
  private static final String FROM = "يىكۀةأإآٱؤئ";
  private static final String TO = "ییکههااااوی";

  private Spelling() {}

  static String joined(String typed) {
    StringBuilder joined = new StringBuilder(typed.length());
    typed.codePoints().filter(Spelling::counts).map(Spelling::usual).forEach(joined::appendCodePoint);
    return joined.toString();
  }

  private static boolean counts(int point) {
    boolean invisible =
        switch (Character.getType(point)) {
          case Character.FORMAT, Character.NON_SPACING_MARK, Character.CONTROL -> true;
          default -> false;
        };
    return !invisible && point != 0x0640 && !Character.isWhitespace(point);
  }

  private static int usual(int point) {
    int index = FROM.indexOf(point);
    return index < 0 ? point : TO.charAt(index);
  }
}
