package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a group decides about its own members, by hand; each test goes on from the last. */
@Tag("slow")
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PowersByHandTest {
  @TempDir static Path folder;
  private static final List<Peyvand> homes = new ArrayList<>();
  private static Peyvand maryam;
  private static Peyvand omid;
  private static Peyvand sara;
  private static Peyvand kian;
  private static String at;

  @BeforeAll
  static void threeMeet() {
    maryam = home("maryam");
    maryam.done("network", "create", "Clean water");
    at = maryam.startHere();
    omid = joined("omid");
    sara = joined("sara");
  }

  @AfterAll
  static void end() {
    homes.forEach(Peyvand::close);
  }

  private static Peyvand home(String name) {
    Peyvand made = Peyvand.init(folder, name);
    homes.add(made);
    return made;
  }

  private static Peyvand joined(String name) {
    Peyvand guest = home(name);
    guest.startHere();
    Pair.join(maryam, guest, at);
    return guest;
  }

  private static String propose(Peyvand by, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("decision", "propose"));
    all.addAll(List.of(words));
    String id = by.done(all.toArray(String[]::new)).text("id");
    for (Peyvand other : List.of(maryam, omid, sara)) {
      Waiting.until("the proposal", () -> other.run("decision", "show", id).exit() == 0);
    }
    return id;
  }

  private static List<String> titles(Peyvand at) {
    return at.done("resource", "list").items().stream().map(item -> item.text("title")).toList();
  }

  private static Facts show(Peyvand at, String decision) {
    return at.done("decision", "show", decision);
  }

  /** All vote, and the last enacts once it has seen enough. */
  private static void agreeAndEnact(String decision, Peyvand... voters) throws Exception {
    for (Peyvand voter : voters) {
      voter.done("decision", "vote", decision, "agree");
    }
    Peyvand last = voters[voters.length - 1];
    Waiting.until("the votes", () -> show(last, decision).flag("enough"));
    assertEquals("enacted", last.done("decision", "enact", decision).text("state"));
    for (Peyvand other : voters) {
      Waiting.until("enacted", () -> show(other, decision).text("state").equals("enacted"));
    }
  }

  private static Facts member(Peyvand at, String name) {
    return at.done("member", "show", name);
  }

  private static void becomes(String name, String key, String value) throws Exception {
    for (Peyvand other : List.of(maryam, omid, sara)) {
      Waiting.until(name + " " + value, () -> member(other, name).text(key).equals(value));
    }
  }

  @Test
  @Order(1)
  void aRoleIsGrantedOnceEnoughAgreeAndNoSooner() throws Exception {
    String id =
        propose(
            maryam,
            "A second steward",
            "--effect",
            "grant-role",
            "--target",
            "omid",
            "--value",
            "steward");
    maryam.done("decision", "vote", id, "agree");
    Facts few = maryam.run("decision", "enact", id).failed(4, "too-few-agreed");
    assertTrue(few.text("message").contains("needs 2 of 3, and has 1"), few.text("message"));
    assertTrue(few.text("hint").contains("sara"), few.text("hint"));
    maryam.run("decision", "close", id).failed(4, "enact-not-close");
    maryam.run("decision", "vote", id, "disagree").failed(4, "agreed-for-good");
    Facts open = show(maryam, id);
    assertEquals("threshold", open.text("method"));
    assertEquals("open", open.text("state"));
    assertEquals("grant-role", open.text("effect"));
    assertEquals(member(maryam, "omid").text("id"), open.text("target"));
    assertEquals("steward", open.text("value"));
    assertEquals(2, open.number("needed"));
    assertEquals(1, open.number("agreed"));
    assertEquals(3, open.number("electorate"));
    assertEquals(1, open.list("because").size());
    assertNull(open.get("result"));
    agreeAndEnact(id, sara);
    becomes("omid", "role", "steward");
    assertEquals("passed", show(omid, id).text("result"));
    omid.run("decision", "enact", id).failed(4, "enacted-already");
    omid.run("decision", "vote", id, "agree").failed(4, "enacted-already");
    maryam
        .run(
            "decision",
            "propose",
            "Again",
            "--effect",
            "grant-role",
            "--target",
            "omid",
            "--value",
            "steward")
        .failed(4, "effect-not-now");
    List<Facts> reasons = member(sara, "omid").all("reasons");
    assertEquals(List.of("admit", "enact"), reasons.stream().map(r -> r.text("act")).toList());
    Facts enacted = reasons.get(1);
    assertEquals("sara", enacted.text("by"));
    assertEquals("grant-role", enacted.text("effect"));
    assertEquals(2, enacted.number("agreed"));
    assertEquals(enacted.text("entry"), member(sara, "omid").list("because").get(1));
  }

  @Test
  @Order(2)
  void whatIsTypedWronglyIsToldAsSuch() throws Exception {
    maryam.run("decision", "propose", "x", "--effect", "bless").failed(2, "unknown-effect");
    maryam.run("decision", "propose", "x", "--effect", "expel").failed(2, "missing-argument");
    maryam.run("decision", "propose", "x", "--target", "omid").failed(2, "missing-argument");
    maryam
        .run("decision", "propose", "x", "--method", "threshold")
        .failed(2, "method-needs-effect");
    maryam
        .run(
            "decision",
            "propose",
            "x",
            "--effect",
            "expel",
            "--target",
            "omid",
            "--method",
            "majority")
        .failed(2, "effect-method");
    maryam
        .run("decision", "propose", "x", "--effect", "expel", "--target", "nobody")
        .failed(3, "member-not-found");
    for (String value : List.of("quorum=101", "quorum", "mood=good", "tellers=newcomer")) {
      maryam
          .run("decision", "propose", "x", "--effect", "policy", "--value", value)
          .failed(2, "bad-value");
    }
    maryam.run("decision", "propose", "x", "--effect", "recover").failed(2, "missing-argument");
    maryam
        .run("decision", "propose", "x", "--effect", "reinstate", "--target", "omid")
        .failed(4, "effect-not-now");
    String usual = propose(maryam, "We meet on Fridays");
    maryam.run("decision", "enact", usual).failed(4, "nothing-to-enact");
    String other = propose(omid, "More must vote", "--effect", "policy", "--value", "quorum=۶۰");
    assertEquals("quorum=60", show(maryam, other).text("value"));
    maryam.run("decision", "withdraw", other).failed(4, "not-proposer");
    assertEquals("withdrawn", omid.done("decision", "withdraw", other).text("state"));
    omid.run("decision", "enact", other).failed(4, "decision-not-open");
  }

  @Test
  @Order(3)
  void newcomersReadOnlyWhatIsSharedSinceAndBecomeMembersOnceOthersVouch() throws Exception {
    for (String rule : List.of("admission-gives=newcomer", "history=since-joining")) {
      agreeAndEnact(propose(omid, rule, "--effect", "policy", "--value", rule), omid, maryam);
    }
    maryam.done("resource", "add", "Old ledger");
    kian = joined("kian");
    omid.done("resource", "add", "New ledger");
    Waiting.until("the new one", () -> titles(kian).contains("New ledger"));
    assertEquals(List.of("New ledger"), titles(kian));
    Waiting.until("both", () -> titles(sara).size() == 2);
    assertTrue(kian.done("log", "verify").flag("ok"));
    assertEquals("newcomer", member(maryam, "kian").text("role"));
    kian.run("decision", "propose", "x").failed(4, "role-needed");
    becomes("kian", "role", "newcomer");
    assertEquals("newcomer", maryam.done("member", "vouch", "kian").text("role"));
    maryam.run("member", "vouch", "kian").failed(4, "vouched-already");
    maryam.run("member", "vouch", "omid").failed(4, "nothing-to-vouch");
    omid.done("member", "vouch", "kian");
    becomes("kian", "role", "member");
    omid.run("member", "vouch", "kian").failed(4, "nothing-to-vouch");
    assertTrue(
        member(sara, "kian").all("reasons").stream().anyMatch(r -> r.text("act").equals("vouch")));
  }

  @Test
  @Order(4)
  void aStewardSuspendsAtOnceAndTheGroupBringsBack() throws Exception {
    Waiting.until("kian knows", () -> member(kian, "kian").text("role").equals("member"));
    sara.run("member", "suspend", "kian", "--reason", "x").failed(4, "role-needed");
    omid.run("member", "suspend", "omid", "--reason", "x").failed(4, "own-suspension");
    Facts suspended = omid.done("member", "suspend", "kian", "--reason", "sold our list");
    assertEquals("suspended", suspended.text("state"));
    becomes("kian", "state", "suspended");
    Facts why =
        member(sara, "kian").all("reasons").stream()
            .filter(r -> r.text("act").equals("suspend"))
            .findFirst()
            .orElseThrow();
    assertEquals("omid", why.text("by"));
    assertEquals("sold our list", why.text("text"));
    omid.run("member", "suspend", "sara", "--reason", "x").failed(4, "suspension-open");
    maryam.run("member", "suspend", "kian", "--reason", "x").failed(4, "member-not-active");
    String id = propose(maryam, "Kian stays", "--effect", "reinstate", "--target", "kian");
    assertEquals(4, show(maryam, id).number("electorate"));
    assertEquals(3, show(maryam, id).number("needed"));
    agreeAndEnact(id, maryam, sara, omid);
    becomes("kian", "state", "active");
  }

  @Test
  @Order(5)
  void aMemberIsExpelledByTheOthers() throws Exception {
    String id = propose(sara, "Kian goes", "--effect", "expel", "--target", "kian");
    Waiting.until("kian hears", () -> kian.run("decision", "show", id).exit() == 0);
    kian.run("decision", "vote", id, "disagree").failed(4, "own-removal");
    assertEquals(3, show(sara, id).number("awaited"), "the target is not awaited");
    agreeAndEnact(id, sara, maryam, omid);
    becomes("kian", "state", "expelled");
    Facts last =
        member(maryam, "kian").all("reasons").stream()
            .reduce((before, after) -> after)
            .orElseThrow();
    assertEquals("expel", last.text("effect"));
    assertEquals("omid", last.text("by"));
    assertEquals(3, last.number("agreed"));
    assertEquals(4, last.number("electorate"));
  }

  @Test
  @Order(6)
  void aLostDeviceIsRetiredFromAnother() throws Exception {
    String code =
        sara.done("invite", "create", "--for-device", "--address", sara.ready().text("listen"))
            .text("code");
    Peyvand second = home("sara2");
    second.startHere();
    second.done("join", code);
    Waiting.until("the request", () -> !sara.done("member", "requests").items().isEmpty());
    sara.done("member", "admit", sara.done("member", "requests").items().get(0).text("id"));
    assertEquals("admitted", second.done("join", code, "--wait", "60").text("state"));
    String lost = second.ready().text("device");
    assertEquals(2, member(sara, "sara").number("devices"));
    second.run("member", "retire-device", lost).failed(4, "own-device");
    Waiting.until("omid knows", () -> member(omid, "sara").number("devices") == 2);
    Facts hint = omid.run("member", "retire-device", lost).failed(4, "device-of-another");
    assertTrue(hint.text("hint").contains("--effect retire-device --target " + lost));
    Facts now = sara.done("member", "retire-device", lost);
    assertEquals(1, now.number("devices"));
    assertEquals(
        List.of("in-use", "retired"),
        now.all("all_devices").stream().map(d -> d.text("state")).toList());
    sara.run("member", "retire-device", lost).failed(4, "device-out");
    Waiting.until("omid knows", () -> member(omid, "sara").number("devices") == 1);
  }

  @Test
  @Order(7)
  void anotherMembersDeviceIsRetiredByTheGroup() throws Exception {
    String device = omid.ready().text("device");
    String id =
        propose(
            maryam,
            "Omid lost it",
            "--effect",
            "retire-device",
            "--target",
            device.substring(0, 12));
    assertEquals(device, show(maryam, id).text("target"));
    assertEquals(List.of("omid"), show(maryam, id).list("target_names"));
    omid.run("decision", "vote", id, "agree").failed(4, "own-removal");
    agreeAndEnact(id, maryam, sara);
    assertEquals(0, member(maryam, "omid").number("devices"));
  }

  @Test
  @Order(8)
  void whoLostAllDevicesIsVouchedBackIn() throws Exception {
    String code =
        maryam.done("invite", "create", "--for-member", "omid", "--address", at).text("code");
    maryam.run("invite", "create", "--for-member", "maryam").failed(4, "own-invite");
    Peyvand back = home("omid2");
    String device = back.done("status").text("device");
    back.startHere();
    back.done("join", code);
    maryam.done("member", "admit", maryam.done("member", "requests").items().get(0).text("id"));
    assertEquals("waiting", stateOf(device));
    assertEquals("waiting", back.done("join", code, "--wait", "2").text("state"));
    maryam.done("member", "vouch", "omid");
    maryam.run("member", "vouch", "omid").failed(4, "vouched-already");
    assertEquals("waiting", stateOf(device));
    Waiting.until("sara knows", () -> sara.run("member", "vouch", "omid").exit() == 0);
    Waiting.until("in use", () -> stateOf(device).equals("in-use"));
    assertEquals("admitted", back.done("join", code, "--wait", "60").text("state"));
    assertEquals("omid", member(back, "omid").text("name"));
    assertTrue(member(back, "omid").flag("this_device"));
    back.done("decision", "propose", "Back again");
    assertEquals("steward", member(maryam, "omid").text("role"));
  }

  private static String stateOf(String device) {
    return member(maryam, "omid").all("all_devices").stream()
        .filter(d -> d.text("id").equals(device))
        .findFirst()
        .orElseThrow()
        .text("state");
  }
}
