package org.peyvand.cli.render;

import org.peyvand.protocol.words.Folding;

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
    return Folding.clean(words);
  }
}
