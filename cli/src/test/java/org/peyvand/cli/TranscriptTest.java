package org.peyvand.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every command with its exact output, kept as transcripts. Run with -Dpeyvand.rewrite=true to
 * write them anew, and commit the changes only if you understand what caused them.
 */
class TranscriptTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/peyvand/cli");
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("network", "create", "باشگاه کتاب", "--purpose", "هماهنگی"),
          List.of("network", "list"),
          List.of("network", "show"),
          List.of("network", "leave"),
          List.of("invite", "create", "--uses", "۱"),
          List.of("invite", "create", "--expires-after", "۱۰۰۰"),
          List.of("invite", "list"),
          List.of("invite", "revoke", "2222"),
          List.of("join", "K7QM-2FHX-9TRD-44WP"),
          List.of("join", "K7QM-2FHX-9TRD-44WP", "--wait", "60"),
          List.of("member", "list"),
          List.of("member", "show", "مریم"),
          List.of("member", "show", "8888"),
          List.of("member", "vouch", "Omid"),
          List.of("member", "suspend", "Omid", "--reason", "Sold the list."),
          List.of("member", "retire-device", "cccc"),
          List.of("invite", "create", "--for-member", "Omid"),
          List.of("member", "requests"),
          List.of("member", "admit", "3333", "--met-in-person"),
          List.of("member", "refuse", "3333"),
          List.of("peer", "add", "192.168.1.5:4001"),
          List.of("peer", "list"),
          List.of("sync", "--with", "192.168.1.5:4001"),
          List.of("bundle", "export", "/media/stick/meeting.bundle"),
          List.of("bundle", "import", "/media/stick/meeting.bundle"),
          List.of("backup", "create", "/media/stick/club.backup"),
          List.of("backup", "verify", "/media/stick/club.backup"),
          List.of("decision", "propose", "جلسه‌ها جمعه باشد"),
          List.of("decision", "vote", "4444", "موافق"),
          List.of("decision", "close", "4444"),
          List.of("decision", "show", "7777"),
          List.of("decision", "show", "71"),
          List.of("decision", "show", "72"),
          List.of("decision", "show", "73"),
          List.of("decision", "show", "74"),
          List.of("decision", "show", "75"),
          List.of("decision", "show", "76"),
          List.of("decision", "show", "77"),
          List.of("decision", "show", "78"),
          List.of("decision", "show", "79"),
          List.of("decision", "vote", "7777", "agree"),
          List.of("decision", "enact", "7777"),
          List.of("decision", "withdraw", "4444"),
          List.of("decision", "list"),
          List.of("decision", "show", "4444"),
          List.of("resource", "add", "صورت‌جلسهٔ جمعه", "--file", "minutes.pdf"),
          List.of("resource", "edit", "5555", "--title", "صورت‌جلسهٔ جمعه"),
          List.of("resource", "list"),
          List.of("resource", "show", "5555"),
          List.of("resource", "list", "--tag", "aside"),
          List.of("resource", "show", "9999"),
          List.of("resource", "show", "6666"),
          List.of("resource", "adopt", "9999"),
          List.of("resource", "get", "5555", "--out", "minutes.pdf"),
          List.of("resource", "find", "صورت", "جلسه"),
          List.of("status"),
          List.of("log", "verify"),
          List.of("log", "list"),
          List.of("log", "list", "--after", "9999"),
          List.of("log", "export", "/l.json"),
          List.of("passphrase", "change", "--new-passphrase-file", "-"),
          List.of("doctor"),
          List.of("wipe", "--yes"));

  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  @BeforeEach
  void setZone() {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tehran"));
  }

  @AfterEach
  void restore() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  private static String transcript(String... options) {
    StringBuilder transcript = new StringBuilder();
    for (List<String> command : COMMANDS) {
      List<String> words = new ArrayList<>(command);
      words.addAll(List.of(options));
      Cli.Ran ran = Cli.answering().run(words.toArray(new String[0]));
      assertEquals(0, ran.exit(), () -> command + ": " + ran.err());
      transcript.append("$ peyvand ").append(String.join(" ", words)).append('\n');
      transcript.append(ran.out()).append('\n');
    }
    return transcript.toString();
  }

  private static void assertKept(String name, String transcript) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("peyvand.rewrite")) {
      Files.writeString(file, transcript);
    }
    assertEquals(Files.readString(file), transcript);
  }

  @Test
  void jsonKeepsItsPromise() throws IOException {
    assertKept("json.txt", transcript("--json"));
  }

  @Test
  void englishReadsAsKept() throws IOException {
    assertKept("english.txt", transcript("--lang", "en"));
  }

  @Test
  void persianReadsAsKept() throws IOException {
    assertKept("persian.txt", transcript("--lang", "fa"));
  }

  @Test
  void jsonIsTheSameInEveryLanguageAndUnderEveryDefaultLocale() {
    String english = transcript("--json");
    Locale.setDefault(new Locale("fa", "IR"));
    assertEquals(english, transcript("--json"));
    assertEquals(
        english.replace("--json", "--json --lang fa"), transcript("--json", "--lang", "fa"));
  }

  @Test
  void englishIsTheSameUnderAPersianDefaultLocale() {
    String usual = transcript("--lang", "en");
    Locale.setDefault(new Locale("fa", "IR"));
    assertEquals(usual, transcript("--lang", "en"));
  }
}
