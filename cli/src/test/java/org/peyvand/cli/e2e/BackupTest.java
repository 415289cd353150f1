package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A lost laptop, by hand; each test goes on from the last. */
@Tag("slow")
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupTest {
  @TempDir static Path folder;
  private static Peyvand maryam;
  private static Peyvand omid;
  private static Peyvand found;
  private static String at;
  private static String file;
  private static String decision;
  private static String map;
  private static byte[] bytes;

  @BeforeAll
  static void begin() {
    maryam = Peyvand.init(folder, "maryam");
    omid = Peyvand.init(folder, "omid");
    file = folder.resolve("omid.backup").toString();
    maryam.done("network", "create", "Clean water");
    at = maryam.startHere();
    Pair.join(maryam, omid, at);
  }

  @AfterAll
  static void end() {
    maryam.close();
    omid.close();
    if (found != null) {
      found.close();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Test
  @Order(1)
  void aBackupIsWrittenWhileTheNodeRunsAndVerifiedAnywhere() throws Exception {
    bytes = new byte[300_000];
    new Random(11).nextBytes(bytes);
    Path source = Files.write(folder.resolve("map.bin"), bytes);
    omid.done("sync", "--with", at);
    map = omid.done("resource", "add", "Map", "--file", source.toString()).text("id");
    decision = omid.done("decision", "propose", "Meet on Friday").text("id");
    omid.done("decision", "vote", decision, "agree");
    omid.startHere();
    Facts made = omid.done("backup", "create", file);
    assertTrue(made.number("entries") > 5, made::toString);
    assertEquals(Files.size(Path.of(file)), made.number("bytes"));
    omid.run("backup", "create", file).failed(1, "file-exists");
    Facts verified = omid.done("backup", "verify", file);
    assertEquals(made.number("entries"), verified.number("entries"));
    assertEquals(made.number("bytes"), verified.number("bytes"));
    omid.stop();
  }

  @Test
  @Order(2)
  void whatIsWrongWithAFileIsToldAndNothingIsLeft() throws Exception {
    byte[] whole = Files.readAllBytes(Path.of(file));
    Peyvand other = Peyvand.blank(folder, "other");
    int head = 744;
    refused(other, flipped(whole, 5), "not-backup");
    refused(other, flipped(whole, head - 1), "not-backup");
    refused(other, flipped(whole, head + 5), "backup-damaged");
    refused(other, flipped(whole, whole.length - 1), "backup-damaged");
    refused(other, Arrays.copyOf(whole, whole.length - 1), "backup-cut");
    refused(other, Arrays.copyOf(whole, head), "backup-cut");
    other.run("backup", "verify", broken()).failed(7, "backup-cut");
    refused(other, Arrays.copyOf(whole, 100), "not-backup");
    refused(other, Arrays.copyOf(whole, whole.length + 1), "backup-damaged");
    Path wrong = Files.writeString(folder.resolve("wrong.passphrase"), "another one\n");
    String[] option = {"--backup-passphrase-file", wrong.toString()};
    other.run("backup", "verify", file, option[0], option[1]).failed(5, "wrong-passphrase");
    other.run("backup", "restore", file, option[0], option[1]).failed(5, "wrong-passphrase");
    other.run("backup", "restore", file + "none").failed(3, "file-not-found");
    maryam.run("backup", "restore", file).failed(1, "home-exists");
    assertFalse(Files.exists(other.home()));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.filter(f -> f.toString().endsWith(".unfinished")).count());
    }
  }

  private static byte[] flipped(byte[] whole, int at) {
    byte[] bad = whole.clone();
    bad[at] ^= 1;
    return bad;
  }

  private static String broken() {
    return folder.resolve("broken.backup").toString();
  }

  private static void refused(Peyvand other, byte[] bad, String code) throws IOException {
    Files.write(Path.of(broken()), bad);
    other.run("backup", "restore", broken()).failed(7, code);
  }

  @Test
  @Order(3)
  void onAnotherMachineTheHistoryIsReadAtOnceAndNothingIsWritten() throws Exception {
    String lost = omid.done("status").text("device");
    delete(omid.home());
    found = Peyvand.blank(folder, "found");
    Facts restored = found.done("backup", "restore", file);
    assertNotEquals(lost, restored.text("device"));
    assertEquals("omid", found.done("status").text("name"));
    assertEquals("waiting", found.network().text("state"));
    assertEquals(restored.all("networks").get(0).list("words"), found.network().list("link_words"));
    assertEquals("open", found.done("decision", "show", decision).text("state"));
    assertEquals(1, found.done("decision", "list").items().size());
    assertEquals("Map", found.done("resource", "show", map).text("title"));
    assertEquals(1, found.done("resource", "list").items().size());
    Path got = folder.resolve("got.bin");
    found.done("resource", "get", map, "--out", got.toString());
    assertArrayEquals(bytes, Files.readAllBytes(got));
    assertEquals(2, found.done("member", "list").items().size());
    Facts log = found.done("log", "verify");
    assertTrue(log.flag("ok"));
    assertEquals(restored.number("entries"), log.number("entries"));
    for (List<String> words :
        List.of(
            List.of("decision", "vote", decision, "disagree"),
            List.of("decision", "propose", "x"),
            List.of("resource", "add", "x"),
            List.of("invite", "create"),
            List.of("network", "leave"))) {
      found.run(words.toArray(String[]::new)).failed(4, "not-linked");
    }
  }

  @Test
  @Order(4)
  void aMemberSaysYesAndTheNewDeviceWritesAsTheSamePerson() {
    found.run("sync", "--with", at).failed(4, "not-linked");
    Facts request = maryam.done("member", "requests").items().get(0);
    assertEquals(found.network().list("link_words"), request.list("words"));
    maryam.done("resource", "add", "written meanwhile");
    maryam.done("member", "admit", request.text("id"));
    assertTrue(found.done("sync", "--with", at).flag("equal"));
    assertEquals("active", found.network().text("state"));
    assertEquals(List.of(), found.network().list("link_words"));
    assertEquals(2, found.done("resource", "list").items().size());
    found.done("decision", "vote", decision, "disagree");
    found.done("resource", "add", "from the new laptop");
    found.done("sync", "--with", at);
    assertEquals(1, maryam.done("decision", "show", decision).number("voted"));
    List<Facts> members = maryam.done("member", "list").items();
    assertEquals(2, members.size());
    assertEquals(2, members.stream().mapToLong(m -> m.number("devices")).max().orElseThrow());
    assertEqualAndWhole(found);
  }

  private static void assertEqualAndWhole(Peyvand other) {
    assertEquals(maryam.network().get("digest"), other.network().get("digest"));
    for (Peyvand each : List.of(maryam, other)) {
      Facts log = each.done("log", "verify");
      assertTrue(log.flag("ok"));
      assertEquals(0, log.number("forks"));
    }
  }

  @Test
  @Order(5)
  void whatIsSpentLinksNobodyElse() {
    try (Peyvand thief = Peyvand.blank(folder, "thief")) {
      thief.done("backup", "restore", file);
      thief.run("sync", "--with", at).failed(6, "nobody-reachable");
      assertEquals(List.of(), maryam.done("member", "requests").items());
    }
  }

  @Test
  @Order(6)
  void withoutAnyNetworkTheRequestAndTheYesGoByStick() {
    String second = folder.resolve("second.backup").toString();
    found.done("backup", "create", second);
    found.done("sync", "--with", at);
    try (Peyvand carried = Peyvand.blank(folder, "carried")) {
      carried.done("backup", "restore", second);
      String out = folder.resolve("request.bundle").toString();
      carried.done("bundle", "export", out);
      assertEquals(1, maryam.done("bundle", "import", out).number("requests"));
      Facts request = maryam.done("member", "requests").items().get(0);
      assertEquals(carried.network().list("link_words"), request.list("words"));
      maryam.done("member", "admit", request.text("id"));
      String back = folder.resolve("yes.bundle").toString();
      maryam.done("bundle", "export", back);
      carried.done("bundle", "import", back);
      assertEquals("active", carried.network().text("state"));
      carried.done("resource", "add", "by stick");
      carried.done("sync", "--with", at);
      assertEqualAndWhole(carried);
    }
  }

  @Test
  @Order(7)
  void aRunningNodeThatWasRestoredIsLinkedByItselfOnceSomebodySaysYes() throws Exception {
    String third = folder.resolve("third.backup").toString();
    found.done("backup", "create", third);
    found.done("sync", "--with", at);
    try (Peyvand running = Peyvand.blank(folder, "running")) {
      running.done("backup", "restore", third);
      running.startHere();
      Waiting.until("the request", () -> maryam.done("member", "requests").items().size() == 1);
      String request = maryam.done("member", "requests").items().get(0).text("id");
      maryam.done("member", "admit", request);
      Waiting.until("the link", () -> running.network().text("state").equals("active"));
      running.done("resource", "add", "from a running node");
      Waiting.until("the sync", () -> maryam.digest().equals(running.digest()));
    }
  }
}
