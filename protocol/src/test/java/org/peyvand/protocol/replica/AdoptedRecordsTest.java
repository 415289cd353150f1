package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.protocol.replica.ReplicaTest.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.resource.Resource;
import org.peyvand.protocol.resource.ResourceCodec;
import org.peyvand.protocol.sync.Run;

/** Records that a removal set aside, and that somebody adopts (M11.3). */
class AdoptedRecordsTest {
  private final Village village = new Village(23);
  private final Villager mina;
  private final Villager omid;
  private final Villager sara;
  private final Villager kian;

  AdoptedRecordsTest() throws StoreException {
    mina = village.found("Mina");
    omid = village.join(mina, "Omid");
    sara = village.join(mina, "Sara");
    kian = village.join(mina, "Kian");
    village.meet(mina, omid, sara, kian);
  }

  private static MemberId id(Villager villager) {
    return villager.replica.membership().memberOf(villager.own.device()).orElseThrow().id();
  }

  private static Act suspend(Villager villager) {
    return new Act.Suspend(id(villager), "", List.of());
  }

  /** Names a record as the one who adopts finds it. */
  private static Act adopt(Villager at, EntryId record) throws StoreException {
    Place place = at.replica.store().place(record).orElseThrow();
    return new Act.Adopt(new Pin(place.branch().chain().device(), place.seq(), record));
  }

  private List<EntryId> omidWritesAlone(int notes) throws StoreException {
    List<EntryId> written = new ArrayList<>();
    for (int i = 0; i < notes; i++) {
      written.add(omid.write(note("n" + i)).last());
    }
    return written;
  }

  private List<Boolean> setAside(Villager at, List<EntryId> records) throws StoreException {
    List<Boolean> aside = new ArrayList<>();
    for (EntryId record : records) {
      aside.add(at.replica.isSetAside(record, omid.own.device()));
    }
    return aside;
  }

  @Test
  void whatIsAdoptedCountsUpToTheOneNamedAndNoFurther() throws StoreException {
    List<EntryId> notes = omidWritesAlone(3);
    mina.write(suspend(omid));
    village.meet(omid, kian);
    village.meet(mina, sara, kian);
    assertEquals(List.of(true, true, true), setAside(sara, notes));
    sara.write(adopt(sara, notes.get(1)));
    village.meet(mina, sara, kian);
    for (Villager at : List.of(mina, sara, kian)) {
      assertEquals(List.of(false, false, true), setAside(at, notes));
    }
    List<EntryId> later = omidWritesAlone(1);
    village.meet(omid, kian);
    village.meet(mina, sara, kian);
    for (Villager at : List.of(mina, sara, kian)) {
      assertEquals(List.of(true), setAside(at, later));
    }
  }

  private static Resource resource(Villager at, EntryId id) throws StoreException {
    Bytes row = at.replica.store().row(Table.RESOURCE, id.bytes()).orElseThrow();
    return at.replica.counted(ResourceCodec.decode(row).asOptional().orElseThrow());
  }

  @Test
  void anAdoptedEditIsShownAgain() throws StoreException {
    EntryId shared = sara.write(note("by Sara")).last();
    village.meet(mina, omid, sara, kian);
    Act edit = new Act.EditResource(shared, List.of(shared), "better", "", List.of());
    EntryId edited = omid.write(edit).last();
    mina.write(suspend(omid));
    village.meet(omid, kian);
    village.meet(mina, sara, kian);
    assertEquals("by Sara", resource(kian, shared).shown().title());
    kian.write(adopt(kian, edited));
    village.meet(mina, sara, kian);
    for (Villager at : List.of(mina, sara, kian)) {
      assertEquals("better", resource(at, shared).shown().title());
    }
  }

  /** Each replaces the two before it: by so many ways do the newest lead to the first. */
  @Test
  @Timeout(60)
  void aTangleOfEditsThatAreSetAsideCostsNoMoreThanItsLength() throws StoreException {
    EntryId shared = sara.write(note("by Sara")).last();
    village.meet(mina, omid, sara, kian);
    List<EntryId> edits = new ArrayList<>(List.of(shared));
    for (int i = 0; i < 60; i++) {
      List<EntryId> two = edits.subList(Math.max(0, edits.size() - 2), edits.size());
      Act edit = new Act.EditResource(shared, two.stream().sorted().toList(), "x", "", List.of());
      edits.add(omid.write(edit).last());
    }
    mina.write(suspend(omid));
    village.meet(omid, kian);
    village.meet(mina, sara, kian);
    assertEquals("by Sara", resource(mina, shared).shown().title());
    Bytes row = mina.replica.store().row(Table.RESOURCE, shared.bytes()).orElseThrow();
    Resource stored = ResourceCodec.decode(row).asOptional().orElseThrow();
    assertEquals(60, mina.replica.editsSetAside(stored).size());
  }

