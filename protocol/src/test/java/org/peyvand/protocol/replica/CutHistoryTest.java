package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.protocol.replica.ReplicaTest.note;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.SignedPin;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.Invitation;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.resource.Resource;
import org.peyvand.protocol.resource.ResourceCodec;
import org.peyvand.protocol.sync.Run;

/** A group forgets what it recorded (M11.4). */
class CutHistoryTest {
  private final Village village = new Village(31);
  private final Villager mina;
  private final Villager omid;
  private final Villager sara;
  private final List<Villager> all;

  CutHistoryTest() throws StoreException {
    mina = village.found("Mina");
    omid = village.join(mina, "Omid");
    sara = village.join(mina, "Sara");
    all = List.of(mina, omid, sara);
    meet();
  }

  private void meet() throws StoreException {
    village.meet(mina, omid, sara);
  }

  static Act proposal(Effect effect) {
    return new Act.Propose("t", "", "threshold", List.of(), Optional.of(effect));
  }

  /** Mina proposes, she and Omid agree, and Mina enacts without meeting anybody after. */
  private EntryId cut() throws StoreException {
    EntryId proposal = mina.write(proposal(new Effect.CutHistory())).last();
    return agreed(proposal);
  }

  private EntryId agreed(EntryId proposal) throws StoreException {
    mina.write(new Act.Ballot(proposal, "agree", ""));
    omid.replica.enter(mina.governanceRuns());
    omid.write(new Act.Ballot(proposal, "agree", ""));
    mina.replica.enter(omid.governanceRuns());
    return mina.write(new Act.Enact(proposal, List.of())).last();
  }

  private static Invitation open(Villager at) {
    return at.replica.membership().invitations().values().stream()
        .filter(Invitation::isOpen)
        .findFirst()
        .orElseThrow();
  }

  private static Optional<SignedEntry> entry(Villager at, EntryId id) throws StoreException {
    Optional<Place> place = at.replica.store().place(id);
    return place.isEmpty() ? Optional.empty() : at.replica.store().entry(place.get());
  }

  private static boolean isErased(Villager at, EntryId id) throws StoreException {
    return entry(at, id).orElseThrow().entry().isErased();
  }

  private static Optional<Resource> resource(Villager at, EntryId id) throws StoreException {
    return at.replica
        .store()
        .row(Table.RESOURCE, id.bytes())
        .flatMap(row -> ResourceCodec.decode(row).asOptional());
  }

  private static Set<EntryId> bodies(Villager at) throws StoreException {
    Set<EntryId> bodies = new HashSet<>();
    for (Run run : at.runs()) {
      run.entries().stream()
          .filter(signed -> run.chain().lane() == Lane.RECORDS && !signed.entry().isErased())
          .forEach(signed -> bodies.add(signed.entry().id()));
    }
    return bodies;
  }

  @Test
  void whatTheEnacterKnewIsForgottenByAllAndWhatSheDidNotStays() throws StoreException {
    EntryId early = omid.write(note("early")).last();
    EntryId own = mina.write(note("own")).last();
    meet();
    EntryId late = omid.write(note("late")).last();
    Bytes before = omid.replica.digest();
    cut();
    assertTrue(isErased(mina, early));
    assertTrue(isErased(mina, own));
    meet();
    EntryId after = omid.write(note("after")).last();
    meet();
    for (Villager at : all) {
      assertEquals(Set.of(late, after), bodies(at));
      assertEquals(Optional.empty(), resource(at, early));
      assertEquals(Optional.empty(), resource(at, own));
      assertEquals("late", resource(at, late).orElseThrow().shown().title());
      assertEquals(mina.replica.digest(), at.replica.digest());
      assertEquals(3, at.replica.membership().fullMembers().size());
      assertEquals(List.of(), at.replica.unread());
    }
    assertNotEquals(before, omid.replica.digest());
  }

  @Test
  void whoIsCutOffFromTheOthersHasTheSameStateBeforeAndAfterForgetting() throws StoreException {
    omid.write(note("early"));
    meet();
    cut();
    Villager heard = village.copy(mina);
    assertEquals(mina.replica.digest(), heard.replica.digest());
    sara.replica.enter(mina.governanceRuns());
    Bytes forgotten = sara.replica.digest();
    sara.replica.enter(omid.runs());
    assertEquals(forgotten, sara.replica.digest(), "only ids count");
  }

  @Test
  void aNewcomerTakesWhatIsForgottenAndReadsWhatIsNot() throws StoreException {
    EntryId early = omid.write(note("early")).last();
    meet();
    cut();
    EntryId late = mina.write(note("late")).last();
    Villager kian = village.join(mina, "Kian");
    village.exchange(mina, kian);
    assertEquals(mina.replica.digest(), kian.replica.digest());
    assertTrue(isErased(kian, early));
    assertEquals(Set.of(late), bodies(kian));
  }

