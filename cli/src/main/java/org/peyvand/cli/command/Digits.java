package org.peyvand.cli.command;

import java.util.List;
import picocli.CommandLine.ITypeConverter;

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

  /** A number of 32 bits. */
  static final class Int implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String typed) {
      return Integer.valueOf(latin(typed));
    }
  }

  /** A number of 64 bits. */
  static final class Long implements ITypeConverter<java.lang.Long> {
    @Override
    public java.lang.Long convert(String typed) {
      return java.lang.Long.valueOf(latin(typed));
    }
  }
}
