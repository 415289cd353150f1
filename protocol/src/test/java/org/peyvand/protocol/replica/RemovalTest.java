package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.epoch.Keyring;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.resource.Resource;
import org.peyvand.protocol.resource.ResourceCodec;
import org.peyvand.protocol.resource.Version;

/** Removals with real keys: who can read what is written afterwards. */
class RemovalTest {
  private final Village village = new Village(11);
  private final Villager mina;
  private final Villager omid;
  private final Villager sara;
  private final Villager kian;

  RemovalTest() throws StoreException {
    mina = village.found("Mina");
    omid = village.join(mina, "Omid");
    sara = village.join(mina, "Sara");
    kian = village.join(mina, "Kian");
    village.meet(mina, omid, sara, kian);
  }

  private static MemberId id(Villager villager) {
    return villager.replica.membership().memberOf(villager.own.device()).orElseThrow().id();
  }

  private static Member.State state(Villager at, MemberId member) {
    return at.replica.membership().member(member).orElseThrow().state();
  }

  private static Act note(String title) {
    return new Act.AddResource("note", title, "", List.of(), Optional.empty());
  }

  private static EntryId propose(Villager by, Effect effect) throws StoreException {
    return by.write(new Act.Propose("t", "", "threshold", List.of(), Optional.of(effect))).last();
  }

  private EntryId agreed(Effect effect, Villager... voters) throws StoreException {
    EntryId proposal = propose(voters[0], effect);
    village.meet(voters);
    for (Villager voter : voters) {
      voter.write(new Act.Ballot(proposal, "agree", ""));
      village.meet(voters);
    }
    return proposal;
  }

  private void enacted(Effect effect, Villager... voters) throws StoreException {
    voters[0].write(new Act.Enact(agreed(effect, voters), List.of()));
    village.meet(voters);
  }

  /** All that someone could open who had every block in a store and this device's keys. */
  private static boolean couldOpen(Villager spy, Villager store, EntryId entry)
      throws StoreException {
    Keyring keyring = new Keyring(spy.own.device(), spy.own.sealing());
    for (Placed placed : CausalOrder.of(store.replica.store())) {
      placed.signed().entry().header().block().ifPresent(keyring::absorb);
    }
    Place place = store.replica.store().place(entry).orElseThrow();
    Header header = store.replica.store().entry(place).orElseThrow().entry().header();
    return keyring.known().contains(header.epoch());
  }

  @Test
  void theSuspendedCannotReadTheSuspensionNorWhatFollows() throws StoreException {
    MemberId target = id(omid);
    EntryId before = mina.write(note("before")).last();
    EntryId stop = mina.write(new Act.Suspend(target, "he shouts", List.of())).last();
    EntryId after = mina.write(note("after")).last();
    village.meet(mina, sara, kian);
    EntryId others = sara.write(note("by another")).last();
    village.meet(mina, sara, kian);
    assertTrue(couldOpen(omid, mina, before));
    for (EntryId entry : List.of(stop, after, others)) {
      assertFalse(couldOpen(omid, mina, entry));
      assertTrue(couldOpen(kian, mina, entry));
    }
    for (Villager one : List.of(mina, sara, kian)) {
      assertEquals(Member.State.SUSPENDED, state(one, target));
      assertEquals(List.of(), one.replica.unread());
    }
  }

  @Test
  void aStewardHasOneOpenSuspensionAtATime() throws StoreException {
    mina.write(new Act.Suspend(id(omid), "", List.of()));
    assertTrue(mina.replica.refusal(new Act.Suspend(id(sara), "", List.of())).isPresent());
    assertTrue(sara.replica.refusal(new Act.Suspend(id(kian), "", List.of())).isPresent());
  }

