package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What protects a laptop at rest, as its owner uses it. */
@Tag("slow")
@Timeout(300)
class AtRestTest {
  private static final String CHANGED = "glass hill onion map";

  @TempDir Path folder;

  @Test
  void aNewPassphraseOpensTheSameAndTheOldOneNothing() throws Exception {
    Peyvand maryam = filled();
    Facts before = maryam.network();
    Path changed = Files.writeString(folder.resolve("changed"), CHANGED + "\n");
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    change(maryam, empty).failed(2, "passphrase-empty");
    maryam.startHere();
    change(maryam, changed).failed(1, "node-running");
    maryam.stop();
    Path oldSlots = Files.copy(maryam.home().resolve("keyslots"), folder.resolve("old-slots"));
    assertEquals(before.number("entries"), change(maryam, changed).done().number("entries"));
    maryam.run("status").failed(5, "wrong-passphrase");
    Files.writeString(Path.of(maryam.passphraseFile()), CHANGED + "\n");
    assertEquals(before, maryam.network());
    assertEquals("Saffron", maryam.done("resource", "list").items().get(0).text("title"));
    maryam.done("log", "verify");
    maryam.done("resource", "add", "Written later");
    Files.writeString(Path.of(maryam.passphraseFile()), Peyvand.PASSPHRASE + "\n");
    Files.copy(oldSlots, maryam.home().resolve("keyslots"), StandardCopyOption.REPLACE_EXISTING);
    maryam.run("resource", "list").failed(7, "home-damaged");
  }

  private static Ran change(Peyvand laptop, Path file) {
    return laptop.run("passphrase", "change", "--new-passphrase-file", file.toString());
  }

  @Test
  void aWipeWithoutThePassphraseLeavesNothing() {
    Peyvand maryam = filled();
    maryam.bare("--json", "wipe").failed(2, "yes-needed");
    Facts wiped = maryam.bare("--json", "wipe", "--yes").done();
    assertTrue(wiped.number("keys_destroyed_ms") < 1_000, wiped::toString);
    assertTrue(wiped.flag("overwritten"));
    assertEquals(null, wiped.get("node_ended"));
    assertEquals(List.of(), wiped.list("left"));
    assertFalse(Files.exists(maryam.home()));
    maryam.bare("--json", "wipe", "--yes").failed(3, "no-home");
  }

  @Test
  void aRunningNodeForgetsItsKeysAndEnds() throws Exception {
    Peyvand maryam = filled();
    maryam.startHere();
    ProcessHandle node = ProcessHandle.of(maryam.processId()).orElseThrow();
    Facts wiped = maryam.bare("--json", "wipe", "--yes").done();
    assertEquals(true, wiped.get("node_ended"));
    assertTrue(wiped.number("keys_destroyed_ms") < 1_000, wiped::toString);
    node.onExit().get(30, TimeUnit.SECONDS);
    assertFalse(Files.exists(maryam.home()));
  }

  @Test
  void aNodeThatHangsDoesNotHoldTheWipeUpAndBringsNothingBack() throws Exception {
    try (Peyvand maryam = filled()) {
      maryam.startHere();
      signal("-STOP", maryam.processId());
      Ran ran = maryam.bare("--json", "wipe", "--yes");
      assertEquals(0, ran.exit(), ran::toString);
      Facts wiped = Facts.parse(ran.out());
      assertEquals(false, wiped.get("node_ended"));
      assertTrue(wiped.number("keys_destroyed_ms") < 1_000, wiped::toString);
      assertFalse(Files.exists(maryam.home()));
      signal("-CONT", maryam.processId());
      ProcessHandle.of(maryam.processId()).orElseThrow().onExit().get(30, TimeUnit.SECONDS);
      assertFalse(Files.exists(maryam.home().resolve("keyslots")));
      assertFalse(Files.exists(maryam.home().resolve("secrets")));
    }
  }

  private static void signal(String which, long process) throws Exception {
    Process kill = new ProcessBuilder("kill", which, Long.toString(process)).start();
    assertEquals(0, kill.waitFor());
  }

  @Test
  void doctorFindsAHomeInOrderWithAndWithoutANode() throws Exception {
    try (Peyvand maryam = filled()) {
      maryam.done("invite", "create");
      Map<String, Facts> closed = doctor(maryam.run("doctor"), 0);
      assertEquals("few-stewards", closed.get("stewards").text("advice"));
      assertEquals("open-invites", closed.get("invites").text("advice"));
      assertEquals("no-peers", closed.get("peers").text("advice"));
      assertEquals("fine", closed.get("log").text("state"));
      assertEquals("hint", doctor(maryam.bare("--json", "doctor"), 0).get("opens").text("state"));
      maryam.startHere();
      Map<String, Facts> running = doctor(maryam.bare("--json", "doctor"), 0);
      assertEquals("fine", running.get("home-held").text("state"));
      assertEquals("fine", running.get("listening").text("state"));
      assertEquals(closed.keySet(), running.keySet());
    }
  }

  @Test
  void doctorReportsWhateverIsDamaged() throws Exception {
    Peyvand maryam = filled();
    Files.setPosixFilePermissions(maryam.home(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertWrong(maryam, "home-permissions", "close-home");
    Files.write(folder.resolve("wrong"), "wrong".getBytes());
    Ran wrong =
        maryam.bare("--json", "--passphrase-file", folder.resolve("wrong").toString(), "doctor");
    assertEquals("wrong-passphrase", doctor(wrong, 1).get("opens").text("advice"));
    Files.delete(maryam.home().resolve("store").resolve("CURRENT"));
    assertWrong(maryam, "opens", "home-damaged");
    Files.write(maryam.home().resolve("secrets"), new byte[100]);
    assertWrong(maryam, "secrets", "secrets-damaged");
    Files.write(maryam.home().resolve("keyslots"), new byte[10]);
    assertWrong(maryam, "key-slots", "slots-damaged");
    Files.delete(maryam.home().resolve("keyslots"));
    assertWrong(maryam, "key-slots", "slots-missing");
    Files.createDirectory(maryam.home().resolve("keyslots"));
    assertWrong(maryam, "key-slots", "unreadable");
  }

  private static void assertWrong(Peyvand laptop, String check, String advice) {
    Facts item = doctor(laptop.run("doctor"), 1).get(check);
    assertFalse(item.flag("ok"), item::toString);
    assertEquals(advice, item.text("advice"));
  }

  private static Map<String, Facts> doctor(Ran ran, int exit) {
    assertEquals(exit, ran.exit(), ran::toString);
    assertFalse(ran.err().contains("\tat "), ran::toString);
    Map<String, Facts> items = new TreeMap<>();
    Facts.parse(ran.out()).items().forEach(item -> items.put(item.text("check"), item));
    return items;
  }

  private Peyvand filled() {
    Peyvand maryam = Peyvand.init(folder, "maryam");
    maryam.done("network", "create", "Clean water");
    maryam.done("resource", "add", "Saffron", "--text", "Under the mulberry");
    return maryam;
  }
}
