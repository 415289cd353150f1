package org.peyvand.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.cli.render.Messages;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.ControlServer;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.LogVerifyResult;
import org.peyvand.node.control.proto.Result;

class AppTest {
  private static Cli failing(FailureCode code, String... arguments) {
    return new Cli(
            new FakeNode(
                true,
                (request, replies) -> {
                  throw new ControlException(code, arguments);
                }))
        .with("PEYVAND_PASSPHRASE_FILE", "-")
        .input(FakeNode.PASSPHRASE + "\n");
  }

  private static String[] filled(FailureCode code) {
    String[] arguments = new String[code.arguments()];
    Arrays.fill(arguments, "ARGUMENT");
    return arguments;
  }

  @Test
  void everyFailureHasItsExitCodeAndAMessageInBothLanguages() {
    for (FailureCode code : FailureCode.values()) {
      for (String language : new String[] {"en", "fa"}) {
        Cli.Ran ran = failing(code, filled(code)).run("status", "--lang", language);
        assertEquals(code.exitCode(), ran.exit(), code.key());
        Messages messages = Messages.in(language);
        assertTrue(messages.has("error." + code.key()), code.key());
        assertTrue(messages.has("hint." + code.key()), code.key());
        assertFalse(ran.err().contains("{"), ran.err());
        assertEquals("", ran.out());
      }
    }
  }

  @Test
  void numbersAndKeysInFailuresSpeakTheLanguage() {
    assertTrue(
        failing(FailureCode.CODE_WRONG, "3").run("status", "--lang", "fa").err().contains("بخش ۳"));
    String role = failing(FailureCode.ROLE_NEEDED, "steward").run("status", "--lang", "fa").err();
    assertTrue(role.contains("هماهنگ‌کننده"), role);
    String typed = failing(FailureCode.NETWORK_NOT_FOUND, "1234").run("status").err();
    assertTrue(typed.contains("\n1234\n"), typed);
  }

  @Test
  void aDamagedLogIsShownAndIsSeven() {
    Cli.Ran ran =
        new Cli(
                new FakeNode(
                    true,
                    (request, replies) ->
                        replies.result(
                            Result.newBuilder()
                                .setLogVerify(LogVerifyResult.newBuilder().setDamaged(1))
                                .build())))
            .with("PEYVAND_PASSPHRASE_FILE", "-")
            .input(FakeNode.PASSPHRASE + "\n")
            .run("log", "verify", "--json");
    assertEquals(7, ran.exit());
    assertTrue(ran.out().contains("\"ok\":false"), ran.out());
  }

  @Test
  void aCodeIsDrawnForPeopleOnly() {
    Cli cli =
        new Cli(new FakeNode(true, Canned::answer))
            .with("LANG", "en_US.UTF-8")
            .typing(FakeNode.PASSPHRASE);
    assertTrue(cli.run("invite", "create").out().contains("████"));
    assertFalse(cli.run("invite", "create", "--plain").out().contains("█"));
    assertTrue(cli.with("TERM", "dumb").run("invite", "create").out().contains("####"));
    assertFalse(Cli.answering().run("invite", "create").out().contains("█"));
  }

  @Test
  void withJsonTheLastErrorLineIsADocument() {
    Cli.Ran ran = failing(FailureCode.NETWORK_NOT_FOUND, "book").run("status", "--json");
    assertEquals(3, ran.exit());
    assertTrue(
        ran.lastErrorLine().startsWith("{\"error\":{\"code\":\"network-not-found\",\"message\":\""),
        ran.err());
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    Cli.Ran ran = Cli.answering().run("network", "list", "--wrong");
    assertEquals(2, ran.exit());
    assertTrue(ran.err().contains("\n--wrong\n"), ran.err());
    Cli.Ran json = Cli.answering().run("--json", "network", "list", "--wrong");
    assertTrue(json.lastErrorLine().contains("\"unknown-argument\""), json.err());
  }

