package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a person typed stands readable in any file that the program made. */
@Tag("slow")
@Timeout(300)
class RawFilesTest {
  private static final List<Charset> ENCODINGS =
      List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

  /** All typed in {@link #session}; each is looked for whole. */
  private static final List<String> CANARIES =
      List.of(
          "Zarafshan-Founder",
          "Humbaba-Joiner",
          "Quicksilver Orchard",
          "Vermilion proposal",
          "Ballots by lantern",
          "Because of the heron",
          "Saffron ledger",
          "Text under the mulberry",
          "کبوتر نامه‌بر",
          "tag-tamarisk",
          "Contents of the walnut box",
          "walnut-box.txt",
          Peyvand.PASSPHRASE);

  @TempDir Path folder;

  @Test
  void neitherHomesNorTemporaryFilesHoldWhatWasTyped() throws Exception {
    try (Peyvand maryam = Peyvand.blank(folder, "first");
        Peyvand omid = Peyvand.blank(folder, "second")) {
      session(maryam, omid);
      assertUnreadable(maryam, omid);
      maryam.kill();
      omid.kill();
      assertUnreadable(maryam, omid);
      assertOwnerOnly(maryam.home());
      assertOwnerOnly(omid.home());
      assertEquals(2, omid.done("resource", "list").items().size(), "it was all there");
      maryam.done("log", "verify");
      assertUnreadable(maryam, omid);
    }
  }

  private void session(Peyvand maryam, Peyvand omid) throws Exception {
    maryam.done("init", "--name", "Zarafshan-Founder");
    omid.done("init", "--name", "Humbaba-Joiner");
    maryam.done("network", "create", "Quicksilver Orchard");
    String at = maryam.startHere();
    omid.startHere();
    Pair.join(maryam, omid, at);
    String id =
        maryam
            .done("decision", "propose", "Vermilion proposal", "--text", "Ballots by lantern")
            .text("id");
    maryam.done("decision", "vote", id, "agree", "--reason", "Because of the heron");
    maryam.done(
        "resource",
        "add",
        "Saffron ledger",
        "--text",
        "Text under the mulberry",
        "--tag",
        "tag-tamarisk");
    Path file = Files.createDirectories(folder.resolve("documents")).resolve("walnut-box.txt");
    Files.writeString(file, "Contents of the walnut box. ".repeat(5_000));
    maryam.done("resource", "add", "کبوتر نامه‌بر", "--file", file.toString());
    Waiting.until("both resources", () -> omid.done("resource", "list").items().size() == 2);
    omid.done("resource", "find", "Saffron ledger");
    maryam.run("decision", "show", "Vermilion nothing").failed(3, "decision-not-found");
  }

  private static void assertUnreadable(Peyvand... laptops) throws IOException {
    int looked = 0;
    for (Peyvand laptop : laptops) {
      for (Path root : List.of(laptop.home(), laptop.temporary())) {
        for (Path file : files(root)) {
          looked++;
          assertUnreadable(file);
        }
      }
    }
    assertTrue(looked > 10, "looked at " + looked + " files");
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }

  private static void assertUnreadable(Path file) throws IOException {
    String raw = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    for (String canary : CANARIES) {
      assertFalse(file.toString().contains(canary), file::toString);
      for (Charset encoding : ENCODINGS) {
        String bytes = new String(canary.getBytes(encoding), StandardCharsets.ISO_8859_1);
        assertFalse(raw.contains(bytes), () -> canary + " in " + encoding + " in " + file);
      }
    }
  }

  /** RocksDB makes its files as the system usually does, in a folder that nobody else may enter. */
  private static void assertOwnerOnly(Path home) throws IOException {
    List<String> open = new ArrayList<>();
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        boolean folder = Files.isDirectory(path);
        boolean database = path.getParent().equals(home.resolve("store"));
        String expected = folder ? "rwx------" : "rw-------";
        String found = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        if (folder || !database) {
          boolean socket = !folder && !Files.isRegularFile(path);
          if (!found.equals(expected) && !socket) {
            open.add(found + " " + path);
          }
        }
      }
    }
    assertEquals(List.of(), open);
  }
}
