package org.peyvand.cli.command;

import java.util.List;

/** Digits as people type them in any of three scripts. */
final class Digits {
  private Digits() {}

  /** The same text with Persian and Arabic digits as Latin ones, for numbers and addresses. */
  static String latin(String typed) {
    StringBuilder latin = new StringBuilder(typed.length());
    typed
        .codePoints()
        .map(point -> Character.isDigit(point) ? '0' + Character.digit(point, 10) : point)
        .forEach(latin::appendCodePoint);
    return latin.toString();
  }

  static List<String> latin(List<String> typed) {
    return typed.stream().map(Digits::latin).toList();
  }

  static int integer(String typed) {
    return Integer.parseInt(latin(typed));
  }

  static long longInteger(String typed) {
    return Long.parseLong(latin(typed));
  }
}