  @Test
  void anUnknownCommandIsWrongUsage() {
    assertEquals(2, Cli.answering().run("netwrok").exit());
    assertEquals(2, Cli.answering().run("network", "craete").exit());
  }

  @Test
  void aMissingArgumentIsNamed() {
    Cli.Ran ran = Cli.answering().run("resource", "get", "5555");
    assertEquals(2, ran.exit());
    assertTrue(ran.err().contains("--out"), ran.err());
    assertTrue(Cli.answering().run("decision", "vote", "4").err().contains("CHOICE"));
  }

  @Test
  void aValueThatDoesNotFitIsNamed() {
    Cli.Ran ran = Cli.answering().run("invite", "create", "--uses", "many");
    assertEquals(2, ran.exit());
    assertTrue(ran.err().contains("--uses many"), ran.err());
    assertEquals(2, Cli.answering().run("status", "--lang", "de").exit());
  }

  @Test
  void aNounWithoutAVerbShowsItsHelp() {
    Cli.Ran ran = Cli.answering().run("network");
    assertEquals(2, ran.exit());
    assertTrue(ran.err().contains("create"), ran.err());
    assertTrue(Cli.answering().run("network", "--json").err().contains("missing-command"));
  }

  @Test
  void withoutInputAPromptFailsAndNamesTheOption() {
    Cli cli = new Cli(new FakeNode(true, Canned::answer)).typing(FakeNode.PASSPHRASE);
    Cli.Ran ran = cli.run("status", "--no-input");
    assertEquals(2, ran.exit());
    assertTrue(ran.err().contains("--passphrase-file"), ran.err());
    assertEquals(0, cli.run("status").exit());
  }

  @Test
  void aWrongPassphraseIsFive() {
    assertEquals(5, Cli.answering().input("open barley\n").run("status").exit());
  }

  @Test
  void anEmptyPassphraseIsRefused() {
    assertEquals(2, Cli.answering().input("\n").run("status").exit());
  }

