package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.replica.Opening;

/** Somebody is removed while they are cut off and go on writing; then the halves meet. */
@Tag("slow")
@Timeout(480)
class RemovalApartTest {
  private static final List<String> AFTER = List.of("the hidden cellar", "noon at the mill");

  @TempDir Path folder;

  @Test
  void whoIsRemovedWhileCutOffReadsNothingWrittenAfterAndTheOthersAllSeeTheSame() throws Exception {
    try (Peyvand maryam = Peyvand.init(folder, "maryam");
        Peyvand omid = Peyvand.init(folder, "omid");
        Peyvand sara = Peyvand.init(folder, "sara")) {
      meet(maryam, omid, sara);
      Set<EntryId> before = Reader.entries(maryam).keySet();
      apart(maryam, omid, sara);
      together(maryam, omid, sara);
      assertReadsNothingNew(maryam, omid, before);
    }
  }

  private static void meet(Peyvand maryam, Peyvand omid, Peyvand sara) throws Exception {
    maryam.done("network", "create", "Clean water");
    String at = maryam.startHere();
    for (Peyvand guest : List.of(omid, sara)) {
      guest.startHere();
      Pair.join(maryam, guest, at);
    }
    omid.done("resource", "add", "Known to all");
    for (Peyvand other : List.of(maryam, sara)) {
      Waiting.until("the note", () -> other.done("resource", "list").items().size() == 1);
    }
    Waiting.until("equal", () -> maryam.digest().equals(sara.digest()));
    for (Peyvand each : List.of(maryam, omid, sara)) {
      each.stop();
    }
  }

  /** Nobody runs: maryam and sara meet by stick, and omid is alone. */
  private void apart(Peyvand maryam, Peyvand omid, Peyvand sara) throws Exception {
    omid.done("resource", "add", "Written alone");
    omid.done("decision", "propose", "Everything to Omid");
    maryam.done("member", "suspend", "omid", "--reason", "the laptop was taken");
    maryam.done("resource", "add", AFTER.get(0));
    Pair.carry(folder, maryam, sara);
    sara.done("decision", "propose", AFTER.get(1));
    Pair.carry(folder, sara, maryam);
  }

  private void together(Peyvand maryam, Peyvand omid, Peyvand sara) throws Exception {
    String at = maryam.startHere();
    omid.run("sync", "--with", at, "--wait", "60").failed(6, "stranger-answers");
    sara.done("sync", "--with", at, "--wait", "60");
    Pair.carry(folder, omid, maryam);
    sara.done("sync", "--with", at, "--wait", "60");
    maryam.stop();
    String file = folder.resolve("for others").toString();
    maryam.done("bundle", "export", file);
    omid.run("bundle", "import", file).failed(7, "not-bundle");
    assertEquals(digest(maryam), digest(sara));
    for (Peyvand each : List.of(maryam, sara)) {
      Facts gone = each.done("member", "show", "omid");
      assertEquals("suspended", gone.text("state"));
      assertEquals(maryam.done("member", "show", "omid").list("because"), gone.list("because"));
      assertTrue(
          gone.all("reasons").stream().anyMatch(r -> "the laptop was taken".equals(r.get("text"))));
      assertEquals("active", each.done("member", "show", "maryam").text("state"));
      assertEquals("active", each.done("member", "show", "sara").text("state"));
      assertTrue(each.done("resource", "list").toString().contains(AFTER.get(0)));
      assertTrue(each.done("decision", "list").toString().contains(AFTER.get(1)));
    }
  }

  private static Object digest(Peyvand laptop) {
    return laptop.network().get("digest");
  }

  /**
   * The removed home, its passphrase and every byte that anybody wrote, seals included: what was
   * written before opens, and nothing of what was written after.
   */
  private static void assertReadsNothingNew(Peyvand maryam, Peyvand omid, Set<EntryId> before)
      throws Exception {
    Set<EntryId> own = Reader.entries(omid).keySet();
    int sealed = 0;
    for (Map.Entry<EntryId, Opening> each :
        Reader.opened(omid, Reader.entries(maryam)).entrySet()) {
      if (before.contains(each.getKey()) || own.contains(each.getKey())) {
        assertInstanceOf(Opening.Read.class, each.getValue());
      } else {
        assertInstanceOf(Opening.Sealed.class, each.getValue());
        sealed++;
      }
    }
    assertTrue(sealed >= 3, "the suspension, a note and a proposal, found " + sealed);
    assertTrue(omid.done("resource", "list").toString().contains("Known to all"));
    Reader.assertTellsNothing(omid, AFTER);
  }
}