  @Test
  void threeOfFourExpelAndThreeBringBackWhoThenReadsEverything() throws StoreException {
    MemberId target = id(omid);
    enacted(new Effect.Expel(target), mina, sara, kian);
    EntryId meanwhile = sara.write(note("while he is out")).last();
    village.meet(mina, sara, kian);
    assertEquals(Member.State.EXPELLED, state(kian, target));
    assertFalse(couldOpen(omid, sara, meanwhile));
    enacted(new Effect.Reinstate(target), mina, sara, kian);
    assertEquals(Member.State.ACTIVE, state(kian, target));
    kian.write(note("welcome"));
    village.meet(mina, sara, kian);
    village.meet(mina, sara, kian, omid);
    assertEquals(List.of(), omid.replica.unread());
    assertTrue(couldOpen(omid, mina, meanwhile));
    assertEquals(mina.replica.membership(), omid.replica.membership());
    omid.write(note("thanks"));
    village.meet(mina, sara, kian, omid);
    assertEquals(mina.replica.digest(), omid.replica.digest());
  }

  @Test
  void tooFewCannotExpel() throws StoreException {
    EntryId proposal = agreed(new Effect.Expel(id(omid)), mina, sara);
    assertTrue(mina.replica.refusal(new Act.Enact(proposal, List.of())).isPresent());
    assertEquals(3, mina.replica.power(proposal).orElseThrow().needed());
    assertEquals(2, mina.replica.power(proposal).orElseThrow().agreed().size());
  }

  @Test
  void twoWhoAreRemovedApartReadNothingThatKnowsBoth() throws StoreException {
    enacted(new Effect.GrantRole(id(sara), Role.STEWARD), mina, sara, omid, kian);
    MemberId first = id(omid);
    MemberId second = id(kian);
    mina.write(new Act.Suspend(first, "", List.of()));
    sara.write(new Act.Suspend(second, "", List.of()));
    village.meet(mina, sara);
    EntryId secret = mina.write(note("for two")).last();
    village.meet(mina, sara);
    for (Villager one : List.of(mina, sara)) {
      assertEquals(Member.State.SUSPENDED, state(one, first));
      assertEquals(Member.State.SUSPENDED, state(one, second));
      assertTrue(couldOpen(one, mina, secret));
    }
    assertFalse(couldOpen(omid, mina, secret));
    assertFalse(couldOpen(kian, mina, secret));
  }

  @Test
  void whoLeavesCannotBeGivenWhatWasMadeWithoutThem() throws StoreException {
    omid.write(new Act.Leave());
    village.exchange(omid, kian);
    kian.write(note("under a key that Omid lacks"));
    Villager nima = village.join(mina, "Nima");
    village.exchange(kian, sara);
    village.exchange(mina, sara);
    sara.write(note("for all who are in, Nima too"));
    nima.write(new Act.Leave());
    village.exchange(nima, mina);
    village.exchange(kian, mina);
    EntryId without = mina.write(note("without Nima")).last();
    village.meet(mina, sara, kian);
    assertFalse(couldOpen(nima, mina, without));
    assertTrue(couldOpen(sara, mina, without));
  }

  /**
   * Nima, who does not know the second, shares with Omid whatever the first alone kept from him.
   */
  @Test
  void whoIsOutTwiceReadsNothingThatKnowsBothThoughOneOfThemIsVoid() throws StoreException {
    Villager nima = village.join(mina, "Nima");
    village.meet(mina, omid, sara, kian, nima);
    enacted(new Effect.GrantRole(id(sara), Role.STEWARD), mina, sara, omid, kian, nima);
    EntryId expulsion = agreed(new Effect.Expel(id(mina)), omid, kian, nima, sara, mina);
    nima.write(new Act.Enact(expulsion, List.of()));
    mina.replica.wearOut(new Wear(1, 0, Integer.MAX_VALUE));
    mina.write(note("so that hers is the epoch with most ancestors"));
    mina.write(new Act.Suspend(id(omid), "", List.of()));
    sara.write(new Act.Suspend(id(omid), "", List.of()));
    village.exchange(mina, kian);
    kian.write(note("knows one"));
    village.exchange(sara, kian);
    EntryId both = kian.write(note("knows both")).last();
    village.exchange(mina, nima);
    nima.write(new Act.Gather());
    village.exchange(nima, omid);
    assertEquals(Member.State.ACTIVE, state(nima, id(omid)));
    village.exchange(kian, nima);
    assertFalse(couldOpen(omid, nima, both));
    assertTrue(couldOpen(sara, nima, both));
  }

