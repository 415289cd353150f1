package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.protocol.replica.ReplicaTest.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.NewEpoch;
import org.peyvand.protocol.entry.Purpose;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.Seal;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.epoch.EpochSeals;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.sync.Run;

/** What a member or a stranger may write by hand: Omid forges, Mina takes. */
class HostileEntriesTest {
  private static final Act GATHER = new Act.Gather();

  private final Village village = new Village(11);
  private Villager mina;
  private Villager omid;

  @BeforeEach
  void meet() throws StoreException {
    mina = village.found("Mina");
    omid = village.join(mina, "Omid");
  }

  private Verdict offer(SignedEntry entry) throws StoreException {
    return offer(new Run(List.of(entry)));
  }

  private Verdict offer(Run run) throws StoreException {
    return mina.replica.take(List.of(run)).verdicts().get(0);
  }

  private void assertTaken(SignedEntry entry) throws StoreException {
    assertEquals(new Verdict.Accepted(1, 0), offer(entry));
  }

  private void assertRefused(Reason reason, SignedEntry entry) throws StoreException {
    Bytes before = mina.replica.digest();
    Verdict.Rejected rejected = assertInstanceOf(Verdict.Rejected.class, offer(entry));
    assertEquals(reason, rejected.reason());
    assertEquals(before, mina.replica.digest());
  }

  private void assertWaits(Reason reason, SignedEntry entry) throws StoreException {
    Bytes before = mina.replica.digest();
    Verdict.Waiting waiting = assertInstanceOf(Verdict.Waiting.class, offer(entry));
    assertEquals(reason, waiting.reason());
    assertEquals(before, mina.replica.digest());
  }

  private void assertVoid(Reason reason, SignedEntry entry) throws StoreException {
    assertTaken(entry);
    Opening opening = mina.replica.open(entry.entry());
    assertEquals(reason, assertInstanceOf(Opening.Void.class, opening).reason());
  }

  private int notes(Villager villager) throws StoreException {
    return villager.replica.store().rows(Table.RESOURCE).size();
  }

  private Forge governance() {
    return Forge.next(omid, Lane.GOVERNANCE);
  }

  private Forge records() {
    return Forge.next(omid, Lane.RECORDS);
  }

