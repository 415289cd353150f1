package org.peyvand.cli.render;

import java.util.List;

/** Words to read aloud and compare. */
final class StateWords {
  private StateWords() {}

  static void write(List<String> words, Page page) {
    if (!words.isEmpty()) {
      page.say("show.words").code(String.join(" ", words));
    }
  }
}
