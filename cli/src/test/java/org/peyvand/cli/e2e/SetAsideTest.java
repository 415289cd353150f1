package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody wrote before hearing of their removal, by stick and by hand. */
@Tag("slow")
@Timeout(480)
class SetAsideTest {
  @TempDir Path folder;

  @Test
  void whatWasSetAsideIsSeenWithWhoseRemovalAndCountsOnceAMemberAdoptsIt() throws Exception {
    try (Peyvand maryam = Peyvand.init(folder, "maryam");
        Peyvand omid = Peyvand.init(folder, "omid");
        Peyvand sara = Peyvand.init(folder, "sara")) {
      meet(maryam, omid, sara);
      String change = apart(maryam, omid, sara);
      assertSeen(maryam, change);
      assertEquals(3, setAsideOfOmid(sara));
      assertRefused(sara);
      adopt(maryam, sara, change);
    }
  }

  private void meet(Peyvand maryam, Peyvand omid, Peyvand sara) throws Exception {
    maryam.done("network", "create", "Clean water");
    String at = maryam.startHere();
    Pair.join(maryam, omid, at);
    Pair.join(maryam, sara, at);
    maryam.done("resource", "add", "Rules");
    maryam.stop();
    carry(maryam, omid);
    carry(maryam, sara);
  }

  /** The removed one's stick reaches somebody who has not heard of the removal. */
  private String apart(Peyvand maryam, Peyvand omid, Peyvand sara) throws Exception {
    omid.done("resource", "add", "Phone list");
    omid.done("resource", "add", "Prices");
    omid.done("resource", "edit", "Rules", "--title", "Better rules");
    maryam.done("member", "suspend", "omid", "--reason", "the laptop was taken");
    carry(omid, sara);
    assertEquals(1, sara.done("resource", "find", "better").items().size());
    carry(sara, maryam);
    carry(maryam, sara);
    assertEquals(maryam.network().get("digest"), sara.network().get("digest"));
    return resource(sara, "Rules").all("set_aside_changes").get(0).text("id");
  }

  private void carry(Peyvand from, Peyvand to) throws Exception {
    Path file = folder.resolve("stick");
    from.done("bundle", "export", file.toString());
    to.done("bundle", "import", file.toString());
    Files.delete(file);
  }

  private static Facts resource(Peyvand at, String named) {
    return at.done("resource", "show", named);
  }

  private static long setAsideOfOmid(Peyvand at) {
    return at.done("member", "show", "omid").number("set_aside");
  }

  private static long setAsideInLog(Peyvand at) {
    return at.done("log", "list").items().stream()
        .filter(entry -> entry.text("state").equals("set-aside"))
        .count();
  }

  private static void assertSeen(Peyvand at, String change) {
    for (String title : List.of("Phone list", "Prices")) {
      Facts note = resource(at, title);
      assertTrue(note.flag("set_aside"));
      Facts by = note.all("set_aside_by").get(0);
      assertEquals("suspend", by.text("act"));
      assertEquals("maryam", by.text("by"));
      assertEquals("the laptop was taken", by.text("text"));
    }
    Facts rules = resource(at, "Rules");
    assertFalse(rules.flag("set_aside"));
    Facts edit = rules.all("set_aside_changes").get(0);
    assertEquals(change, edit.text("id"));
    assertEquals("Better rules", edit.text("title"));
    assertEquals("omid", edit.text("editor"));
    assertEquals(3, setAsideOfOmid(at));
    assertEquals(3, setAsideInLog(at));
    assertEquals(0, at.done("member", "show", "maryam").number("set_aside"));
    String words = inWords(at, "resource");
    assertTrue(words.contains("changes set aside"), words);
    assertTrue(words.contains("maryam suspended omid: the laptop was taken"), words);
    assertTrue(inWords(at, "log").contains("set aside"));
  }

  private static String inWords(Peyvand at, String noun) {
    return at.bare(noun, "list", "--lang", "en", "--passphrase-file", at.passphraseFile()).out();
  }

  private static void assertRefused(Peyvand sara) {
    sara.run("resource", "adopt", "Nothing of that name").failed(3, "resource-not-found");
    sara.run("resource", "adopt", "Rules").failed(4, "not-set-aside");
    sara.done("resource", "add", "By Sara");
    sara.run("resource", "adopt", "By Sara").failed(4, "not-set-aside");
  }

  private void adopt(Peyvand maryam, Peyvand sara, String change) throws Exception {
    Facts adopted = sara.done("resource", "adopt", "Prices");
    assertEquals(2, adopted.number("adopted"));
    assertFalse(adopted.flag("set_aside"));
    sara.run("resource", "adopt", "Prices").failed(4, "not-set-aside");
    carry(sara, maryam);
    for (Peyvand each : List.of(maryam, sara)) {
      assertFalse(resource(each, "Phone list").flag("set_aside"));
      assertEquals(1, setAsideOfOmid(each));
    }
    assertEquals(1, setAsideInLog(maryam));
    assertEquals("Better rules", maryam.done("resource", "adopt", change).text("title"));
    carry(maryam, sara);
    assertEquals(0, setAsideOfOmid(sara));
    assertTrue(resource(sara, "Better rules").all("set_aside_changes").isEmpty());
  }
}