  @Test
  void aPassphraseFileIsReadUpToItsFirstLineEnd(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("p"), FakeNode.PASSPHRASE + "\nmore\n");
    Cli cli = new Cli(new FakeNode(true, Canned::answer));
    assertEquals(0, cli.run("status", "--passphrase-file", file.toString()).exit());
    assertEquals(3, cli.run("status", "--passphrase-file", file + "x").exit());
  }

  @Test
  void aMissingHomeIsNotFound() {
    Cli.Ran ran = new Cli(new FakeNode(false, Canned::answer)).run("status");
    assertEquals(3, ran.exit());
    assertTrue(ran.err().contains("/nowhere/peyvand-home"), ran.err());
  }

  @Test
  void initMakesAHomeAndAsksTwice() {
    Cli.Ran ran =
        new Cli(new FakeNode(false, Canned::answer))
            .typing(FakeNode.PASSPHRASE)
            .run("init", "--name", "مریم", "--json");
    assertEquals(0, ran.exit(), ran.err());
    String expected =
        "{\"schema\":\"peyvand/1/init\",\"device\":\"" + Canned.id("d") + "\",\"name\":\"مریم\"}\n";
    assertEquals(expected, ran.out());
  }

  @Test
  void initInAHomeThatExistsChangesNothing() {
    assertEquals(1, Cli.answering().run("init", "--name", "Ali").exit());
  }

  @Test
  void globalOptionsAreUnderstoodAnywhere() {
    FakeNode node = new FakeNode(true, Canned::answer);
    Cli cli = new Cli(node).with("PEYVAND_PASSPHRASE_FILE", "-").input(FakeNode.PASSPHRASE + "\n");
    String first = cli.run("--json", "--network", "book", "network", "show").out();
    String last = cli.run("network", "show", "--network", "book", "--json").out();
    assertEquals(first, last);
    assertEquals("book", node.requests.get(0).getNetwork());
    assertEquals("book", node.requests.get(1).getNetwork());
    assertEquals(node.opened, node.closed);
  }

  @Test
  void persianChoicesAndDigitsAreUnderstood() {
    FakeNode node = new FakeNode(true, Canned::answer);
    Cli cli = new Cli(node).with("PEYVAND_PASSPHRASE_FILE", "-").input(FakeNode.PASSPHRASE + "\n");
    cli.run("decision", "vote", "4", "مخـالف");
    cli.run("decision", "vote", "4", "Option A");
    cli.run("decision", "propose", "t", "--method", "عدم‌مخالفت");
    cli.run("sync", "--with", "۱۹۲.۱۶۸.۱.۵:۴۰۰۱", "--wait", "۱۲");
    assertEquals("disagree", node.requests.get(0).getDecisionVote().getChoice());
    assertEquals("Option A", node.requests.get(1).getDecisionVote().getChoice());
    assertEquals("consent", node.requests.get(2).getDecisionPropose().getMethod());
    assertEquals("192.168.1.5:4001", node.requests.get(3).getSync().getWith());
    assertEquals(12, node.requests.get(3).getSync().getWaitSeconds());
  }

  @Test
  void aTextFromInputFollowsThePassphrase() {
    FakeNode node = new FakeNode(true, Canned::answer);
    new Cli(node)
        .with("PEYVAND_PASSPHRASE_FILE", "-")
        .input(FakeNode.PASSPHRASE + "\nFirst line.\nSecond line.\n")
        .run("resource", "add", "t", "--text", "-");
    assertEquals("First line.\nSecond line.", node.requests.get(0).getResourceAdd().getText());
  }

  @Test
  void aRunningNodeIsAskedWithoutAPassphrase(@TempDir Path home) throws IOException {
    ControlServer server = ControlServer.start(home, Canned::answer);
    Cli cli = new Cli(new FakeNode(false, Canned::answer)).with("PEYVAND_HOME", home.toString());
    Cli.Ran ran = cli.run("status", "--no-input", "--json");
    server.close();
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(Cli.answering().run("status", "--json").out(), ran.out());
  }

  @Test
  void aHomeThatIsBusyForAMomentIsWaitedFor() {
    FakeNode node = new FakeNode(true, Canned::answer);
    node.busyTimes = 2;
    Cli cli = new Cli(node).typing(FakeNode.PASSPHRASE);
    assertEquals(0, cli.run("status").exit());
    assertEquals(1, node.opened);
  }

  @Test
  void noticesGoToStandardErrorOnly() {
    Cli.Ran ran =
        new Cli(
                new FakeNode(
                    true,
                    (request, replies) -> {
                      replies.notice("join-words", List.of("river lamp stone"));
                      Canned.answer(request, replies);
                    }))
            .with("PEYVAND_PASSPHRASE_FILE", "-")
            .input(FakeNode.PASSPHRASE + "\n")
            .run("join", "CODE", "--wait", "5", "--json");
    assertTrue(ran.err().contains("\nriver lamp stone\n"), ran.err());
    assertEquals(1, ran.out().lines().count());
  }

  @Test
  void aWipeWantsItsWordInEitherLanguage() {
    FakeNode node = new FakeNode(true, Canned::answer);
    Cli cli = new Cli(node).typing("unasked");
    Cli.Ran no = cli.input("yes\n").run("wipe");
    assertEquals(1, no.exit());
    assertTrue(no.err().contains("Nothing was destroyed."), no.err());
    assertEquals(1, cli.input("").run("wipe").exit());
    assertEquals(0, node.wiped);
    assertEquals(0, cli.input("wipe\n").run("wipe").exit());
    assertEquals(0, cli.input("نابود‌کن\n").run("wipe", "--lang", "fa").exit());
    assertEquals(0, cli.input("").run("wipe", "--yes").exit());
    assertEquals(3, node.wiped);
  }

  @Test
  void whereNobodyCanBeAskedAWipeNamesItsOption() {
    FakeNode node = new FakeNode(true, Canned::answer);
    Cli.Ran ran = new Cli(node).input("wipe\n").run("wipe", "--json");
    assertEquals(2, ran.exit());
    assertTrue(ran.lastErrorLine().contains("--yes"), ran.err());
    assertEquals(0, node.wiped);
    assertEquals(3, new Cli(new FakeNode(false, Canned::answer)).run("wipe", "--yes").exit());
  }

  @Test
  void aPassphraseIsChangedToOneThatIsNotEmptyAndWasTypedTwice(@TempDir Path folder)
      throws IOException {
    FakeNode node = new FakeNode(true, Canned::answer);
    Cli asked = new Cli(node).typing(FakeNode.PASSPHRASE);
    assertEquals(0, asked.run("passphrase", "change").exit());
    assertEquals(FakeNode.PASSPHRASE, node.changed);
    Path file = Files.writeString(folder.resolve("new"), "چهار واژهٔ تازه\nmore\n");
    String[] words = {"passphrase", "change", "--new-passphrase-file", file.toString()};
    assertEquals(0, asked.run(words).exit());
    assertEquals("چهار واژهٔ تازه", node.changed);
    Files.writeString(file, "\nmore\n");
    assertEquals(2, asked.run(words).exit());
    Cli.Ran unasked = Cli.answering().run("passphrase", "change");
    assertEquals(2, unasked.exit());
    assertTrue(unasked.err().contains("--new-passphrase-file"), unasked.err());
    assertEquals(5, new Cli(node).typing("open barley").run(words[0], words[1]).exit());
  }

  @Test
  void aPassphraseIsNotChangedUnderARunningNode(@TempDir Path home) throws IOException {
    ControlServer server = ControlServer.start(home, Canned::answer);
    Cli cli = Cli.answering().with("PEYVAND_HOME", home.toString());
    Cli.Ran ran = cli.run("passphrase", "change", "--new-passphrase-file", "-", "--json");
    server.close();
    assertEquals(1, ran.exit(), ran.err());
    assertTrue(ran.lastErrorLine().contains("\"node-running\""), ran.err());
  }

  @Test
  void doctorSaysWhatItCanAndOneWrongThingMakesItOne() {
    Cli.Ran unasked = new Cli(new FakeNode(true, Canned::answer)).run("doctor", "--json");
    assertEquals(0, unasked.exit(), unasked.err());
    assertTrue(unasked.out().contains("\"not-opened\""), unasked.out());
    Cli.Ran wrong = Cli.answering().input("open barley\n").run("doctor");
    assertEquals(1, wrong.exit());
    assertTrue(wrong.out().contains("The passphrase is wrong."), wrong.out());
  }

  /** Every key that the node can send; a new one belongs here and into both bundles. */
  @Test
  void everyCheckAndAdviceHasItsWordsInBothLanguages() throws IOException {
    for (String language : new String[] {"en", "fa"}) {
      Messages messages = Messages.in(language);
      for (String source :
          new String[] {
            "doctor/HomeChecks",
            "doctor/MachineChecks",
            "doctor/Examination",
            "doctor/ListenCheck",
            "handler/NetworkChecks",
            "handler/DoctorRequests"
          }) {
        Path file = Path.of("../node/src/main/java/org/peyvand/node/" + source + ".java");
        Matcher found =
            Pattern.compile("(fine|hint|warning|wrong)\\(\"([a-z-]+)\"(?:, \"([a-z-]+)\")?")
                .matcher(Files.readString(file).replaceAll("\\s+", " "));
        while (found.find()) {
          assertTrue(messages.has("check." + found.group(2)), found.group());
          boolean told = found.group(3) == null || messages.has("advice." + found.group(3));
          assertTrue(told, found.group());
        }
      }
    }
  }

  @Test
  void completionKnowsEveryCommand() {
    for (String shell : new String[] {"bash", "zsh", "fish"}) {
      Cli.Ran ran = Cli.answering().run("completion", shell);
      assertEquals(0, ran.exit(), ran.err());
      for (String word : new String[] {"network", "propose", "met-in-person", "passphrase-file"}) {
        assertTrue(ran.out().contains(word), shell + ": " + word);
      }
    }
  }
}
