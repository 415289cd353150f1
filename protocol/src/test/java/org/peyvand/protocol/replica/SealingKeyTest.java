package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.epoch.EpochSeals;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.epoch.Keyring;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.StagingStore;
import org.peyvand.protocol.log.StoreException;

/** A device names a new sealing key now and then, and others seal to the newest that they know. */
class SealingKeyTest {
  private static final Act GATHER = new Act.Gather();
  private static final Wear AT_ONCE = new Wear(Limits.EPOCH_ENTRIES, 0, 1);
  private static final Wear EPOCHS_AT_ONCE = new Wear(1, 0, Limits.SEALING_KEY_ENTRIES);

  private final Village village = new Village(31);
  private final Villager mina = village.found("Mina");
  private final Villager omid = village.join(mina, "Omid");

  SealingKeyTest() throws StoreException {
    omid.write(GATHER);
    village.exchange(mina, omid);
  }

  private static Act proposal() {
    return new Act.Propose("Well", "", "majority", List.of());
  }

  private static int renewals(Villager villager) throws StoreException {
    return OwnKeys.in(villager.replica.store()).size();
  }

  /** Names a new key, and something else. */
  private static void renew(Villager villager) throws StoreException {
    villager.replica.wearOut(AT_ONCE);
    villager.write(proposal());
    villager.replica.wearOut(Wear.REGULAR);
  }

  /** Makes an epoch over all that it knows. */
  private static EpochId rotate(Villager villager) throws StoreException {
    villager.replica.wearOut(EPOCHS_AT_ONCE);
    villager.write(proposal());
    villager.replica.wearOut(Wear.REGULAR);
    return villager.replica.epochsNewestFirst().get(0);
  }

  /** What somebody opens of all that a villager has, by the first key of that device alone. */
  private static Set<EpochId> openedByFirstKey(Villager thiefOf, Villager all)
      throws StoreException {
    Keyring stolen = new Keyring(thiefOf.own.device(), thiefOf.own.sealing());
    all.runs().stream()
        .flatMap(run -> run.entries().stream())
        .flatMap(signed -> signed.entry().header().block().stream())
        .forEach(stolen::absorb);
    return stolen.known();
  }

  @Test
  void afterSoManyOwnEntriesANewKeyIsNamedAndNotBefore() throws StoreException {
    for (int i = 0; i < Limits.SEALING_KEY_ENTRIES - 2; i++) {
      omid.write(GATHER);
    }
    assertEquals(0, renewals(omid));
    omid.write(proposal());
    assertEquals(0, renewals(omid));
    omid.write(GATHER);
    assertEquals(0, renewals(omid));
    omid.write(proposal());
    assertEquals(1, renewals(omid));
    omid.write(proposal());
    assertEquals(1, renewals(omid));
  }

  @Test
  void whoStoleTheOldKeyOpensNoEpochThatIsSealedToTheNewOneAndTheOwnerDoes() throws StoreException {
    renew(omid);
    renew(mina);
    village.exchange(mina, omid);
    EpochId next = rotate(mina);
    village.exchange(mina, omid);
    assertFalse(openedByFirstKey(omid, mina).contains(next));
    assertFalse(openedByFirstKey(mina, mina).contains(next));
    assertTrue(omid.replica.keyring().known().contains(next));
    omid.reopen();
    mina.reopen();
    assertTrue(omid.replica.keyring().known().contains(next));
    assertTrue(mina.replica.keyring().known().contains(next));
    assertEquals(List.of(), omid.replica.unread());
    assertEquals(Set.of(), omid.replica.wrongSealers());
  }

  @Test
  void aSealByWhoHadNotHeardOfTheNewKeyIsRightAndOpens() throws StoreException {
    renew(omid);
    EpochId next = rotate(mina);
    village.exchange(mina, omid);
    assertTrue(omid.replica.keyring().known().contains(next));
    assertEquals(Set.of(), omid.replica.wrongSealers());
    assertEquals(Set.of(), mina.replica.wrongSealers());
    assertEquals(List.of(), mina.replica.duties());
  }

  /** Its maker may have been unable to read which one is newer. */
  @Test
  void aSealToAnyKeyThatWasNamedIsRightAndOneToAnotherIsNot() throws StoreException {
    renew(omid);
    village.exchange(mina, omid);
    EpochSecrets right = makeFor(omid.own.keys());
    assertEquals(Set.of(), omid.replica.wrongSealers());
    assertTrue(omid.replica.keyring().known().contains(right.id()));

    DeviceKeys stranger = DeviceSecrets.generate(village.entropy).keys();
    makeFor(new DeviceKeys(omid.own.device(), omid.own.keys().wire(), stranger.sealing()));
    assertEquals(Set.of(mina.own.device()), mina.replica.wrongSealers());
  }

