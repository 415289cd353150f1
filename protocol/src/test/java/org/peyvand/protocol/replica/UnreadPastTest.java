package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.epoch.EpochSeals;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Graph;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.StoreException;

/**
 * Bahar came in while Mina suspended Omid, so she cannot read that yet: the suspension's epoch is
 * not for her. Omid cannot either, and writes on what he cannot read.
 */
class UnreadPastTest {
  private final Village village = new Village(20);
  private final Villager mina;
  private final Villager omid;
  private final Villager sara;
  private final Villager bahar;
  private final EntryId suspension;

  UnreadPastTest() throws StoreException {
    mina = village.found("Mina");
    omid = village.join(mina, "Omid");
    sara = village.join(mina, "Sara");
    village.exchange(mina, omid);
    MemberId target = mina.replica.membership().memberOf(omid.own.device()).orElseThrow().id();
    bahar = village.joinThrough(mina, sara, "Bahar");
    suspension = mina.write(new Act.Suspend(target, "", List.of())).last();
    bahar.replica.enter(mina.runs());
    omid.replica.enter(bahar.runs());
    assertEquals(List.of(suspension), bahar.replica.unread());
  }

  private SignedEntry byOmid(Lane lane, Act act) {
    return Forge.next(omid, lane).links(List.of(suspension)).act(act);
  }

  private static Verdict take(Villager villager, SignedEntry entry) throws StoreException {
    return villager.replica.take(Forge.runs(entry)).verdicts().get(0);
  }

  @Test
  void nobodyTakesWhatBuildsOnARemovalThatTheyCannotReadYet() throws StoreException {
    for (Lane lane : Lane.values()) {
      Act act = lane == Lane.RECORDS ? ReplicaTest.note("on") : new Act.Gather();
      SignedEntry entry = byOmid(lane, act);
      Verdict.Waiting waiting = assertInstanceOf(Verdict.Waiting.class, take(bahar, entry));
      assertEquals(Reason.NOT_A_MEMBER, waiting.reason());
      sara.replica.enter(mina.runs());
      assertInstanceOf(Verdict.Rejected.class, take(sara, entry));
      assertInstanceOf(Verdict.Rejected.class, take(mina, entry));
    }
  }

  @Test
  void nobodyBuildsOnWhatTheyCannotRead() throws StoreException {
    Entry written = bahar.write(new Act.Gather()).entries().get(0).entry();
    assertFalse(written.header().links().contains(suspension));
    Entry note = bahar.write(ReplicaTest.note("mine")).entries().get(0).entry();
    assertFalse(note.header().links().contains(suspension));
    sara.replica.enter(bahar.runs());
    assertTrue(sara.replica.graph().has(written.id()));
    assertTrue(sara.replica.store().place(note.id()).isPresent());
  }

  @Test
  void onceTheKeyHasComeTheyDoAndRefuseWhatOthersRefuse() throws StoreException {
    SignedEntry entry = byOmid(Lane.GOVERNANCE, new Act.Gather());
    assertInstanceOf(Verdict.Waiting.class, take(bahar, entry));
    sara.replica.enter(mina.runs());
    sara.write(ReplicaTest.note("with what was due"));
    bahar.replica.enter(sara.runs());
    assertEquals(List.of(), bahar.replica.unread());
    assertInstanceOf(Verdict.Rejected.class, take(bahar, entry));
    Entry written = bahar.write(new Act.Gather()).entries().get(0).entry();
    Graph graph = bahar.replica.graph();
    Past past = graph.point(written.id()).orElseThrow().past();
    assertTrue(past.includes(graph.point(suspension).orElseThrow()));
    sara.replica.enter(bahar.runs());
    assertTrue(sara.replica.graph().has(written.id()));
    assertEquals(sara.replica.digest(), bahar.replica.digest());
  }

  @Test
  void aKeyThatCameInARunThatHadToWaitOutlivesARestart() throws StoreException {
    sara.replica.enter(mina.runs());
    SignedEntry share = sara.write(new Act.Gather()).entries().get(0);
    SignedEntry beyond = Forge.next(sara, Lane.GOVERNANCE).act(new Act.Gather());
    assertTrue(share.entry().header().block().isPresent());
    assertInstanceOf(Verdict.Waiting.class, take(bahar, share));
    assertEquals(List.of(), bahar.replica.unread());
    bahar.write(new Act.Gather());
    bahar.reopen();
    assertEquals(List.of(), bahar.replica.unread());
    bahar.write(ReplicaTest.note("on"));
    assertInstanceOf(Verdict.Accepted.class, take(bahar, share));
    assertInstanceOf(Verdict.Accepted.class, take(bahar, beyond));
  }

  @Test
  void whatItsMakerDoesNotShareAnotherDoesAtTheSecondLook() throws StoreException {
    sara.replica.enter(mina.runs());
    assertEquals(List.of(), sara.replica.duties());
    assertEquals(List.of(), sara.replica.overdue());
    assertEquals(List.of(new Act.Gather()), sara.replica.overdue());
    sara.write(new Act.Gather());
    assertEquals(List.of(), sara.replica.overdue());
    bahar.replica.enter(sara.runs());
    assertEquals(List.of(), bahar.replica.unread());
  }

  /** Sara makes an epoch that no other leads to, for those who are in, and writes under it. */
  @Test
  void whoLetsSomebodyInGivesThemAllThatTheAdmissionBuildsOn() throws StoreException {
    EpochSecrets apart = EpochSecrets.generate(village.entropy);
    List<DeviceKeys> both = List.of(mina.own.keys(), sara.own.keys());
    SignedEntry made =
        Forge.next(sara, Lane.GOVERNANCE)
            .block(EpochSeals.create(apart, both, Map.of()))
            .under(apart)
            .act(new Act.Gather());
    mina.replica.enter(sara.runs());
    assertInstanceOf(Verdict.Accepted.class, take(mina, made));
    Villager dara = village.joinThrough(mina, mina, "Dara");
    assertTrue(dara.replica.graph().has(made.entry().id()));
    assertEquals(List.of(), dara.replica.unread());
  }
}
