package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything carried on a stick, with no network at all; each test goes on from the last. */
@Tag("slow")
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StickTest {
  @TempDir static Path folder;
  private static Peyvand maryam;
  private static Peyvand omid;
  private static Peyvand leyla;
  private static String code;
  private static String decision;

  @BeforeAll
  static void begin() {
    maryam = Peyvand.init(folder, "maryam");
    omid = Peyvand.init(folder, "omid");
    leyla = Peyvand.init(folder, "leyla");
    maryam.done("network", "create", "Clean water");
    leyla.done("network", "create", "Another one");
    code = maryam.done("invite", "create").text("code");
  }

  private static String stick(String name) {
    return folder.resolve(name + ".bundle").toString();
  }

  private static Facts carry(Peyvand from, Peyvand to, String name, String... options) {
    String[] words = {"bundle", "export", stick(name)};
    String[] all = Arrays.copyOf(words, words.length + options.length);
    System.arraycopy(options, 0, all, words.length, options.length);
    from.done(all);
    return to.done("bundle", "import", stick(name));
  }

  @Test
  @Order(1)
  void theRequestGoesOutAndTheAdmissionComesBack() {
    Facts asked = omid.done("join", code);
    assertEquals("waiting", asked.text("state"));
    carry(omid, maryam, "request");
    Facts request = maryam.done("member", "requests").items().get(0);
    assertEquals(asked.list("words"), request.list("words"));
    maryam.done("member", "admit", request.text("id"));
    Facts imported = carry(maryam, omid, "admission");
    assertTrue(imported.number("accepted") > 0, imported::toString);
    assertEquals("admitted", omid.done("join", code).text("state"));
    assertEquals(2, omid.done("member", "list").items().size());
  }

  @Test
  @Order(2)
  void votesGoBothWays() {
    decision = maryam.done("decision", "propose", "Meet on Friday").text("id");
    maryam.done("decision", "vote", decision, "agree");
    carry(maryam, omid, "proposal", "--since-last");
    omid.done("decision", "vote", decision, "agree");
    carry(omid, maryam, "ballot");
    assertEquals("passed", maryam.done("decision", "close", decision).text("result"));
    carry(maryam, omid, "close", "--since-last");
    Facts here = maryam.done("decision", "show", decision);
    Facts there = omid.done("decision", "show", decision);
    assertEquals("settled", there.text("state"));
    assertEquals(here.get("counts"), there.get("counts"));
    assertEquals(maryam.network().get("digest"), omid.network().get("digest"));
  }

  @Test
  @Order(3)
  void whatWasImportedBeforeIsHadAlreadyAndOldAfterNewDoesNoHarm() {
    Object digest = omid.network().get("digest");
    for (String name : List.of("close", "admission", "proposal")) {
      Facts again = omid.done("bundle", "import", stick(name));
      assertEquals(0, again.number("accepted"), name);
      assertEquals(again.number("entries"), again.number("already_had"), name);
    }
    assertEquals(digest, omid.network().get("digest"));
    maryam.done("bundle", "export", stick("nothing"), "--since-last");
    assertEquals(0, omid.done("bundle", "import", stick("nothing")).number("entries"));
    maryam.run("bundle", "export", stick("nothing")).failed(1, "file-exists");
    assertTrue(Files.exists(Path.of(stick("nothing"))), "what was there is gone");
  }

  @Test
  @Order(4)
  void ofATruncatedBundleTheFirstPartIsUseful() throws IOException {
    byte[] noise = new byte[2_000_000];
    new Random(5).nextBytes(noise);
    Path file = Files.write(folder.resolve("noise.bin"), noise);
    for (String title : List.of("first", "second")) {
      maryam.done("resource", "add", title, "--file", file.toString());
    }
    maryam.done("bundle", "export", stick("whole"), "--since-last");
    byte[] whole = Files.readAllBytes(Path.of(stick("whole")));
    assertTrue(whole.length > noise.length);
    long before = omid.network().number("entries");
    Files.write(Path.of(stick("cut")), Arrays.copyOf(whole, whole.length * 3 / 4));
    omid.run("bundle", "import", stick("cut")).failed(7, "bundle-damaged");
    long between = omid.network().number("entries");
    assertTrue(between > before, "expected a part of it, found none");
    flipped(whole, whole.length / 2, "bundle-damaged");
    int salt = 5; // behind it stand stanzas, where a flip spoils only one reader's
    flipped(whole, salt, "not-bundle");
    omid.done("bundle", "import", stick("whole"));
    assertTrue(omid.network().number("entries") > between);
    assertEquals(maryam.network().get("digest"), omid.network().get("digest"));
    assertTrue(omid.done("log", "verify").flag("ok"));
  }

  private static void flipped(byte[] whole, int at, String error) throws IOException {
    byte[] bad = whole.clone();
    bad[at] ^= 1;
    Files.write(Path.of(stick("flipped")), bad);
    omid.run("bundle", "import", stick("flipped")).failed(7, error);
  }

  @Test
  @Order(5)
  void foreignAndMeaninglessFilesAreTold() throws IOException {
    leyla.run("bundle", "import", stick("whole")).failed(7, "not-bundle");
    byte[] garbage = new byte[100_000];
    new Random(6).nextBytes(garbage);
    for (int length : List.of(0, 1, 100, 100_000)) {
      Files.write(Path.of(stick("garbage")), Arrays.copyOf(garbage, length));
      omid.run("bundle", "import", stick("garbage")).failed(7, "not-bundle");
    }
    omid.run("bundle", "import", folder.toString()).failed(1, "io");
  }

  @Test
  @Order(6)
  void aCodeWithATypedErrorNamesItsPart() {
    int third = 2 * 6;
    char other = code.charAt(third) == '7' ? '8' : '7';
    String wrong = code.substring(0, third) + other + code.substring(third + 1);
    Facts error = leyla.run("join", wrong).failed(7, "code-wrong");
    assertTrue(error.text("message").contains("part 3 "), error::toString);
    leyla.run("join", code.substring(0, 36)).failed(7, "code-unreadable");
  }

  @Test
  @Order(7)
  void aSpentARevokedAndAForeignCodeLetNobodyIn() {
    assertEquals("waiting", leyla.done("join", code).text("state"));
    leyla.done("bundle", "export", stick("spent"), "--join", code);
    maryam.run("bundle", "import", stick("spent")).failed(4, "code-used");
    assertEquals(List.of(), maryam.done("member", "requests").items());
    Facts invite = maryam.done("invite", "create", "--uses", "2");
    maryam.done("invite", "revoke", invite.text("id"));
    try (Peyvand sara = Peyvand.init(folder, "sara")) {
      sara.done("join", invite.text("code"));
      sara.done("bundle", "export", stick("revoked"));
      Ran refused = maryam.run("bundle", "import", stick("revoked"));
      assertTrue(refused.exit() == 4 || refused.exit() == 7, refused::toString);
      String foreign = leyla.done("invite", "create").text("code");
      sara.done("join", foreign);
      sara.run("bundle", "export", stick("foreign")).failed(2, "choose-join");
      sara.done("bundle", "export", stick("foreign"), "--join", foreign);
      Ran nothing = maryam.run("bundle", "import", stick("foreign"));
      assertTrue(nothing.exit() == 4 || nothing.exit() == 7, nothing::toString);
    }
    assertEquals(List.of(), maryam.done("member", "requests").items());
    assertEquals(2, maryam.done("member", "list").items().size());
  }
}