  @Test
  void anAdoptionHoldsAgainstALaterRemovalToo() throws StoreException {
    List<EntryId> notes = omidWritesAlone(2);
    mina.write(suspend(omid));
    village.meet(omid, kian);
    village.meet(mina, sara, kian);
    sara.write(adopt(sara, notes.get(0)));
    village.meet(mina, sara, kian);
    expel(mina, sara, kian);
    assertEquals(List.of(false, true), setAside(kian, notes));
  }

  private void expel(Villager... voters) throws StoreException {
    Act motion =
        new Act.Propose("t", "", "threshold", List.of(), Optional.of(new Effect.Expel(id(omid))));
    EntryId proposal = voters[0].write(motion).last();
    village.meet(voters);
    for (Villager voter : voters) {
      voter.write(new Act.Ballot(proposal, "agree", ""));
      village.meet(voters);
    }
    voters[0].write(new Act.Enact(proposal, List.of()));
    village.meet(voters);
  }

  @Test
  void anAdoptionThatNamesNoRecordOfTheDeviceAtThisNumberAdoptsNothing() throws StoreException {
    EntryId others = kian.write(note("by Kian")).last();
    List<EntryId> notes = omidWritesAlone(2);
    mina.write(suspend(omid));
    village.meet(omid, kian);
    village.meet(mina, sara, kian);
    EntryId governance = sara.replica.graph().frontier().get(0);
    for (Pin pin :
        List.of(
            new Pin(omid.own.device(), 2, notes.get(1)),
            new Pin(omid.own.device(), 0, notes.get(1)),
            new Pin(omid.own.device(), 0, others),
            new Pin(omid.own.device(), 1, governance),
            new Pin(omid.own.device(), 1, new EntryId(sara.replica.network().bytes())))) {
      sara.write(new Act.Adopt(pin));
      assertEquals(List.of(true, true), setAside(sara, notes), pin::toString);
    }
    sara.write(adopt(sara, notes.get(1)));
    assertEquals(List.of(false, false), setAside(sara, notes));
  }

  @Test
  void adoptingOneLineOfACopiedDeviceLeavesTheOtherSetAside() throws StoreException {
    Villager twin = village.twin(omid);
    EntryId one = omid.write(note("one")).last();
    EntryId after = omid.write(note("one more")).last();
    EntryId other = twin.write(note("other")).last();
    mina.write(suspend(omid));
    village.meet(omid, kian);
    kian.replica.enter(twin.runs());
    village.meet(mina, sara, kian);
    sara.write(adopt(sara, other));
    village.meet(mina, sara, kian);
    for (Villager at : List.of(mina, sara, kian)) {
      assertEquals(List.of(true, true, false), setAside(at, List.of(one, after, other)));
    }
    sara.write(adopt(sara, one));
    assertEquals(List.of(false, true, false), setAside(sara, List.of(one, after, other)));
  }

  @Test
  void aPinOfARecordThatIsNotHereYetHoldsUnlessTheChainWasForked() throws StoreException {
    Villager twin = village.twin(omid);
    List<EntryId> notes = omidWritesAlone(3);
    mina.replica.enter(omid.runs());
    mina.write(suspend(omid));
    Villager node = village.twin(kian);
    node.replica.enter(mina.governanceRuns());
    List<Run> line = news(notes, omid);
    node.replica.take(line.subList(0, 2));
    List<EntryId> first = notes.subList(0, 2);
    assertEquals(List.of(false, false), setAside(node, first));
    node.replica.take(news(List.of(twin.write(note("other")).last()), twin));
    assertEquals(List.of(true, true), setAside(node, first));
    node.replica.take(line.subList(2, 3));
    assertEquals(List.of(false, false, false), setAside(node, notes));
  }

