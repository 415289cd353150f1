package org.peyvand.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One Java file, read as far as the tidiness rules need and no further.
 *
 * @param path from the root of the repository, with forward slashes
 * @param text as written
 * @param code the text with comments and the inside of literals blanked: every character is where
 *     it was, quotes stay
 */
record JavaSource(String path, String text, String code) {
  private static final Pattern BLANKED =
      Pattern.compile(
          "//[^\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\""
              + "|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'",
          Pattern.DOTALL);
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile("(?:\\b(?:class|interface|enum|record)\\s+\\w|\\bnew\\s[^=;]*\\)\\s*$)");
  private static final Pattern NO_METHOD = Pattern.compile("[=(,\\]]\\s*$");

  JavaSource(String path, String text) {
    this(path, text, blanked(text));
  }

  /** Where a method, constructor or initializer starts, and how many lines it has. */
  record Method(int line, int lines) {}

  private record Block(boolean type, boolean method, int start) {}

  String module() {
    return path.substring(0, path.indexOf('/'));
  }

  boolean isMain() {
    return path.contains("/src/main/");
  }

  /** The simple name of the file's class. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
  }

  /** The package without {@code org.peyvand.}. */
  String home() {
    Matcher declared = PACKAGE.matcher(code);
    if (!declared.find()) {
      throw new IllegalArgumentException("package declaration: found none in " + path);
    }
    return declared.group(1).replaceFirst("^org\\.peyvand\\.", "");
  }

  int lineOf(int offset) {
    return 1 + (int) code.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  List<Method> methods() {
    List<Method> methods = new ArrayList<>();
    Deque<Block> open = new ArrayDeque<>();
    int since = 0;
    for (int at = 0; at < code.length(); at++) {
      char c = code.charAt(at);
      if (c == '{') {
        open.push(block(open.peek(), since, at));
      } else if (c == '}') {
        Block closed = open.pop();
        if (closed.method()) {
          int line = lineOf(closed.start());
          methods.add(new Method(line, lineOf(at) - line + 1));
        }
      }
      if (c == '{' || c == '}' || c == ';') {
        since = at + 1;
      }
    }
    return methods;
  }

  private Block block(Block around, int since, int at) {
    String before = code.substring(since, at);
    String heading = before.replaceFirst("^[\\s)]+", "");
    boolean type = TYPE.matcher(heading).find();
    boolean method = around != null && around.type() && !type && !NO_METHOD.matcher(heading).find();
    return new Block(type, method, since + before.length() - heading.length());
  }

  private static String blanked(String text) {
    StringBuilder code = new StringBuilder(text);
    Matcher found = BLANKED.matcher(text);
    while (found.find()) {
      boolean comment = text.charAt(found.start()) == '/';
      int quotes = comment ? 0 : found.group().startsWith("\"\"\"") ? 3 : 1;
      for (int at = found.start() + quotes; at < found.end() - quotes; at++) {
        if (text.charAt(at) != '\n') {
          code.setCharAt(at, ' ');
        }
      }
    }
    return code.toString();
  }
}