  /** An epoch of Mina's, by hand, for herself and these keys. */
  private EpochSecrets makeFor(DeviceKeys keys) throws StoreException {
    EpochSecrets secrets = EpochSecrets.generate(village.entropy);
    List<DeviceKeys> recipients = List.of(mina.own.keys(), keys);
    SignedEntry made =
        Forge.next(mina, Lane.GOVERNANCE)
            .under(secrets)
            .block(EpochSeals.create(secrets, recipients, Map.of()))
            .act(GATHER);
    mina.replica.take(Forge.runs(made));
    village.exchange(mina, omid);
    return secrets;
  }

  /** A node that lacks the epoch under which a key was named can say nothing of seals to it. */
  @Test
  void whoCannotReadWhichKeyWasNamedAccusesNobody() throws StoreException {
    Villager sara = village.join(mina, "Sara");
    village.exchange(mina, omid);
    EpochSecrets few = EpochSecrets.generate(village.entropy);
    SignedEntry hidden =
        Forge.next(omid, Lane.GOVERNANCE)
            .under(few)
            .block(EpochSeals.create(few, List.of(omid.own.keys(), mina.own.keys()), Map.of()))
            .act(new Act.NewKey(mina.own.keys().sealing()));
    omid.replica.take(Forge.runs(hidden));
    mina.replica.take(Forge.runs(hidden));
    SignedEntry made = sealedToTheNewestAndTo(sara);
    for (Villager all : List.of(mina, omid, sara)) {
      all.replica.take(Forge.runs(hidden));
      all.replica.take(Forge.runs(made));
      assertEquals(Set.of(), all.replica.wrongSealers());
    }
    assertEquals(List.of(hidden.entry().id()), sara.replica.unread());
    mina.reopenHeedless();
    mina.write(ReplicaTest.note("after what is due was shared"));
    sara.replica.enter(mina.runs());
    assertEquals(List.of(), sara.replica.unread());
    assertEquals(Set.of(), sara.replica.wrongSealers());
  }

  private SignedEntry sealedToTheNewestAndTo(Villager other) {
    EpochSecrets secrets = EpochSecrets.generate(village.entropy);
    DeviceKeys renewed =
        new DeviceKeys(omid.own.device(), omid.own.keys().wire(), mina.own.keys().sealing());
    List<DeviceKeys> all = List.of(mina.own.keys(), renewed, other.own.keys());
    return Forge.next(mina, Lane.GOVERNANCE)
        .under(secrets)
        .block(EpochSeals.create(secrets, all, Map.of()))
        .act(GATHER);
  }

  @Test
  void aSealToAnOldKeyOpensHoweverManyCameSince() throws StoreException {
    renew(omid);
    mina.replica.take(omid.runs());
    for (int i = 0; i < 20; i++) {
      renew(omid);
    }
    EpochId late = rotate(mina);
    omid.replica.take(mina.runs());
    assertTrue(omid.replica.keyring().known().contains(late));
    omid.reopen();
    assertEquals(21, renewals(omid));
    assertTrue(omid.replica.keyring().known().contains(late));
    assertEquals(List.of(), omid.replica.unread());
    mina.replica.take(omid.runs());
    assertEquals(List.of(), mina.replica.duties());
    EpochId next = rotate(mina);
    omid.replica.take(mina.runs());
    assertTrue(omid.replica.keyring().known().contains(next));
    assertEquals(Set.of(), omid.replica.wrongSealers());
  }

  @Test
  void aKeyThatCannotBeSealedToIsVoidAndStopsNobody() throws StoreException {
    SignedEntry bad =
        Forge.next(omid, Lane.GOVERNANCE).act(new Act.NewKey(Bytes.own(new byte[32])));
    mina.replica.take(Forge.runs(bad));
    omid.replica.take(Forge.runs(bad));
    EntryId id = bad.entry().id();
    assertTrue(
        mina.replica.open(bad.entry()) instanceof Opening.Void nothing
            && nothing.reason() == Reason.MALFORMED);
    assertTrue(mina.replica.graph().has(id));
    EpochId next = rotate(mina);
    omid.replica.take(mina.runs());
    assertTrue(omid.replica.keyring().known().contains(next));
  }

  @Test
  void aKeyAndTheEntryThatNamesItAreKeptTogetherOrNotAtAll() throws StoreException {
    StagingStore staged = new StagingStore(omid.replica.store());
    Replica replica = Replica.open(omid.replica.network(), staged, omid.own, village.entropy);
    replica.wearOut(AT_ONCE);
    replica.write(List.of(proposal()), 1_000);
    omid.reopen();
    assertEquals(0, named(omid));
    assertEquals(0, renewals(omid));

    omid.replica.store().commit(staged.staged());
    omid.reopen();
    assertEquals(1, named(omid));
    assertEquals(1, renewals(omid));
    mina.replica.take(omid.runs());
    EpochId next = rotate(mina);
    omid.replica.take(mina.runs());
    assertTrue(omid.replica.keyring().known().contains(next));
  }

  /** How many keys the entries here name. */
  private static long named(Villager villager) throws StoreException {
    return villager.runs().stream()
        .flatMap(run -> run.entries().stream())
        .map(signed -> villager.replica.open(signed.entry()))
        .filter(o -> o instanceof Opening.Read read && read.body().act() instanceof Act.NewKey)
        .count();
  }
}
