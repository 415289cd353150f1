package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The session that a person types by hand, over the loopback; each test goes on from the last. */
@Tag("slow")
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ByHandTest {
  @TempDir static Path folder;
  private static Peyvand maryam;
  private static Peyvand omid;
  private static String at;
  private static String decision;

  @BeforeAll
  static void begin() {
    maryam = Peyvand.blank(folder, "maryam");
    omid = Peyvand.blank(folder, "omid");
  }

  @AfterAll
  static void end() {
    maryam.close();
    omid.close();
  }

  @Test
  @Order(1)
  void aHomeIsMadeOnceAndTheWrongPassphraseIsToldAsSuch() throws Exception {
    maryam.run("status").failed(3, "no-home");
    maryam.run("run").failed(3, "no-home");
    Facts made = maryam.done("init", "--name", "مریم");
    assertEquals("peyvand/1/init", made.text("schema"));
    assertEquals("مریم", made.text("name"));
    assertEquals(64, made.text("device").length());
    maryam.run("init", "--name", "مریم").failed(1, "home-exists");
    Path wrong = Files.writeString(folder.resolve("wrong"), "another one\n");
    maryam
        .bare("--json", "--passphrase-file", wrong.toString(), "status")
        .failed(5, "wrong-passphrase");
    maryam.bare("--json", "status").failed(2, "input-needed");
    maryam.run("network", "show").failed(3, "no-network");
    assertEquals(made.text("device"), maryam.done("status").text("device"));
    omid.done("init", "--name", "Omid");
  }

  @Test
  @Order(2)
  void aNetworkIsFoundedAndTheRunningNodeAsksForNoPassphrase() {
    Facts network = maryam.done("network", "create", "Clean water", "--purpose", "coordination");
    assertEquals("Clean water", network.text("name"));
    assertEquals("coordination", network.text("purpose"));
    assertNull(maryam.done("status").get("listen"));
    at = maryam.startHere();
    omid.startHere();
    assertEquals("peyvand/1/ready", maryam.ready().text("schema"));
    Facts status = maryam.bare("--json", "status").done();
    assertEquals(at, status.text("listen"));
    assertEquals(maryam.ready().text("device"), status.text("device"));
    assertEquals(1, maryam.bare("--json", "network", "list").done().items().size());
  }

  @Test
  @Order(3)
  void whoHasACodeIsLetInOnceAPersonHasComparedSixWords() throws Exception {
    Facts invite = maryam.done("invite", "create");
    String code = invite.text("code");
    Facts asked = omid.done("join", code);
    assertEquals("waiting", asked.text("state"));
    assertEquals(6, asked.list("words").size());
    Waiting.until("the request", () -> !maryam.done("member", "requests").items().isEmpty());
    Facts request = maryam.done("member", "requests").items().get(0);
    assertEquals("Omid", request.text("name"));
    assertEquals(asked.list("words"), request.list("words"));
    assertEquals("waiting", omid.done("join", code).text("state"));
    Facts admitted = maryam.done("member", "admit", request.text("id").substring(0, 8));
    assertEquals("admitted", admitted.text("state"));
    Facts in = omid.done("join", code, "--wait", "60");
    assertEquals("admitted", in.text("state"));
    assertEquals(maryam.network().text("id"), in.text("network"));
    assertEquals(2, maryam.done("member", "list").items().size());
    assertEquals("used", maryam.done("invite", "list").items().get(0).text("state"));
    maryam.run("member", "admit", request.text("id")).failed(3, "request-not-found");
  }

  @Test
  @Order(4)
  void aDecisionSettlesWithTheSameCountsOnBoth() throws Exception {
    decision = maryam.done("decision", "propose", "Meet on Friday", "--text", "At six.").text("id");
    Waiting.until("the proposal", () -> omid.run("decision", "show", decision).exit() == 0);
    omid.run("decision", "vote", decision, "perhaps").failed(2, "unknown-choice");
    omid.done("decision", "vote", decision, "agree", "--reason", "Friday is free");
    maryam.done("decision", "vote", "Meet on Friday", "agree");
    Waiting.until(
        "both ballots", () -> maryam.done("decision", "show", decision).number("voted") == 2);
    omid.run("decision", "close", decision).failed(4, "not-teller");
    maryam.done("decision", "close", decision);
    Waiting.until(
        "the end", () -> omid.done("decision", "show", decision).text("state").equals("settled"));
    Facts here = maryam.done("decision", "show", decision);
    Facts there = omid.done("decision", "show", decision);
    assertEquals("passed", here.text("result"));
    assertEquals(Map.of("agree", 2L, "abstain", 0L, "disagree", 0L), here.get("counts"));
    for (String key : List.of("state", "result", "counts", "electorate", "voted", "because")) {
      assertEquals(here.get(key), there.get(key), key);
    }
    omid.run("decision", "vote", decision, "disagree").failed(4, "decision-not-open");
  }

  @Test
  @Order(5)
  void notesAndFilesAreSharedFoundAndGot() throws Exception {
    byte[] bytes = new byte[1_000_000];
    new Random(7).nextBytes(bytes);
    Path file = Files.write(folder.resolve("map.bin"), bytes);
    String note =
        maryam.done("resource", "add", "کتاب یزد", "--text", "آب پاکیزه", "--tag", "آب").text("id");
    String map =
        maryam.done("resource", "add", "Map", "--file", file.toString(), "--tag", "map").text("id");
    Waiting.until("both resources", () -> omid.done("resource", "list").items().size() == 2);
    Waiting.until(
        "the whole file",
        () -> omid.done("resource", "show", map).facts("file").number("here_bytes") == 1_000_000);
    Path got = folder.resolve("got.bin");
    omid.done("resource", "get", map, "--out", got.toString());
    assertArrayEquals(bytes, Files.readAllBytes(got));
    omid.run("resource", "get", map, "--out", got.toString()).failed(1, "file-exists");
    assertEquals("آب پاکیزه", omid.done("resource", "show", note).text("text"));
    for (String spelling : List.of("كتاب", "کتاب يزد", "پاكيزه", "پاکیزه‌")) {
      List<Facts> found = omid.done("resource", "find", spelling).items();
      assertEquals(List.of(note), found.stream().map(f -> f.text("id")).toList(), spelling);
    }
    assertEquals(1, omid.done("resource", "list", "--tag", "map").items().size());
    assertEquals(1, omid.done("resource", "list", "--kind", "note").items().size());
    maryam.done("resource", "edit", note, "--text", "آب پاک");
    Waiting.until(
        "the edit", () -> omid.done("resource", "show", note).text("text").equals("آب پاک"));
  }

  @Test
  @Order(6)
  void bothSayTheSameOfTheWholeState() throws Exception {
    Waiting.until("equal digests", () -> maryam.digest().equals(omid.digest()));
    Facts here = maryam.network();
    Facts there = omid.network();
    for (String key : List.of("id", "name", "members", "entries", "heads", "digest", "words")) {
      assertEquals(here.get(key), there.get(key), key);
    }
    for (Peyvand each : List.of(maryam, omid)) {
      Facts verified = each.done("log", "verify");
      assertTrue(verified.flag("ok"));
      assertEquals(0, verified.number("forks"));
      assertEquals(0, verified.number("damaged"));
      assertEquals(here.number("entries"), verified.number("entries"));
    }
    Facts synced = omid.done("sync", "--with", at);
    assertTrue(synced.flag("equal"));
    assertEquals(0, synced.number("received_entries"));
  }

  @Test
  @Order(7)
  void whatIsWrongIsToldByItsExitCode() {
    String nobody = "f".repeat(64);
    maryam.run("decision", "show", nobody).failed(3, "decision-not-found");
    maryam.run("resource", "show", nobody).failed(3, "resource-not-found");
    maryam.run("member", "show", nobody).failed(3, "member-not-found");
    maryam.run("invite", "revoke", nobody).failed(3, "invite-not-found");
    maryam
        .run("--network", "nowhere", "status", "--challenge", "a b")
        .failed(3, "network-not-found");
    maryam.run("log", "list", "--after", nobody).failed(3, "entry-not-found");
    maryam.run("bundle", "import", folder + "/none").failed(3, "file-not-found");
    maryam.run("decision", "shout").failed(2, "unknown-argument");
    maryam.run("decision", "show").failed(2, "missing-argument");
    maryam.run("decision", "propose", "x", "--method", "shouting").failed(2, "unknown-method");
    maryam.run("peer", "add", "here").failed(2, "bad-address");
    maryam.run("join", "no code").failed(7, "code-wrong");
    maryam.run("network", "create", "x", "--purpose", "fun").failed(2, "unknown-purpose");
    maryam.run("sync", "--with", "127.0.0.1:1").failed(6, "not-listening");
    maryam.run("resource", "add", "x".repeat(100_000)).failed(2, "too-long");
  }

  @Test
  @Order(8)
  void whoCameLaterDoesNotVoteOnWhatWasProposedBefore() throws Exception {
    String early = maryam.done("decision", "propose", "Before Sara").text("id");
    String code = maryam.done("invite", "create", "--address", at).text("code");
    try (Peyvand sara = Peyvand.init(folder, "sara")) {
      assertEquals("waiting", sara.done("join", code).text("state"));
      String request = maryam.done("member", "requests").items().get(0).text("id");
      maryam.done("member", "admit", request);
      assertEquals("admitted", sara.done("join", code, "--wait", "60").text("state"));
      sara.done("sync", "--with", at);
      sara.run("decision", "vote", early, "agree").failed(4, "not-electorate");
      sara.run("invite", "revoke", maryam.done("invite", "list").items().get(0).text("id"))
          .failed(4, "role-needed");
    }
  }

  @Test
  @Order(9)
  void withoutRunningNodesTheSameCommandsOpenTheHomes() {
    maryam.stop();
    omid.stop();
    assertEquals("settled", maryam.done("decision", "show", decision).text("state"));
    assertNotEquals(0, maryam.done("status").number("storage_bytes"));
    omid.run("sync", "--with", at).failed(6, "not-listening");
    maryam.run("sync").failed(6, "nobody-reachable");
    assertEquals(at, maryam.start(), "the port of last time");
  }
}
