package org.peyvand.cli.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.PropertyResourceBundle;

/**
 * Every sentence that people see, in one language. Never looks at the default locale: two people
 * may run two languages on one machine.
 */
public final class Messages {
  private final Locale locale;
  private final PropertyResourceBundle sentences;

  private Messages(String language) {
    this.locale = new Locale(language);
    this.sentences = load(language);
  }

  /**
   * The sentences of a language.
   *
   * @param language en or fa
   */
  public static Messages in(String language) {
    return new Messages(language);
  }

  private static PropertyResourceBundle load(String language) {
    String resource = "/org/peyvand/cli/messages_" + language + ".properties";
    try (InputStream stream = Messages.class.getResourceAsStream(resource)) {
      return new PropertyResourceBundle(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException damaged) {
      throw new UncheckedIOException(resource, damaged);
    }
  }

  public Locale locale() {
    return locale;
  }

  public boolean persian() {
    return locale.getLanguage().equals("fa");
  }

  public boolean has(String key) {
    return sentences.containsKey(key);
  }

  /** The sentence as it stands, without placeholders. */
  public String plain(String key) {
    return sentences.getString(key);
  }

  /** The sentence with its placeholders filled; numbers get the digits of the language. */
  public String text(String key, Object... arguments) {
    Object[] clean = arguments.clone();
    for (int index = 0; index < clean.length; index++) {
      if (clean[index] instanceof String words) {
        clean[index] = Clean.line(words);
      }
    }
    return new MessageFormat(sentences.getString(key), locale).format(clean);
  }

  /** The word for a key that is never translated in JSON; a key that we do not know stays. */
  public String word(String kind, String key) {
    String full = kind + "." + key;
    return has(full) ? plain(full) : Clean.line(key);
  }
}
