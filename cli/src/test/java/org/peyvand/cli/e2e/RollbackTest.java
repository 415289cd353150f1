package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Homes that were copied or put back, two real processes over the loopback. */
@Tag("slow")
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollbackTest {
  @TempDir static Path folder;
  private static Peyvand maryam;
  private static Peyvand omid;
  private static String at;

  @BeforeAll
  static void begin() {
    maryam = Peyvand.init(folder, "maryam");
    omid = Peyvand.init(folder, "omid");
    maryam.done("network", "create", "Clean water");
    at = maryam.startHere();
    Pair.join(maryam, omid, at);
    omid.done("sync", "--with", at);
  }

  @AfterAll
  static void end() {
    maryam.close();
    omid.close();
  }

  /** What somebody does who copies the folder. */
  private static Peyvand copy(Peyvand of, String name) throws IOException {
    Peyvand copy = Peyvand.blank(folder, name);
    copyTree(of.home(), copy.home());
    return copy;
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Files.copy(each, to.resolve(from.relativize(each)));
      }
    }
  }

  private static void assertStopped(Peyvand copy) {
    assertEquals("copied", copy.network().text("state"));
    copy.run("decision", "propose", "x").failed(4, "writing-stopped");
    copy.run("resource", "add", "x").failed(4, "writing-stopped");
    copy.run("invite", "create").failed(4, "writing-stopped");
    copy.run("network", "leave").failed(4, "writing-stopped");
    String words = copy.bare("--passphrase-file", copy.passphraseFile(), "status").out();
    assertTrue(words.contains("put back to an earlier state"), words);
    assertTrue(words.contains("invite create --for-device"), words);
  }

  private static void assertUndisturbed() {
    assertEquals("active", maryam.network().text("state"));
    maryam.done("resource", "add", "goes on");
    Facts log = maryam.done("log", "verify");
    assertTrue(log.flag("ok"));
  }

  @Test
  @Order(1)
  void whoIsBehindItselfLearnsItAtFirstContactThoughItsCallsMeetSilence() throws Exception {
    try (Peyvand old = copy(omid, "old")) {
      for (int i = 0; i < 5; i++) {
        omid.done("resource", "add", "ahead " + i);
        omid.done("sync", "--with", at);
      }
      assertEquals("active", old.network().text("state"));
      assertTrue(old.done("sync", "--with", at).flag("equal"));
      assertStopped(old);
      old.startHere();
      assertStopped(old);
      old.stop();
      assertUndisturbed();
      assertEquals(0, maryam.done("log", "verify").number("forks"));
      assertTrue(omid.done("sync", "--with", at).flag("equal"));
      assertEquals("active", omid.network().text("state"));
    }
  }

  @Test
  @Order(2)
  void aStoreThatWasPutBackAloneIsNoticedWithoutAnybody() throws Exception {
    try (Peyvand partly = copy(omid, "partly")) {
      Path before = folder.resolve("store.before");
      copyTree(partly.home().resolve("store"), before);
      byte[] mark = Files.readAllBytes(partly.home().resolve("mark"));
      partly.done("resource", "add", "lost with the database");
      Path store = partly.home().resolve("store");
      try (Stream<Path> files = Files.list(store)) {
        for (Path each : files.toList()) {
          Files.delete(each);
        }
      }
      Files.delete(store);
      copyTree(before, store);
      Files.write(partly.home().resolve("mark"), mark);
      assertStopped(partly);
      assertTrue(partly.done("log", "verify").flag("ok"));
      assertEquals(2, partly.done("member", "list").items().size());
    }
  }

  @Test
  @Order(3)
  void twoCopiesThatBothWroteAreNoticedByTheThirdWhoProvesItAndThenIsSilentToBoth()
      throws Exception {
    try (Peyvand twin = copy(omid, "twin")) {
      omid.done("resource", "add", "by the one");
      twin.done("resource", "add", "by the other");
      omid.done("sync", "--with", at);
      twin.done("sync", "--with", at);
      assertStopped(twin);
      assertEquals(1, maryam.done("log", "verify").number("forks"));
      assertUndisturbed();
      omid.run("sync", "--with", at).failed(6, "stranger-answers");
      twin.run("sync", "--with", at).failed(6, "stranger-answers");
      assertUndisturbed();
    }
  }
}
