package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.sync.Run;

/** One device makes ever more branches and gives each node others. {@code -Dpeyvand.seed=S}. */
class ManyBranchesTest {
  private static final long SEED = Long.getLong("peyvand.seed", 1);
  private static final int WORLDS = 10;
  private static final int ROUNDS = 5;

  private final List<Villager> honest = new ArrayList<>();
  private Village village;
  private Random random;
  private Villager forker;
  private int notes;

  private void meet(long seed) throws StoreException {
    village = new Village(seed);
    random = new Random(seed);
    honest.clear();
    honest.add(village.found("Mina"));
    for (String name : List.of("Omid", "Sara", "Reza")) {
      honest.add(village.join(honest.get(0), name));
    }
    forker = village.join(honest.get(0), "Darya");
    honest.forEach(this::meet);
  }

  private void meet(Villager other) {
    try {
      village.exchange(honest.get(0), other);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  /** Another branch of the forker's chain, from its honest head on. */
  private List<Run> branch(Lane lane, int salt, int length) {
    List<Run> branch = new ArrayList<>();
    Optional<Entry> before = Optional.empty();
    for (int i = 0; i < length; i++) {
      Forge next = Forge.next(forker, lane).salt(salt);
      SignedEntry signed =
          before.map(b -> next.after(b).links(List.of())).orElse(next).act(act(lane));
      branch.add(new Run(List.of(signed)));
      before = Optional.of(signed.entry());
    }
    return branch;
  }

  private Act act(Lane lane) {
    return lane == Lane.GOVERNANCE ? new Act.Gather() : ReplicaTest.note("note " + notes++);
  }

  /** Everybody meets everybody, in any order, and each node does what it has to by itself. */
  private void live() throws StoreException {
    for (int round = 0; round < ROUNDS; round++) {
      List<Villager[]> pairs = new ArrayList<>();
      for (Villager one : honest) {
        honest.stream().filter(o -> o != one).forEach(o -> pairs.add(new Villager[] {one, o}));
      }
      Collections.shuffle(pairs, random);
      for (Villager[] pair : pairs) {
        pair[1].replica.enter(lacking(pair[0], pair[1]));
        for (Act duty : pair[0].replica.duties()) {
          pair[0].write(duty);
        }
      }
    }
  }

  private static List<Run> lacking(Villager from, Villager to) throws StoreException {
    List<Run> lacking = new ArrayList<>();
    for (Run run : from.runs()) {
      if (to.replica.store().place(run.last().id()).isEmpty()) {
        lacking.add(run);
      }
    }
    return lacking;
  }

  private void assertOne(long seed) throws StoreException {
    for (Villager each : honest) {
      assertEquals(honest.get(0).replica.digest(), each.replica.digest(), "seed " + seed);
      assertEquals(honest.get(0).replica.membership(), each.replica.membership(), "seed " + seed);
    }
  }

  @Test
  void whateverBranchesEachIsGivenAllHoldTheSameInTheEndAndNobodyIsLockedOut()
      throws StoreException {
    for (long seed = SEED; seed < SEED + WORLDS; seed++) {
      meet(seed);
      for (Lane lane : Lane.values()) {
        List<List<Run>> branches = new ArrayList<>();
        for (int salt = 1; salt <= 3 + random.nextInt(5); salt++) {
          branches.add(branch(lane, salt, 1 + random.nextInt(4)));
        }
        for (Villager each : honest) {
          Collections.shuffle(branches, random);
          for (List<Run> branch : branches.subList(0, 1 + random.nextInt(3))) {
            each.replica.take(branch);
          }
          each.write(act(random.nextBoolean() ? Lane.RECORDS : Lane.GOVERNANCE));
        }
      }
      live();
      List<EntryId> last = new ArrayList<>();
      for (Villager each : honest) {
        last.add(each.write(ReplicaTest.note("after all")).last());
        each.write(new Act.Gather());
      }
      live();
      assertOne(seed);
      for (EntryId id : last) {
        assertTrue(honest.get(0).replica.store().place(id).isPresent(), "seed " + seed);
      }
    }
  }

  @Test
  void whoEditsWhatStandsInAThirdBranchIsTakenByThoseWhoHoldTwoOthers() throws StoreException {
    meet(SEED);
    Villager mina = honest.get(0);
    Villager omid = honest.get(1);
    mina.replica.take(branch(Lane.RECORDS, 1, 1));
    mina.replica.take(branch(Lane.RECORDS, 2, 1));
    List<Run> third = branch(Lane.RECORDS, 3, 3);
    omid.replica.take(third);
    EntryId shared = third.get(2).last().id();
    var edit = new Act.EditResource(shared, List.of(shared), "edited", "", List.of());
    EntryId edited = omid.write(edit).last();
    mina.replica.enter(omid.runs());
    assertTrue(mina.replica.store().place(edited).isPresent());
    assertEquals(3, branches(mina, Lane.RECORDS));
  }

  @Test
  void aBranchThatNobodyLinksToIsNotTakenHoweverManyThereAre() throws StoreException {
    meet(SEED);
    Villager mina = honest.get(0);
    for (Lane lane : Lane.values()) {
      for (int salt = 1; salt <= 40; salt++) {
        mina.replica.take(branch(lane, salt, 1));
      }
      assertEquals(Limits.BRANCHES, branches(mina, lane));
    }
  }

  @Test
  void whoIsOutBringsInNoBranch() throws StoreException {
    meet(SEED);
    Villager mina = honest.get(0);
    Villager omid = honest.get(1);
    for (int salt = 1; salt <= 2; salt++) {
      mina.replica.take(branch(Lane.GOVERNANCE, salt, 1));
    }
    omid.replica.take(branch(Lane.GOVERNANCE, 3, 1));
    omid.write(new Act.Gather());
    mina.write(new Act.Suspend(member(omid), "because", List.of()));
    mina.replica.enter(omid.runs());
    assertEquals(Limits.BRANCHES, branches(mina, Lane.GOVERNANCE));
  }

  @Test
  void aLinkedBranchIsTakenToTheLimitAndNotBeyond() throws StoreException {
    meet(SEED);
    Villager mina = honest.get(0);
    Villager omid = honest.get(1);
    List<SignedEntry> heads = new ArrayList<>();
    for (int salt = 1; salt <= Limits.LINKED_BRANCHES + 1; salt++) {
      heads.add(governance(salt));
    }
    List<EntryId> links = heads.stream().map(h -> h.entry().id()).toList();
    SignedEntry gather =
        Forge.next(omid, Lane.GOVERNANCE)
            .links(links.subList(0, Limits.LINKED_BRANCHES))
            .act(new Act.Gather());
    SignedEntry beyond =
        Forge.next(omid, Lane.GOVERNANCE)
            .after(gather.entry())
            .links(links.subList(Limits.LINKED_BRANCHES, links.size()))
            .act(new Act.Gather());
    for (SignedEntry entry : List.of(gather, beyond)) {
      mina.replica.take(Forge.runs(entry));
    }
    mina.replica.take(Forge.runs(heads.toArray(SignedEntry[]::new)));
    assertEquals(new Verdict.Accepted(1, 0), taken(mina, gather));
    assertEquals(Limits.LINKED_BRANCHES, branches(mina, Lane.GOVERNANCE));
    Verdict.Waiting waiting = assertInstanceOf(Verdict.Waiting.class, taken(mina, beyond));
    assertEquals(Reason.MISSING_LINKS, waiting.reason());
  }

  private SignedEntry governance(int salt) {
    return Forge.next(forker, Lane.GOVERNANCE).time(salt).act(new Act.Gather());
  }

  private static Verdict taken(Villager villager, SignedEntry entry) throws StoreException {
    return villager.replica.take(Forge.runs(entry)).verdicts().get(0);
  }

  /** How many branches of the forker's chain somebody holds. */
  private int branches(Villager villager, Lane lane) {
    ChainId chain = new ChainId(forker.own.device(), lane);
    int number = 0;
    while (villager.replica.store().head(new Branch(chain, number)).isPresent()) {
      number++;
    }
    return number;
  }

  private static MemberId member(Villager villager) {
    return villager.replica.membership().memberOf(villager.own.device()).orElseThrow().id();
  }
}