  /** A chain of gatherings by Omid, which Mina takes. */
  private List<EntryId> gatherings(int count) throws StoreException {
    List<EntryId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(omid.write(GATHER).last());
    }
    mina.replica.take(omid.runs());
    return ids;
  }

  @Test
  void aBadSignatureRejectsItsCarrierAndNeverTheEntry() throws StoreException {
    for (SignedEntry good : List.of(governance().act(GATHER), records().act(note("x")))) {
      byte[] bad = good.signature().orElseThrow().toArray();
      bad[3] ^= 1;
      assertRefused(
          Reason.BAD_SIGNATURE, new SignedEntry(good.entry(), Optional.of(Bytes.own(bad))));
      assertRefused(Reason.BAD_SIGNATURE, Forge.sign(mina.own, good.entry()));
      assertTaken(good);
    }
  }

  @Test
  void aSignatureThatWasNotCheckedIsNotKept() throws StoreException {
    SignedEntry first = records().act(note("first"));
    SignedEntry second = records().after(first.entry()).links(List.of()).act(note("second"));
    SignedEntry forged = Forge.sign(mina.own, first.entry());
    assertEquals(new Verdict.Accepted(2, 0), offer(new Run(List.of(forged, second))));

    Villager third = village.join(mina, "Sara");
    assertEquals(mina.replica.digest(), third.replica.digest());
    assertEquals(2, notes(third));
  }

  @Test
  void everyGovernanceEntryOfARunNeedsItsSignature() throws StoreException {
    SignedEntry first = governance().act(GATHER);
    SignedEntry second = governance().after(first.entry()).links(List.of()).act(GATHER);
    SignedEntry bare = new SignedEntry(first.entry(), Optional.empty());
    Verdict verdict = offer(new Run(List.of(bare, second)));
    assertEquals(Reason.NO_SIGNATURE, ((Verdict.Rejected) verdict).reason());
  }

  @Test
  void anEntryMustFollowOneOfItsOwnChain() throws StoreException {
    EntryId foreign = mina.write(GATHER).last();
    SignedEntry inRecords = records().act(note("x"));
    assertTaken(inRecords);
    assertRefused(
        Reason.WRONG_PREVIOUS,
        governance().at(3, Optional.of(foreign)).links(List.of()).act(GATHER));
    assertRefused(
        Reason.WRONG_PREVIOUS, governance().after(inRecords.entry()).links(List.of()).act(GATHER));
    SignedEntry good = governance().act(GATHER);
    assertTaken(good);
    assertRefused(
        Reason.WRONG_PREVIOUS, governance().at(7, Optional.of(good.entry().id())).act(GATHER));
  }

  @Test
  void whatFollowsAnEntryThatIsNotHereWaits() throws StoreException {
    SignedEntry first = governance().act(GATHER);
    SignedEntry second = governance().after(first.entry()).act(GATHER);
    assertWaits(Reason.GAP, second);
    assertTaken(first);
    assertTaken(second);
  }

  @Test
  void whatLinksToAnEntryThatIsNotHereWaits() throws StoreException {
    EntryId proposal = omid.write(new Act.Propose("Well", "", "majority", List.of())).last();
    SignedEntry gather = Forge.next(mina, Lane.GOVERNANCE).links(List.of(proposal)).act(GATHER);
    SignedEntry shared = records().links(List.of(proposal)).act(note("x"));
    assertWaits(Reason.MISSING_LINKS, gather);
    assertWaits(Reason.MISSING_LINKS, shared);
    mina.replica.take(omid.runs());
    assertTaken(shared);
    assertTaken(gather);
  }

  @Test
  void governanceThatLinksToRecordsWaitsForEver() throws StoreException {
    SignedEntry shared = records().act(note("x"));
    assertTaken(shared);
    assertWaits(Reason.MISSING_LINKS, governance().links(List.of(shared.entry().id())).act(GATHER));
  }

  @Test
  void claimedTimesDecideNothing() throws StoreException {
    long[] times = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE};
    Entry before = null;
    for (long time : times) {
      Forge forge = before == null ? records() : records().after(before).links(List.of());
      SignedEntry entry = forge.time(time).act(note("at " + time));
      assertTaken(entry);
      before = entry.entry();
    }
    SignedEntry question =
        governance().time(Long.MIN_VALUE).act(new Act.Propose("Q", "", "majority", List.of()));
    assertTaken(question);
    omid.replica.take(Forge.runs(question));
    mina.write(new Act.Ballot(question.entry().id(), "agree", ""));
    omid.replica.take(mina.runs());
    assertEquals(4, notes(mina));
    assertEquals(mina.replica.decisions().all(), omid.replica.decisions().all());
    assertEquals(1, omid.replica.decisions().all().get(0).voted());
  }

  @Test
  void anotherNetworksEntryIsRefused() throws StoreException {
    NetworkId other = village.found("Far").replica.network();
    assertRefused(Reason.FOREIGN_NETWORK, governance().network(other).act(GATHER));
    assertRefused(Reason.FOREIGN_NETWORK, records().network(other).act(note("x")));
  }

  @Test
  void aStrangersEntryIsRefusedEvenUnderTheRightKey() throws StoreException {
    EpochSecrets secrets =
        mina.replica.keyring().secrets(mina.replica.epochsNewestFirst().get(0)).orElseThrow();
    Villager stranger = village.found("Stranger");
    for (Lane lane : Lane.values()) {
      Act act = lane == Lane.GOVERNANCE ? GATHER : note("x");
      SignedEntry entry =
          Forge.next(stranger, lane)
              .network(mina.replica.network())
              .at(0, Optional.empty())
              .links(mina.replica.graph().frontier())
              .under(secrets)
              .act(act);
      assertRefused(Reason.NOT_A_MEMBER, entry);
    }
  }

  @Test
  void aMemberWhoDoesNotShowTheAdmissionIsRefused() throws StoreException {
    assertRefused(Reason.NOT_A_MEMBER, governance().links(List.of()).act(GATHER));
    assertRefused(Reason.NOT_A_MEMBER, records().links(List.of()).act(note("x")));
  }

  @Test
  void anActInTheWrongLaneIsVoidAndItsChainGoesOn() throws StoreException {
    SignedEntry vote = records().act(new Act.Propose("Q", "", "majority", List.of()));
    assertVoid(Reason.WRONG_LANE, vote);
    assertTaken(records().after(vote.entry()).links(List.of()).act(note("after")));
    assertVoid(Reason.WRONG_LANE, governance().act(note("x")));
    assertEquals(1, notes(mina));
    assertEquals(List.of(), mina.replica.decisions().all());
  }

  @Test
  void garbageUnderTheRightKeyIsVoidAndItsChainGoesOn() throws StoreException {
    SignedEntry garbage = governance().body(new byte[] {(byte) 0xff, 1, 2});
    assertVoid(Reason.MALFORMED, garbage);
    SignedEntry empty = governance().after(garbage.entry()).body(new byte[0]);
    assertVoid(Reason.MALFORMED, empty);
    SignedEntry question =
        governance().after(empty.entry()).act(new Act.Propose("Q", "", "majority", List.of()));
    assertTaken(question);
    assertEquals(1, mina.replica.decisions().all().size());
  }

  @Test
  void aBodyUnderAnotherKeyThanItsEpochsIsVoid() throws StoreException {
    SignedEntry good = governance().act(GATHER);
    byte[] body = good.entry().sealedBody().toArray();
    body[9] ^= 1;
    Entry spoilt = EntryCodec.make(good.entry().header(), Bytes.own(body));
    assertVoid(Reason.SEALED_WRONGLY, Forge.sign(omid.own, spoilt));
  }

  @Test
  void aSecondFoundingEntryIsRefusedOrVoid() throws StoreException {
    Villager other = village.found("Other");
    assertRefused(Reason.FOREIGN_NETWORK, other.runs().get(0).entries().get(0));
    SignedEntry again =
        governance()
            .act(
                new Act.Genesis(
                    "Mine",
                    Purpose.CAMPAIGN,
                    mina.replica.membership().policy(),
                    "Omid",
                    omid.own.keys()));
    var before = mina.replica.membership();
    assertTaken(again);
    assertEquals(before, mina.replica.membership());
  }

  @Test
  void aThirdBranchWaitsUntilSomebodyElseHasBuiltOnIt() throws StoreException {
    for (Lane lane : Lane.values()) {
      Act act = lane == Lane.GOVERNANCE ? GATHER : note("x");
      assertTaken(Forge.next(omid, lane).salt(1).act(act));
      assertTaken(Forge.next(omid, lane).salt(2).act(act));
      assertWaits(Reason.THIRD_BRANCH, Forge.next(omid, lane).salt(3).act(act));
    }
  }

  @Test
  void whoWereGivenDifferentBranchesHoldThemAllSoonAfterTheyMeet() throws StoreException {
    Villager sara = village.join(mina, "Sara");
    village.meet(mina, omid, sara);
    SignedEntry common = governance().salt(1).act(GATHER);
    SignedEntry second = governance().salt(2).act(GATHER);
    SignedEntry third = governance().salt(3).act(GATHER);
    mina.replica.take(List.of(new Run(List.of(common)), new Run(List.of(second))));
    sara.replica.take(List.of(new Run(List.of(common)), new Run(List.of(third))));
    village.exchange(mina, sara);
    for (Act proof : mina.replica.duties()) {
      mina.write(proof);
    }
    village.exchange(mina, sara);
    assertNotEquals(mina.replica.digest(), sara.replica.digest());
    for (int look = 0; look < 2; look++) {
      for (Villager one : List.of(mina, sara)) {
        for (Act overdue : one.replica.overdue()) {
          one.write(overdue);
        }
      }
    }
    village.exchange(mina, sara);
    village.exchange(mina, sara);
    assertEquals(mina.replica.digest(), sara.replica.digest());
    assertEquals(List.of(), mina.replica.overdue());
  }

  @Test
  void seventeenLinksAreVoidButForAGathering() throws StoreException {
    List<EntryId> ids = gatherings(17);
    Act question = new Act.Propose("Q", "", "majority", List.of());
    SignedEntry atLimit = governance().links(ids.subList(1, 17)).act(question);
    assertTaken(atLimit);
    assertEquals(1, mina.replica.decisions().all().size());
    SignedEntry beyond = governance().after(atLimit.entry()).links(ids).act(question);
    assertVoid(Reason.TOO_MANY_LINKS, beyond);
    SignedEntry gather = governance().after(beyond.entry()).links(ids).act(GATHER);
    assertTaken(gather);
    assertInstanceOf(Opening.Read.class, mina.replica.open(gather.entry()));
    assertVoid(Reason.TOO_MANY_LINKS, records().links(ids).act(note("x")));
    assertEquals(1, mina.replica.decisions().all().size());
  }

  @Test
  void aBallotWithFiveLinksIsVoid() throws StoreException {
    List<EntryId> ids = gatherings(4);
    EntryId question = mina.write(new Act.Propose("Q", "", "majority", List.of())).last();
    omid.replica.take(mina.runs());
    List<EntryId> five = new ArrayList<>(ids);
    five.add(question);
    SignedEntry beyond = governance().links(five).act(new Act.Ballot(question, "agree", ""));
    assertVoid(Reason.TOO_MANY_LINKS, beyond);
    assertEquals(0, decision(question).voted());
    SignedEntry atLimit =
        governance()
            .after(beyond.entry())
            .links(five.subList(1, 5))
            .act(new Act.Ballot(question, "agree", ""));
    assertTaken(atLimit);
    assertEquals(1, decision(question).voted());
  }

  private Decision decision(EntryId id) {
    return mina.replica.decisions().decision(id).orElseThrow();
  }

  @Test
  void whoHasLeftWritesNoMore() throws StoreException {
    SignedEntry leave = governance().act(new Act.Leave());
    assertTaken(leave);
    assertRefused(Reason.NOT_A_MEMBER, governance().after(leave.entry()).act(GATHER));
    assertRefused(Reason.NOT_A_MEMBER, records().links(List.of(leave.entry().id())).act(note("x")));
  }

  @Test
  void whoHearsOfItsOwnLaterEntriesWritesNoMore() throws StoreException {
    SignedEntry own = Forge.next(mina, Lane.RECORDS).act(note("by the other copy"));
    assertFalse(mina.replica.isBehindItself());
    assertTaken(own);
    assertTrue(mina.replica.isBehindItself());
    assertThrows(IllegalStateException.class, () -> mina.write(note("x")));
  }

  @Test
  void hearingOfItsOwnEntriesThatItHasIsNothing() throws StoreException {
    mina.write(note("x"));
    omid.replica.take(mina.runs());
    mina.replica.take(omid.runs());
    assertFalse(mina.replica.isBehindItself());
  }

  @Test
  void whatIsUnderAnEpochThatItsPastDoesNotMakeIsRefused() throws StoreException {
    EpochSecrets secret = EpochSecrets.generate(village.entropy);
    Act question = new Act.Propose("Q", "", "majority", List.of());
    assertRefused(Reason.UNKNOWN_EPOCH, governance().under(secret).act(question));
    assertRefused(Reason.UNKNOWN_EPOCH, records().under(secret).act(note("later")));
    SignedEntry makes = governance().under(secret).block(opens(secret)).act(question);
    assertTaken(makes);
    assertEquals(List.of(), mina.replica.unread());
    assertTaken(records().under(secret).links(List.of(makes.entry().id())).act(note("now")));
    assertEquals(1, notes(mina));
  }

  @Test
  void whatIsSealedForOthersIsKeptServedAndReadOnceTheKeyComes() throws StoreException {
    EpochSecrets secret = EpochSecrets.generate(village.entropy);
    NewEpoch forOne = EpochSeals.create(secret, List.of(omid.own.keys()), Map.of());
    SignedEntry makes = governance().under(secret).block(forOne).act(GATHER);
    assertTaken(makes);
    assertInstanceOf(Opening.Sealed.class, mina.replica.open(makes.entry()));
    assertEquals(List.of(makes.entry().id()), mina.replica.unread());
    assertTrue(mina.replica.isPartial());
    assertTrue(mina.runs().stream().anyMatch(run -> run.last().id().equals(makes.entry().id())));
    SignedEntry sealed =
        records().under(secret).links(List.of(makes.entry().id())).act(note("later"));
    assertWaits(Reason.NOT_A_MEMBER, sealed);
    mina.reopen();
    SignedEntry shares =
        governance()
            .after(makes.entry())
            .block(EpochSeals.share(secret, List.of(mina.own.keys())))
            .act(GATHER);
    assertWaits(Reason.NOT_A_MEMBER, shares);
    assertEquals(List.of(), mina.replica.unread());
    assertTaken(shares);
    assertTaken(sealed);
    assertEquals(1, notes(mina));
    Bytes count = Bytes.utf8("epoch-records/").concat(secret.id().bytes());
    Bytes ahead = Bytes.utf8("epoch-ahead/").concat(secret.id().bytes());
    assertEquals(Set.of(count, ahead), mina.replica.store().rows(Table.LOCAL).keySet());
  }

  @Test
  void aBlockThatWithholdsAHalfGivesNobodyAnything() throws StoreException {
    EpochSecrets secret = EpochSecrets.generate(village.entropy);
    NewEpoch whole = opens(secret);
    List<Seal> halves =
        whole.seals().stream()
            .map(seal -> new Seal(seal.recipient(), seal.governance(), Bytes.EMPTY))
            .toList();
    NewEpoch withholding =
        new NewEpoch(
            whole.governanceCommitment(), whole.recordsCommitment(), halves, whole.parents());
    assertTaken(governance().under(secret).block(withholding).act(GATHER));
    assertFalse(mina.replica.keyring().known().contains(secret.id()));
    mina.write(note("still"));
    assertEquals(1, notes(mina));
  }

  private NewEpoch opens(EpochSecrets secret) {
    return EpochSeals.create(secret, List.of(mina.own.keys(), omid.own.keys()), Map.of());
  }

  @Test
  void anEditCountsOnlyAfterWhatItEdits() throws StoreException {
    EntryId shared = mina.write(note("x")).last();
    Act.EditResource edit = new Act.EditResource(shared, List.of(shared), "y", "", List.of());
    SignedEntry unlinked = records().act(edit);
    assertTaken(unlinked);
    omid.replica.take(Forge.runs(unlinked));
    omid.replica.take(mina.runs());
    assertEquals(
        mina.replica.store().rows(Table.RESOURCE), omid.replica.store().rows(Table.RESOURCE));

    Villager sara = village.join(mina, "Sara");
    sara.write(note("own"));
    EntryId own = sara.write(note("other")).last();
    sara.replica.write(
        List.of(new Act.EditResource(own, List.of(own), "z", "", List.of()), edit), 1);
    mina.replica.take(sara.runs());
    assertEquals(
        mina.replica.store().rows(Table.RESOURCE), sara.replica.store().rows(Table.RESOURCE));
    assertEquals(
        "y",
        Records.resource(mina.replica.store().row(Table.RESOURCE, shared.bytes()))
            .orElseThrow()
            .shown()
            .title());
  }
}
