package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.protocol.replica.ReplicaTest.note;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.sync.Run;

/** The same entries give the same state, whatever way they came. */
class ArrivalOrderTest {
  private final Village village = new Village(12);
  private Villager mina;
  private Villager omid;

  @BeforeEach
  void meet() throws StoreException {
    mina = village.found("Mina");
    omid = village.join(mina, "Omid");
  }

  @Test
  void bothSidesOfAForkAreKeptWhicheverCameFirst() throws StoreException {
    for (Lane lane : Lane.values()) {
      SignedEntry root = Forge.next(omid, lane).act(act(lane, 0));
      List<Run> left = side(root, lane, 1);
      List<Run> right = side(root, lane, 2);
      List<Replica> replicas = new ArrayList<>();
      for (boolean atOnce : new boolean[] {true, false}) {
        replicas.add(taken(atOnce, Forge.runs(root), left, right));
        replicas.add(taken(atOnce, Forge.runs(root), right, left));
      }
      assertEquals(7, size(replicas.get(0)));
      replicas.forEach(replica -> assertSame(replicas.get(0), replica));
    }
  }

  private static int size(Replica replica) {
    try {
      return replica.decisions().all().size() + replica.store().rows(Table.RESOURCE).size();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  private Replica taken(boolean atOnce, List<Run> first, List<Run> second, List<Run> third)
      throws StoreException {
    Villager taker = village.copy(mina);
    List<Run> runs = Stream.of(first, second, third).flatMap(List::stream).toList();
    for (List<Run> part : atOnce ? List.of(runs) : runs.stream().map(List::of).toList()) {
      for (Verdict verdict : taker.replica.take(part).verdicts()) {
        assertEquals(new Verdict.Accepted(1, 0), verdict);
      }
    }
    return taker.replica;
  }

  /** Three entries after a common one; only the common one links to the admission. */
  private List<Run> side(SignedEntry root, Lane lane, int salt) {
    List<SignedEntry> side = new ArrayList<>(List.of(root));
    for (int i = 1; i <= 3; i++) {
      Forge forge = Forge.next(omid, lane).after(side.get(i - 1).entry()).links(List.of());
      side.add(forge.salt(salt).act(act(lane, i)));
    }
    return Forge.runs(side.subList(1, 4).toArray(SignedEntry[]::new));
  }

  private static Act act(Lane lane, int number) {
    return lane == Lane.GOVERNANCE
        ? new Act.Propose("Q" + number, "", "majority", List.of())
        : note("n" + number);
  }

  /** Every order of arrival and every way to cut the chains into runs gives the same state. */
  @Test
  void theWayInWhichRunsCameLeavesNoTrace() throws StoreException {
    Villager sara = village.join(mina, "Sara");
    village.exchange(mina, omid);
    Villager copy = village.copy(omid);
    copy.reopenHeedless();
    List<Villager> all = List.of(mina, omid, sara, copy);
    for (long seed = 1; seed <= 6; seed++) {
      Random random = new Random(seed);
      scribble(all, random);
      List<SignedEntry> entries = all(all);
      Replica expected = null;
      for (int i = 0; i < 4; i++) {
        Villager taker = village.blank(i % 2 == 0 ? mina : sara);
        deliver(taker, shuffledRuns(entries, random), random);
        expected = expected == null ? taker.replica : expected;
        assertSame(expected, taker.replica);
        taker.reopen();
        taker.replica.rebuild();
        assertSame(expected, taker.replica);
      }
    }
  }

  /** Everybody writes something; the copy of Omid makes a fork. */
  private static void scribble(List<Villager> all, Random random) throws StoreException {
    for (int i = 0; i < 12; i++) {
      Villager one = all.get(random.nextInt(all.size()));
      List<EntryId> asked = one.replica.decisions().all().stream().map(Decision::id).toList();
      List<Bytes> shared = List.copyOf(one.replica.store().rows(Table.RESOURCE).keySet());
      int what = random.nextInt(5);
      if (what == 0) {
        one.write(new Act.Propose("Q" + i, "", "consent", List.of()));
      } else if (what == 1 && !asked.isEmpty()) {
        one.write(new Act.Ballot(asked.get(random.nextInt(asked.size())), "agree", ""));
      } else if (what == 2 && !shared.isEmpty()) {
        EntryId id = new EntryId(shared.get(random.nextInt(shared.size())));
        one.write(new Act.EditResource(id, List.of(id), "edit" + i, "", List.of()));
      } else {
        one.replica.write(List.of(note("a" + i), note("b" + i), note("c" + i)), i);
      }
      if (random.nextInt(4) == 0) {
        all.get(random.nextInt(all.size())).replica.take(one.runs());
        for (Villager each : all) {
          each.reopenHeedless();
        }
      }
    }
  }

  private static List<SignedEntry> all(List<Villager> all) throws StoreException {
    Map<EntryId, SignedEntry> entries = new TreeMap<>();
    for (Villager one : all) {
      for (Run run : one.runs()) {
        for (SignedEntry entry : run.entries()) {
          entries.merge(entry.entry().id(), entry, (a, b) -> a.signature().isPresent() ? a : b);
        }
      }
    }
    return List.copyOf(entries.values());
  }

  /** From any entry to any signed one that follows it, until every entry is in some run. */
  private static List<Run> shuffledRuns(List<SignedEntry> entries, Random random) {
    Map<EntryId, List<SignedEntry>> after = new TreeMap<>();
    for (SignedEntry entry : entries) {
      entry
          .entry()
          .header()
          .previous()
          .ifPresent(p -> after.computeIfAbsent(p, k -> new ArrayList<>()).add(entry));
    }
    List<Run> runs = new ArrayList<>();
    for (SignedEntry start : entries) {
      List<SignedEntry> run = new ArrayList<>(List.of(start));
      SignedEntry last = start;
      while (last.signature().isEmpty() || random.nextInt(3) == 0) {
        List<SignedEntry> next = after.getOrDefault(last.entry().id(), List.of());
        if (next.isEmpty()) {
          break;
        }
        last = next.get(random.nextInt(next.size()));
        run.add(last);
      }
      if (last.signature().isPresent()) {
        runs.add(new Run(run));
      }
    }
    Collections.shuffle(runs, random);
    return runs;
  }

  /** Offers what was not taken again and again, a few runs at a time. */
  private static void deliver(Villager taker, List<Run> runs, Random random) throws StoreException {
    List<Run> governance =
        runs.stream().filter(run -> run.chain().lane() == Lane.GOVERNANCE).toList();
    for (Verdict verdict : taker.replica.enter(governance).verdicts()) {
      assertInstanceOf(Verdict.Accepted.class, verdict);
    }
    List<Run> left = new ArrayList<>(runs);
    for (int round = 0; !left.isEmpty(); round++) {
      assertTrue(round < 100_000, "runs that are never taken: " + left);
      int count = 1 + random.nextInt(left.size());
      List<Run> part = new ArrayList<>(left.subList(0, count));
      left.subList(0, count).clear();
      List<Verdict> verdicts = taker.replica.take(part).verdicts();
      for (int i = 0; i < part.size(); i++) {
        if (!(verdicts.get(i) instanceof Verdict.Accepted)) {
          assertInstanceOf(Verdict.Waiting.class, verdicts.get(i));
          left.add(part.get(i));
        }
      }
    }
  }

  private static void assertSame(Replica expected, Replica found) {
    try {
      assertEquals(expected.digest(), found.digest());
      assertEquals(expected.membership(), found.membership());
      assertEquals(expected.decisions().all(), found.decisions().all());
      assertEquals(expected.store().rows(Table.RESOURCE), found.store().rows(Table.RESOURCE));
      assertEquals(expected.epochsNewestFirst().get(0), found.epochsNewestFirst().get(0));
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }
}
