package org.peyvand.cli;

import java.util.Arrays;
import java.util.List;
import org.peyvand.cli.session.Terminal;

/** Which language to speak, which must be known before the words typed are understood. */
final class Languages {
  private static final String ENGLISH = "en";
  private static final String PERSIAN = "fa";

  private static final List<String> VARIABLES =
      List.of("PEYVAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG");

  private Languages() {}

  /** The option, else PEYVAND_LANG, else what the system says. */
  static String of(String[] arguments, Terminal terminal) {
    String wish = option(arguments);
    for (String variable : VARIABLES) {
      wish = wish.isEmpty() ? terminal.variable(variable) : wish;
    }
    return wish.startsWith(PERSIAN) ? PERSIAN : ENGLISH;
  }

  private static String option(String[] arguments) {
    String wish = "";
    List<String> words = Arrays.asList(arguments);
    for (int index = 0; index < words.size(); index++) {
      String word = words.get(index);
      if (word.startsWith("--lang=")) {
        wish = word.substring("--lang=".length());
      } else if (word.equals("--lang") && index + 1 < words.size()) {
        wish = words.get(index + 1);
      }
    }
    return wish;
  }
}
