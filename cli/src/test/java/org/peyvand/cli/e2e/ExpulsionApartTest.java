package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.replica.Opening;

/** The group decides that somebody goes, who is cut off with a friend; then the halves meet. */
@Tag("slow")
@Timeout(600)
class ExpulsionApartTest {
  private static final List<String> AFTER =
      List.of("the hidden cellar", "noon at the mill", "the red lantern");

  @TempDir Path folder;
  private Peyvand maryam;
  private Peyvand omid;
  private Peyvand sara;
  private Peyvand kian;
  private Peyvand leyla;
  private String at;

  @BeforeEach
  void fiveMeet() throws Exception {
    maryam = Peyvand.init(folder, "maryam");
    omid = Peyvand.init(folder, "omid");
    sara = Peyvand.init(folder, "sara");
    kian = Peyvand.init(folder, "kian");
    leyla = Peyvand.init(folder, "leyla");
    maryam.done("network", "create", "Clean water");
    at = maryam.startHere();
    for (Peyvand guest : List.of(omid, sara, kian, leyla)) {
      guest.startHere();
      Pair.join(maryam, guest, at);
    }
    kian.done("resource", "add", "Known to all");
    equal(maryam, omid, sara, kian, leyla);
    kian.stop();
    leyla.stop();
  }

  @AfterEach
  void end() {
    List.of(maryam, omid, sara, kian, leyla).forEach(Peyvand::close);
  }

  @Test
  void afterAReunionAllSeeTheExpulsionForTheSameReasonsAndTheExpelledReadNothingNew()
      throws Exception {
    theyDecideThatKianGoes();
    kianAndLeylaGoOn();
    theHalvesMeet();
    List<String> written = theyWriteOn();
    for (Peyvand each : List.of(maryam, omid, sara, leyla)) {
      each.stop();
    }
    assertAllSeeTheSame();
    assertReadsNothingNew(written);
  }

  private static void equal(Peyvand... laptops) throws Exception {
    List<Peyvand> others = List.of(laptops).subList(1, laptops.length);
    for (Peyvand other : others) {
      Waiting.until("equal", () -> laptops[0].digest().equals(other.digest()));
    }
  }

  /** In the half that goes on running. */
  private void theyDecideThatKianGoes() throws Exception {
    String id =
        maryam
            .done("decision", "propose", "Kian goes", "--effect", "expel", "--target", "kian")
            .text("id");
    for (Peyvand voter : List.of(maryam, omid, sara)) {
      Waiting.until("the proposal", () -> voter.run("decision", "show", id).exit() == 0);
      voter.done("decision", "vote", id, "agree");
    }
    Waiting.until("the votes", () -> sara.done("decision", "show", id).flag("enough"));
    assertEquals("enacted", sara.done("decision", "enact", id).text("state"));
    equal(sara, maryam, omid);
    assertEquals("expelled", maryam.done("member", "show", "kian").text("state"));
  }

  /** In the other half no node runs: the two meet by stick, and know of nothing. */
  private void kianAndLeylaGoOn() throws Exception {
    kian.done("resource", "add", "Written alone");
    String id =
        kian.done("decision", "propose", "Maryam goes", "--effect", "expel", "--target", "maryam")
            .text("id");
    kian.done("decision", "vote", id, "agree");
    Pair.carry(folder, kian, leyla);
    leyla.done("decision", "vote", id, "agree");
    leyla.done("resource", "add", "By a friend");
    Pair.carry(folder, leyla, kian);
    assertEquals(2, kian.done("decision", "show", id).number("agreed"));
    kian.run("decision", "enact", id).failed(4, "too-few-agreed");
  }

  private void theHalvesMeet() throws Exception {
    kian.run("sync", "--with", at, "--wait", "60").failed(6, "stranger-answers");
    leyla.startHere();
    leyla.done("sync", "--with", at, "--wait", "60");
    equal(maryam, omid, sara, leyla);
  }

  /** People of both halves write; returns the names of the entries. */
  private List<String> theyWriteOn() throws Exception {
    List<String> written =
        List.of(
            maryam.done("resource", "add", AFTER.get(0)).text("id"),
            leyla.done("decision", "propose", AFTER.get(1)).text("id"),
            omid.done("resource", "add", AFTER.get(2)).text("id"));
    equal(maryam, omid, sara, leyla);
    return written;
  }

  private void assertAllSeeTheSame() {
    List<Facts> members = members(maryam);
    Facts gone = maryam.done("member", "show", "kian");
    assertEquals("expelled", gone.text("state"));
    Facts last = gone.all("reasons").get(gone.all("reasons").size() - 1);
    assertEquals(List.of("expel", "sara"), List.of(last.text("effect"), last.text("by")));
    assertEquals(List.of(3L, 5L), List.of(last.number("agreed"), last.number("electorate")));
    for (Peyvand each : List.of(maryam, omid, sara, leyla)) {
      assertEquals(members, members(each));
      Facts shown = each.done("member", "show", "kian");
      assertEquals(gone.list("because"), shown.list("because"));
      assertEquals(gone.list("reasons"), shown.list("reasons"));
      String told =
          each.done("resource", "list").toString() + each.done("decision", "list").toString();
      AFTER.forEach(text -> assertTrue(told.contains(text), text));
      assertTrue(told.contains("By a friend"), told);
    }
  }

  /** As all see them: without which of the devices it is that is asked. */
  private static List<Facts> members(Peyvand laptop) {
    List<Facts> members = laptop.done("member", "list").items();
    for (Facts member : members) {
      assertEquals(
          member.text("name").equals("kian") ? "expelled" : "active", member.text("state"));
      assertFalse(member.list("because").isEmpty(), member::toString);
      member.map().remove("this_device");
      member.map().remove("all_devices");
    }
    return members;
  }

  /** The expelled home is given all that anybody wrote, and opens what it had and nothing new. */
  private void assertReadsNothingNew(List<String> written) throws Exception {
    String file = folder.resolve("for others").toString();
    maryam.done("bundle", "export", file);
    kian.run("bundle", "import", file).failed(7, "not-bundle");
    Map<EntryId, SignedEntry> own = Reader.entries(kian);
    Map<EntryId, Opening> opened = Reader.opened(kian, Reader.entries(maryam));
    List<String> sealed = new ArrayList<>();
    opened.forEach(
        (id, opening) -> {
          if (own.containsKey(id)) {
            assertInstanceOf(Opening.Read.class, opening);
          } else if (opening instanceof Opening.Sealed) {
            sealed.add(id.hex());
          }
        });
    assertTrue(sealed.containsAll(written), () -> written + " among " + sealed);
    Reader.assertTellsNothing(kian, AFTER);
  }
}
