package org.peyvand.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.peyvand.cli.session.Terminal;

/** Which language to speak, which must be known before the words typed are understood. */
final class Languages {
  private static final String ENGLISH = "en";
  private static final String PERSIAN = "fa";

  private Languages() {}

  /** The option, else PEYVAND_LANG, else what the system says. */
  static String of(String[] arguments, Terminal terminal) {
    Stream<String> wishes =
        Stream.concat(
            Stream.of(option(arguments)),
            Stream.of("PEYVAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG").map(terminal::variable));
    String wish = wishes.filter(text -> !text.isEmpty()).findFirst().orElse(ENGLISH);
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

  /** Whether this option stands anywhere, also where the rest cannot be understood. */
  static boolean given(String[] arguments, String option) {
    return Arrays.asList(arguments).contains(option);
  }
}
