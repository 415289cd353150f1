package org.peyvand.cli.render;

import java.util.List;
import org.peyvand.protocol.words.WordList;

/**
 * Words to read aloud and compare. Whoever reads Persian sees them in both lists: the Persian ones
 * for each other, the English ones for those who do not read Persian.
 */
public final class StateWords {
  private StateWords() {}

  static void write(List<String> words, Page page) {
    if (!words.isEmpty()) {
      page.say("show.words");
      lines(page.messages(), words).forEach(page::code);
    }
  }

  /** The lines to show, one a list. */
  public static List<String> lines(Messages messages, List<String> english) {
    String latin = String.join(" ", english);
    boolean known = WordList.english().all().containsAll(english);
    return messages.persian() && known ? List.of(persian(english), latin) : List.of(latin);
  }

  /** The same bits in the other list; a node of another version may have words of neither. */
  private static String persian(List<String> english) {
    List<String> from = WordList.english().all();
    List<String> to = WordList.persian().all();
    return String.join(" ", english.stream().map(from::indexOf).map(to::get).toList());
  }
}
