package org.peyvand.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sentences as a whole: nothing missing, and nothing that the glossary forbids. */
class BundlesTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\u064A\\u0643\\u06C0\\u0649\\u202A-\\u202E\\u2066-\\u2069\\u0640?;%]|→");
  private static final Pattern BARE_LOG = Pattern.compile("دفتر(?! ثبت| حساب)");
  private static final Pattern WORDS_TO_AVOID =
      Pattern.compile(
          "می‌باشد|گردید|جهت |لذا|مبادرت|توسط|لاگ|سینک|رکورد|ورودی(?! استاندارد)|پرونده");
  private static final Pattern BAD_HALF_SPACE =
      Pattern.compile("\\u200C[\\s\\u200C،؛.]|[\\s\\u200C]\\u200C|[اآدذرزژو]\\u200C(?!ها|ای|ام)");
  private static final Pattern LATIN = Pattern.compile("[A-Za-z]");
  private static final Pattern ARABIC = Pattern.compile("\\p{InArabic}");
  private static final Pattern SUFFIXED = Pattern.compile("}[\\u200C\\p{InArabic}&&[^،؛]]");

  private static Properties load(String language) throws IOException {
    Properties properties = new Properties();
    String name = "messages_" + language + ".properties";
    try (Reader reader =
        new InputStreamReader(App.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }

  private static TreeSet<String> placeholders(String sentence) {
    TreeSet<String> found = new TreeSet<>();
    PLACEHOLDER.matcher(sentence).results().map(MatchResult::group).forEach(found::add);
    return found;
  }

  @Test
  void bothLanguagesSayTheSameThings() throws IOException {
    Properties english = load("en");
    Properties persian = load("fa");
    assertEquals(english.stringPropertyNames(), persian.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertEquals(
          placeholders(english.getProperty(key)), placeholders(persian.getProperty(key)), key);
      assertFalse(persian.getProperty(key).isBlank(), key);
    }
  }

  @Test
  void noSentenceHoldsAnApostrophe() throws IOException {
    for (String language : new String[] {"en", "fa"}) {
      load(language).forEach((key, text) -> assertFalse(text.toString().contains("'"), "" + key));
    }
  }

  private static boolean isCommand(String key) {
    return key.endsWith(".example");
  }

  @Test
  void persianHoldsNoForbiddenSign() throws IOException {
    load("fa")
        .forEach(
            (key, text) -> {
              for (Pattern pattern :
                  new Pattern[] {FORBIDDEN, BARE_LOG, WORDS_TO_AVOID, BAD_HALF_SPACE, SUFFIXED}) {
                assertFalse(pattern.matcher(text.toString()).find(), key + ": " + text + pattern);
              }
            });
  }

  @Test
  void aPersianLineHoldsNoLatin() throws IOException {
    Properties persian = load("fa");
    for (String key : persian.stringPropertyNames()) {
      for (String line : persian.getProperty(key).split("\n")) {
        boolean mixed = LATIN.matcher(line).find() && ARABIC.matcher(line).find();
        assertTrue(isCommand(key) || !mixed, key + ": " + line);
      }
    }
  }

  @Test
  void noPersianSentenceBeginsWithASign() throws IOException {
    Properties persian = load("fa");
    for (String key : persian.stringPropertyNames()) {
      String text = persian.getProperty(key);
      assertFalse(!key.startsWith("list.") && text.matches("[-+*–].*"), key + ": " + text);
    }
  }
}