  /** What came after the beginning that all have: cut as it was written. */
  private static List<Run> news(List<EntryId> entries, Villager... authors) throws StoreException {
    List<Run> news = new ArrayList<>();
    for (EntryId entry : entries) {
      for (Villager author : authors) {
        Optional<Place> place = author.replica.store().place(entry);
        if (place.isPresent()) {
          news.add(new Run(List.of(author.replica.store().entry(place.get()).orElseThrow())));
          break;
        }
      }
    }
    assertEquals(entries.size(), news.size());
    return news;
  }

  @Test
  void inEveryOrderOfArrivalTheSameRecordsCount() throws StoreException {
    Villager node = village.twin(kian);
    List<EntryId> notes = omidWritesAlone(2);
    EntryId stop = mina.write(suspend(omid)).last();
    village.exchange(mina, sara);
    sara.replica.enter(omid.runs());
    EntryId adoption = sara.write(adopt(sara, notes.get(0))).last();
    List<EntryId> entries = new ArrayList<>(notes);
    entries.addAll(List.of(stop, adoption));
    assertSameInEveryOrder(node, entries, notes, List.of(false, true));
    assertSameInEveryOrder(node, entries.subList(0, 3), notes, List.of(true, true));
  }

  @Test
  void inEveryOrderOfArrivalAnAdoptionByOneRemovedMeanwhileIsVoidUnlessBuiltOn()
      throws StoreException {
    grantSteward();
    Villager node = village.twin(kian);
    EntryId written = omidWritesAlone(1).get(0);
    EntryId first = mina.write(suspend(omid)).last();
    village.exchange(mina, sara);
    village.exchange(mina, kian);
    sara.replica.enter(omid.runs());
    EntryId adoption = sara.write(adopt(sara, written)).last();
    EntryId second = kian.write(suspend(sara)).last();
    List<EntryId> entries = new ArrayList<>(List.of(written, first, adoption, second));
    List<EntryId> notes = List.of(written);
    assertSameInEveryOrder(node, entries, notes, List.of(true));
    mina.replica.enter(sara.runs());
    entries.add(mina.write(new Act.Gather()).last());
    assertSameInEveryOrder(node, entries, notes, List.of(false));
  }

  private void grantSteward() throws StoreException {
    Effect effect = new Effect.Recover(List.of(id(mina), id(kian)), List.of());
    Act motion = new Act.Propose("t", "", "threshold", List.of(), Optional.of(effect));
    EntryId proposal = mina.write(motion).last();
    village.meet(mina, omid, sara, kian);
    for (Villager voter : List.of(mina, omid, sara, kian)) {
      voter.write(new Act.Ballot(proposal, "agree", ""));
    }
    village.meet(mina, omid, sara, kian);
    mina.write(new Act.Enact(proposal, List.of()));
    village.meet(mina, omid, sara, kian);
  }

  private void assertSameInEveryOrder(
      Villager node, List<EntryId> entries, List<EntryId> notes, List<Boolean> expected)
      throws StoreException {
    List<Run> runs = news(entries, mina, omid, sara, kian);
    Bytes digest = null;
    for (List<Run> order : orders(runs)) {
      Villager taker = village.twin(node);
      deliver(taker, order);
      digest = digest == null ? taker.replica.digest() : digest;
      assertEquals(digest, taker.replica.digest());
      assertEquals(expected, setAside(taker, notes));
      taker.reopen();
      assertEquals(expected, setAside(taker, notes));
    }
  }

  private static List<List<Run>> orders(List<Run> runs) {
    if (runs.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Run>> orders = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      List<Run> rest = new ArrayList<>(runs);
      Run first = rest.remove(i);
      for (List<Run> order : orders(rest)) {
        List<Run> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
  }

  /** Offers what had to wait again, in the same order. */
  private static void deliver(Villager taker, List<Run> order) throws StoreException {
    List<Run> left = order;
    for (int round = 0; !left.isEmpty(); round++) {
      assertTrue(round < order.size(), "runs that are never taken");
      List<Run> waiting = new ArrayList<>();
      for (Run run : left) {
        Verdict verdict = taker.replica.take(List.of(run)).verdicts().get(0);
        assertFalse(verdict instanceof Verdict.Rejected, verdict::toString);
        if (verdict instanceof Verdict.Waiting) {
          waiting.add(run);
        }
      }
      left = waiting;
    }
  }
}