  @Test
  void aForkStopsTheDeviceAndNobodyElse() throws StoreException {
    Old old = new Old();
    old.early.write(new Act.Gather());
    Villager witness = old.people.get(3);
    village.exchange(old.founder, witness);
    witness.replica.enter(old.early.runs());
    old.assertProven(witness);
  }

  private static List<Act> notes(int count) {
    List<Act> notes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      notes.add(note("note " + i));
    }
    return notes;
  }

  /** A founder with a copy of the first hour, who since let in twenty. */
  private final class Old {
    final Villager founder = village.found("Founder");
    final Villager early;
    final List<Villager> people = new ArrayList<>();

    Old() throws StoreException {
      founder.write(note("the first of all"));
      early = village.twin(founder);
      for (int i = 0; i < 20; i++) {
        people.add(village.join(founder, "P" + i));
      }
      early.reopen();
    }

    /** Who has heard of both lines writes the one proof there is to write. */
    void assertProven(Villager witness) throws StoreException {
      List<Act> duties = witness.replica.duties();
      assertEquals(1, duties.size());
      witness.write(duties.get(0));
      assertEquals(List.of(), witness.replica.duties());
      assertFalse(witness.replica.membership().isEffective(founder.own.device()));
      for (Villager person : people) {
        assertTrue(witness.replica.membership().isEffective(person.own.device()));
      }
      EntryId after = witness.write(note("after")).last();
      assertFalse(couldOpen(founder, witness, after));
      assertTrue(couldOpen(people.get(19), witness, after));
    }
  }

  @Test
  void aForkOfRecordsWhoseRunsEndApartStopsTheDeviceAndNobodyElse() throws StoreException {
    for (int longer = 2; longer <= 3; longer++) {
      Old old = new Old();
      old.founder.replica.write(notes(longer), 1_000);
      old.early.replica.write(notes(5 - longer), 1_000);
      Villager witness = old.people.get(3);
      village.exchange(old.founder, witness);
      witness.replica.enter(old.early.runs());
      assertEquals(1, ((Act.ProveFork) witness.replica.duties().get(0)).path().size());
      old.assertProven(witness);
    }
  }

  @Test
  void aFounderWhoForksRecordsAtOneAfterTwentyAdmissionsIsProvenAtTheFirstRun()
      throws StoreException {
    Old old = new Old();
    old.founder.replica.write(notes(8), 1_000);
    old.early.write(note("the other second"));
    Villager witness = old.people.get(7);
    village.exchange(old.founder, witness);
    witness.replica.enter(old.early.runs());
    Act.ProveFork proof = (Act.ProveFork) witness.replica.duties().get(0);
    assertEquals(1, proof.seq());
    assertEquals(7, proof.path().size());
    old.assertProven(witness);
  }

  @Test
  void aSecondEntryBesideTheFoundingIsProvenToo() throws StoreException {
    Old old = new Old();
    Villager witness = old.people.get(0);
    village.exchange(old.founder, witness);
    SignedEntry beside =
        Forge.next(old.founder, Lane.GOVERNANCE).at(0, Optional.empty()).act(new Act.Gather());
    Taken taken = witness.replica.take(Forge.runs(beside));
    assertEquals(List.of(new Verdict.Accepted(1, 0)), taken.verdicts());
    assertEquals(0, ((Act.ProveFork) witness.replica.duties().get(0)).seq());
    old.assertProven(witness);
  }

  @Test
  void aThiefOfARemovedDeviceWhoForksAtTheBeginningChangesNobody() throws StoreException {
    Villager thief = village.twin(mina);
    village.meet(mina, omid, sara, kian);
    mina.replica.write(notes(3), 1_000);
    village.meet(mina, omid, sara, kian);
    enacted(new Effect.Expel(id(mina)), omid, sara, kian);
    Membership before = kian.replica.membership();
    thief.replica.write(notes(2), 1_000);
    thief.write(new Act.Suspend(id(omid), "revenge", List.of()));
    Villager stranger = village.join(thief, "Stranger");
    kian.replica.enter(thief.runs());
    kian.replica.enter(stranger.runs());
    assertEquals(before.members(), kian.replica.membership().members());
    assertEquals(List.of(), kian.replica.duties());
    assertFalse(kian.replica.membership().isEffective(stranger.own.device()));
  }

  @Test
  void whatTwoThirdsHaveUndoneNoNodeProvesAgain() throws StoreException {
    Villager twin = village.twin(omid);
    omid.replica.write(notes(2), 1_000);
    twin.replica.write(notes(3), 1_000);
    village.meet(mina, omid, sara, kian);
    mina.replica.enter(twin.runs());
    EntryId proof = mina.write(mina.replica.duties().get(0)).last();
    village.meet(mina, sara, kian);
    assertFalse(kian.replica.membership().isEffective(omid.own.device()));
    enacted(new Effect.Recover(List.of(), List.of(proof)), mina, sara, kian);
    assertTrue(mina.replica.membership().isEffective(omid.own.device()));
    assertFalse(mina.replica.duties().stream().anyMatch(Act.ProveFork.class::isInstance));
  }

  @Test
  void onlyAStewardsNodeProvesWhileThereIsOneWhoIsNotTheOwner() throws StoreException {
    Villager twin = village.twin(omid);
    omid.replica.write(notes(2), 1_000);
    twin.replica.write(notes(3), 1_000);
    village.meet(mina, omid, sara, kian);
    for (Villager one : List.of(mina, sara, kian)) {
      one.replica.enter(twin.runs());
    }
    assertEquals(1, mina.replica.duties().size());
    assertEquals(List.of(), sara.replica.duties());
    assertEquals(List.of(), kian.replica.duties());
  }

  @Test
  void twoWhoSuspendEachOtherAreBroughtBackByTwoThirds() throws StoreException {
    enacted(new Effect.GrantRole(id(sara), Role.STEWARD), mina, sara, omid, kian);
    MemberId first = id(mina);
    MemberId second = id(sara);
    sara.write(new Act.Suspend(first, "", List.of()));
    mina.write(new Act.Suspend(second, "", List.of()));
    village.meet(mina, sara, omid, kian);
    assertEquals(Member.State.SUSPENDED, state(kian, first));
    assertEquals(Member.State.SUSPENDED, state(kian, second));
    EntryId plea = propose(mina, new Effect.Recover(List.of(first, second), List.of()));
    village.meet(mina, sara, omid, kian);
    for (Villager voter : List.of(mina, omid, kian)) {
      voter.write(new Act.Ballot(plea, "agree", ""));
    }
    village.meet(mina, sara, omid, kian);
    kian.write(new Act.Enact(plea, List.of()));
    village.meet(mina, sara, omid, kian);
    assertEquals(Member.State.ACTIVE, state(kian, first));
    assertEquals(Member.State.ACTIVE, state(omid, second));
  }

  private static Resource resource(Villager at, EntryId id) throws StoreException {
    Bytes row = at.replica.store().row(Table.RESOURCE, id.bytes()).orElseThrow();
    return at.replica.counted(ResourceCodec.decode(row).asOptional().orElseThrow());
  }

  private static EntryId edit(Villager by, EntryId resource, String title) throws StoreException {
    List<EntryId> newest = resource(by, resource).newest().stream().map(Version::entry).toList();
    return by.write(new Act.EditResource(resource, newest, title, "", List.of())).last();
  }

  @Test
  void recordsThatTheRemoverKnewCountAndOthersAreSetAsideUntilTheAuthorIsBack()
      throws StoreException {
    EntryId shared = sara.write(note("by Sara")).last();
    village.meet(mina, omid, sara, kian);
    EntryId known = omid.write(note("known")).last();
    village.meet(mina, omid, sara, kian);
    EntryId unknown = omid.write(note("unknown")).last();
    edit(omid, shared, "defaced");
    mina.write(new Act.Suspend(id(omid), "", List.of()));
    village.meet(omid, kian);
    village.meet(mina, sara, kian);
    for (Villager at : List.of(mina, sara, kian)) {
      assertFalse(at.replica.isSetAside(known, omid.own.device()));
      assertTrue(at.replica.isSetAside(unknown, omid.own.device()));
      assertEquals("by Sara", resource(at, shared).shown().title());
    }
    enacted(new Effect.Reinstate(id(omid)), mina, sara, kian);
    assertFalse(kian.replica.isSetAside(unknown, omid.own.device()));
    assertEquals("defaced", resource(kian, shared).shown().title());
  }
}