  @Test
  void aNodeThatHadNotHeardTakesABodyAndAnOtherTakesItWithoutItsBody() throws StoreException {
    EntryId early = omid.write(note("early")).last();
    mina.replica.enter(omid.runs());
    List<Run> whole = omid.runs();
    cut();
    assertEquals(Optional.empty(), entry(sara, early));
    sara.replica.enter(mina.governanceRuns());
    for (Verdict verdict : sara.replica.take(whole).verdicts()) {
      assertInstanceOf(Verdict.Accepted.class, verdict);
    }
    assertTrue(isErased(sara, early));
  }

  /** Of one record, with its body taken away. */
  private static Run erased(Villager from, EntryId id) throws StoreException {
    return new Run(List.of(entry(from, id).orElseThrow().erased()));
  }

  /** A device that knows who is in and what was decided, and holds no record. */
  private Villager withoutRecords() throws StoreException {
    Villager blank = village.blank(sara);
    blank.replica.enter(mina.governanceRuns());
    return blank;
  }

  private static void assertWaits(Villager at, Run run) throws StoreException {
    Bytes before = at.replica.digest();
    Verdict verdict = at.replica.take(List.of(run)).verdicts().get(0);
    assertEquals(Reason.BODY_MISSING, ((Verdict.Waiting) verdict).reason());
    assertEquals(before, at.replica.digest());
  }

  @Test
  void aRecordThatNobodyCutIsNotTakenWithoutItsBody() throws StoreException {
    EntryId note = omid.write(note("early")).last();
    assertWaits(sara, erased(omid, note));
    sara.replica.enter(omid.runs());
    assertEquals(Set.of(note), bodies(sara));
  }

  @Test
  void nothingIsPassedOffAsErasedThatACutDoesNotPin() throws StoreException {
    EntryId early = omid.write(note("early")).last();
    meet();
    EntryId late = omid.write(note("late")).last();
    cut();
    sara.replica.enter(mina.governanceRuns());
    assertTrue(isErased(sara, early));
    assertWaits(sara, erased(omid, late));
    sara.replica.enter(omid.runs());
    assertEquals(Set.of(late), bodies(sara));
  }

  @Test
  void aProposalThatWasNotEnactedErasesNothing() throws StoreException {
    EntryId note = omid.write(note("early")).last();
    EntryId proposal = mina.write(proposal(new Effect.CutHistory())).last();
    mina.write(new Act.Ballot(proposal, "agree", ""));
    meet();
    assertWaits(withoutRecords(), erased(omid, note));
    assertEquals(Set.of(note), bodies(sara));
  }

  /** The act with other pins than an honest node gives it. */
  private void cutWith(EntryId proposal, SignedPin... cuts) throws StoreException {
    mina.write(new Act.Ballot(proposal, "agree", ""));
    omid.replica.enter(mina.governanceRuns());
    omid.write(new Act.Ballot(proposal, "agree", ""));
    mina.replica.enter(omid.governanceRuns());
    SignedEntry forged =
        Forge.next(mina, Lane.GOVERNANCE).act(new Act.Enact(proposal, List.of(), List.of(cuts)));
    omid.replica.enter(mina.governanceRuns());
    omid.replica.take(Forge.runs(forged));
    sara.replica.enter(omid.governanceRuns());
    assertEquals(1, sara.replica.membership().cuts().size());
  }

  @Test
  void nobodyCutsWhatADeviceHasNotWritten() throws StoreException {
    EntryId early = omid.write(note("early")).last();
    meet();
    EntryId proposal = mina.write(proposal(new Effect.CutHistory())).last();
    Bytes signature = entry(omid, early).orElseThrow().signature().orElseThrow();
    EntryId never = new EntryId(Bytes.own(new byte[EntryId.LENGTH]));
    cutWith(
        proposal,
        new SignedPin(new Pin(omid.own.device(), 1_000_000, early), signature),
        new SignedPin(new Pin(omid.own.device(), 1_000_000, never), signature),
        new SignedPin(new Pin(sara.own.device(), 0, early), signature));
    EntryId late = omid.write(note("late")).last();
    assertWaits(sara, erased(omid, late));
    sara.replica.enter(omid.runs());
    assertEquals(Set.of(early, late), bodies(sara));
    assertEquals(Set.of(early, late), bodies(omid));
  }

