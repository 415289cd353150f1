package org.peyvand.cli.render;

/**
 * Takes out of other people's words what could speak to the terminal or disguise a name: control
 * characters and direction marks.
 */
final class Clean {
  private Clean() {}

  /** One line: line ends become spaces. */
  static String line(String words) {
    return text(words).replace('\n', ' ').replace('\t', ' ');
  }

  /** Text of several lines. */
  static String text(String words) {
    StringBuilder kept = new StringBuilder(words.length());
    words.codePoints().filter(Clean::harmless).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean harmless(int point) {
    boolean direction = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    boolean control = Character.isISOControl(point) && point != '\n' && point != '\t';
    return !direction && !control;
  }
}
