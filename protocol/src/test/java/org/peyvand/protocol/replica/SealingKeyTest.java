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

  @Test
  void aSealToAnOldKeyByWhoKnewTheNewOneIsWrong() throws StoreException {
    renew(omid);
    village.exchange(mina, omid);
    EpochSecrets secrets = EpochSecrets.generate(village.entropy);
    List<DeviceKeys> first = List.of(mina.own.keys(), omid.own.keys());
    SignedEntry made =
        Forge.next(mina, Lane.GOVERNANCE)
            .under(secrets)
            .block(EpochSeals.create(secrets, first, Map.of()))
            .act(GATHER);
    mina.replica.take(Forge.runs(made));
    village.exchange(mina, omid);
    assertEquals(Set.of(mina.own.device()), omid.replica.wrongSealers());
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