  @Test
  void anEditThatWasNotCutIsShownAloneAndOneOfWhatWasCutIsNot() throws StoreException {
    EntryId shared = sara.write(note("by Sara")).last();
    meet();
    Act edit = new Act.EditResource(shared, List.of(shared), "better", "text", List.of());
    EntryId edited = omid.write(edit).last();
    cut();
    meet();
    for (Villager at : all) {
      Resource left = resource(at, shared).orElseThrow();
      assertEquals("better", left.shown().title());
      assertEquals(sara.own.device(), left.author());
      assertEquals(Set.of(edited), bodies(at));
    }
    cut();
    meet();
    for (Villager at : all) {
      assertEquals(Optional.empty(), resource(at, shared));
      assertEquals(Set.of(), bodies(at));
    }
  }

  @Test
  void anEditOfARemovedAuthorIsShownWhereAllBeforeItIsForgotten() throws StoreException {
    EntryId shared = sara.write(note("by Sara")).last();
    meet();
    Act edit = new Act.EditResource(shared, List.of(shared), "theirs", "", List.of());
    sara.write(edit);
    cut();
    Member member = mina.replica.membership().memberOf(sara.own.device()).orElseThrow();
    mina.write(new Act.Suspend(member.id(), "", List.of()));
    omid.replica.enter(sara.runs());
    village.exchange(mina, omid);
    Resource left = resource(omid, shared).orElseThrow();
    assertEquals("theirs", omid.replica.counted(left).shown().title());
    assertEquals(1, omid.replica.editsSetAside(left).size());
  }

  @Test
  void aRecoveryEndsForgettingAndWhatIsForgottenIsStillPassedOn() throws StoreException {
    EntryId early = omid.write(note("early")).last();
    mina.replica.enter(omid.runs());
    List<Run> whole = omid.runs();
    EntryId cut = cut();
    Act recovery = proposal(new Effect.Recover(List.of(), List.of(cut)));
    agreed(mina.write(recovery).last());
    assertFalse(mina.replica.membership().cuts().get(0).isInForce());
    sara.replica.enter(mina.governanceRuns());
    assertEquals(Set.of(), bodies(omid));
    sara.replica.enter(whole);
    assertEquals(Set.of(early), bodies(sara), "who had not forgotten keeps it");
    Villager kian = village.join(mina, "Kian");
    assertEquals(mina.replica.digest(), kian.replica.digest());
    assertTrue(isErased(kian, early));
  }

  @Test
  void whoForgotBeforeTheyKnewThatTheCutIsVoidPassesOnAllTheSame() throws StoreException {
    EntryId proposal = mina.write(proposal(new Effect.CutHistory())).last();
    for (Villager voter : all) {
      voter.replica.enter(mina.governanceRuns());
      voter.write(new Act.Ballot(proposal, "agree", ""));
      omid.replica.enter(voter.governanceRuns());
    }
    Villager kian = village.joinThrough(mina, omid, "Kian");
    EntryId early = omid.write(note("early")).last();
    kian.replica.enter(omid.runs());
    kian.write(new Act.Enact(proposal, List.of()));
    mina.write(new Act.RevokeInvite(open(mina).id()));
    omid.replica.enter(kian.governanceRuns());
    assertTrue(isErased(omid, early));
    omid.replica.enter(mina.governanceRuns());
    mina.replica.enter(omid.runs());
    assertFalse(mina.replica.membership().cuts().get(0).isInForce());
    assertTrue(isErased(mina, early));
    assertEquals(mina.replica.digest(), omid.replica.digest());
  }

  @Test
  void aPinHoldsForAllLinesOfAForkedDeviceWhicheverCameFirst() throws StoreException {
    omid.write(note("common"));
    meet();
    SignedEntry other = Forge.next(omid, Lane.RECORDS).salt(7).act(note("other line"));
    SignedEntry beyond =
        Forge.next(omid, Lane.RECORDS).after(other.entry()).links(List.of()).act(note("beyond"));
    EntryId here = omid.write(note("this line")).last();
    mina.replica.enter(omid.runs());
    Villager apart = withoutRecords();
    apart.replica.take(Forge.runs(other, beyond));
    cut();
    mina.replica.take(Forge.runs(other, beyond));
    apart.replica.enter(mina.runs());
    for (Villager each : List.of(mina, apart)) {
      assertTrue(isErased(each, here));
      assertTrue(isErased(each, other.entry().id()));
      assertEquals(Set.of(beyond.entry().id()), bodies(each));
    }
    Villager dull = withoutRecords();
    dull.replica.take(
        mina.runs().stream().filter(run -> !run.last().id().equals(beyond.entry().id())).toList());
    dull.replica.take(Forge.runs(other.erased(), beyond));
    assertEquals(mina.replica.digest(), dull.replica.digest());
  }

