package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.node.Node;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.epoch.EpochSeals;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.Opening;
import org.peyvand.protocol.replica.Replica;

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
      Set<EntryId> before = entries(maryam).keySet();
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
    Waiting.until("equal", () -> digest(maryam).equals(digest(sara)));
    for (Peyvand each : List.of(maryam, omid, sara)) {
      each.stop();
    }
  }

  /** Nobody runs: maryam and sara meet by stick, and omid is alone. */
  private void apart(Peyvand maryam, Peyvand omid, Peyvand sara) {
    omid.done("resource", "add", "Written alone");
    omid.done("decision", "propose", "Everything to Omid");
    maryam.done("member", "suspend", "omid", "--reason", "the laptop was taken");
    maryam.done("resource", "add", AFTER.get(0));
    carry(maryam, sara);
    sara.done("decision", "propose", AFTER.get(1));
    carry(sara, maryam);
  }

  private void carry(Peyvand from, Peyvand to) {
    String file = folder.resolve("stick").toString();
    from.done("bundle", "export", file);
    to.done("bundle", "import", file);
    assertTrue(new java.io.File(file).delete());
  }

  private void together(Peyvand maryam, Peyvand omid, Peyvand sara) throws Exception {
    String at = maryam.startHere();
    omid.run("sync", "--with", at, "--wait", "60").failed(6, "stranger-answers");
    sara.done("sync", "--with", at, "--wait", "30");
    carry(omid, maryam);
    sara.done("sync", "--with", at, "--wait", "30");
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
    Map<EntryId, SignedEntry> all = entries(maryam);
    Map<EntryId, SignedEntry> own = entries(omid);
    try (Node node = open(omid)) {
      Replica replica = replica(node);
      all.values().stream()
          .flatMap(signed -> signed.entry().header().block().stream())
          .filter(EpochSeals::isWhole)
          .forEach(block -> replica.keyring().absorb(block));
      int sealed = 0;
      for (SignedEntry signed : all.values()) {
        Opening opening = replica.open(signed.entry());
        if (before.contains(signed.entry().id()) || own.containsKey(signed.entry().id())) {
          assertInstanceOf(Opening.Read.class, opening);
        } else {
          assertInstanceOf(Opening.Sealed.class, opening);
          sealed++;
        }
      }
      assertTrue(sealed >= 3, "the suspension, a note and a proposal, found " + sealed);
    }
    String shown = omid.done("resource", "list").toString() + omid.done("decision", "list");
    assertTrue(shown.contains("Known to all"));
    AFTER.forEach(text -> assertFalse(shown.contains(text), text));
    try (Stream<Path> files = Files.walk(omid.home())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        AFTER.forEach(text -> assertFalse(bytes.contains(text), file + " holds " + text));
      }
    }
  }

  private static Map<EntryId, SignedEntry> entries(Peyvand laptop) throws Exception {
    try (Node node = open(laptop)) {
      return entries(replica(node));
    }
  }

  private static Map<EntryId, SignedEntry> entries(Replica replica) throws StoreException {
    Map<EntryId, SignedEntry> entries = new HashMap<>();
    for (Head head : replica.store().heads()) {
      List<SignedEntry> line =
          replica.store().read(head.branch(), head.firstSeq(), 1_000, Integer.MAX_VALUE);
      new ArrayList<>(line).forEach(signed -> entries.put(signed.entry().id(), signed));
    }
    return entries;
  }

  private static Node open(Peyvand laptop) throws Exception {
    String passphrase = Files.readString(Path.of(laptop.passphraseFile())).strip();
    return Node.open(laptop.home(), passphrase.toCharArray());
  }

  private static Replica replica(Node node) {
    Group group = node.groups().all().iterator().next();
    return group.replica();
  }
}