  /** Stops at each of the commits in turn, as a crash would, and goes on from the store. */
  @Test
  void aCrashInTheMidstOfForgettingIsMadeGoodAtTheNextStart() throws StoreException {
    EntryId early = omid.write(note("early")).last();
    EntryId late = omid.write(note("later")).last();
    meet();
    Villager dull = village.twin(sara);
    cut();
    for (int survived = 0; survived < 4; survived++) {
      Villager again = village.twin(dull);
      BrokenStore store = new BrokenStore(again.replica.store(), survived);
      Villager breaking = village.at(sara, store);
      try {
        breaking.replica.enter(mina.governanceRuns());
      } catch (StoreException expected) {
        assertTrue(store.isBroken());
      }
      again.reopen();
      again.replica.enter(mina.governanceRuns());
      assertEquals(Set.of(), bodies(again), "after " + survived + " commits");
      assertEquals(Map.of(), again.replica.store().rows(Table.RESOURCE));
      assertTrue(isErased(again, early) && isErased(again, late));
    }
  }

  /** Every order of arrival, whole or erased, gives the same entries, bodies and rows. */
  @Test
  void inEveryOrderOfArrivalAllForgetTheSame() throws StoreException {
    for (long seed = 1; seed <= 6; seed++) {
      Random random = new Random(seed);
      scribble(random);
      List<Run> runs = new ArrayList<>(single());
      cut();
      scribble(random);
      runs.addAll(single());
      meet();
      for (int order = 0; order < 3; order++) {
        Villager taker = village.blank(all.get(order));
        Collections.shuffle(runs, random);
        deliver(taker, runs, random);
        taker.replica.enter(mina.governanceRuns());
        deliver(taker, runs, random);
        assertSame(mina, taker, "seed " + seed + ", order " + order);
        taker.reopen();
        assertSame(mina, taker, "seed " + seed + ", order " + order + ", opened again");
        taker.replica.rebuild();
        assertSame(mina, taker, "seed " + seed + ", order " + order + ", rebuilt");
      }
    }
  }

  /** All that its author has signed, entry by entry: as whole as it is kept. */
  private List<Run> single() throws StoreException {
    List<Run> runs = new ArrayList<>();
    for (Villager each : all) {
      for (Run run : each.runs()) {
        if (run.chain().device().equals(each.own.device())) {
          run.entries().forEach(signed -> runs.add(new Run(List.of(signed))));
        }
      }
    }
    return runs;
  }

  private void scribble(Random random) throws StoreException {
    for (int i = 0; i < 8; i++) {
      Villager one = all.get(random.nextInt(all.size()));
      List<Bytes> there = List.copyOf(one.replica.store().rows(Table.RESOURCE).keySet());
      if (there.isEmpty() || random.nextInt(3) == 0) {
        one.write(note("n" + i));
      } else {
        EntryId id = new EntryId(there.get(random.nextInt(there.size())));
        List<EntryId> replaces =
            resource(one, id).orElseThrow().newest().stream().map(v -> v.entry()).toList();
        one.write(new Act.EditResource(id, replaces, "e" + i, "", List.of()));
      }
      if (random.nextInt(3) == 0) {
        village.exchange(one, all.get(random.nextInt(all.size())));
      }
    }
  }

  /** In parts of random sizes, again and again while something is taken. */
  private static void deliver(Villager taker, List<Run> runs, Random random) throws StoreException {
    for (boolean moved = true; moved; ) {
      moved = false;
      for (int at = 0; at < runs.size(); ) {
        int count = Math.min(runs.size() - at, 1 + random.nextInt(4));
        moved |= !taker.replica.take(runs.subList(at, at + count)).grown().isEmpty();
        at += count;
      }
    }
  }

  private static void assertSame(Villager expected, Villager found, String where)
      throws StoreException {
    assertEquals(expected.replica.digest(), found.replica.digest(), where);
    assertEquals(bodies(expected), bodies(found), where);
    assertEquals(
        expected.replica.store().rows(Table.RESOURCE),
        found.replica.store().rows(Table.RESOURCE),
        where);
  }

  @Test
  void anHonestActNamesTheNewestOfEachLineThatIsNotForgottenYet() throws StoreException {
    omid.write(note("early"));
    meet();
    cut();
    EntryId late = mina.write(note("late")).last();
    EntryId second = cut();
    Act.Enact act =
        (Act.Enact)
            ((Opening.Read) mina.replica.open(entry(mina, second).orElseThrow().entry()))
                .body()
                .act();
    Head head =
        mina.replica.store().heads().stream()
            .filter(h -> h.id().equals(late))
            .findFirst()
            .orElseThrow();
    assertEquals(
        List.of(new Pin(mina.own.device(), head.seq(), late)),
        act.cuts().stream().map(SignedPin::pin).toList());
  }
}
