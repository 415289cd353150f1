package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.entry.Seal;
import org.peyvand.protocol.entry.SharedEpoch;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.epoch.EpochSeals;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.sync.Run;

/** A key may come after what was sealed with it. */
class LateKeysTest {
  private final Village village = new Village(1);
  private final Villager mina;
  private final Villager omid;
  private final Villager sara;
  private final EpochSecrets secret;

  LateKeysTest() throws StoreException {
    mina = village.found("Mina");
    omid = village.join(mina, "Omid");
    sara = village.join(mina, "Sara");
    village.exchange(mina, omid);
    secret = EpochSecrets.generate(village.entropy);
  }

  @Test
  void aWrongSealIsFoundAlsoByWhoGetsTheKeyLaterAndTheDeceivedIsGivenItAndWhoseItIsIsTold()
      throws StoreException {
    SignedEntry made =
        carrying(omid, EpochSeals.create(secret, List.of(omid.own.keys()), Map.of())).act(gather());
    SharedEpoch right = EpochSeals.share(secret, List.of(mina.own.keys()));
    SignedEntry wrong =
        carrying(omid, garbled(right)).after(made.entry()).links(List.of()).act(gather());
    SignedEntry late =
        carrying(omid, EpochSeals.share(secret, List.of(sara.own.keys())))
            .after(wrong.entry())
            .links(List.of())
            .act(gather());
    List<Run> runs = Forge.runs(made, wrong, late);
    mina.replica.take(runs);
    sara.replica.take(runs);
    assertTrue(sara.replica.keyring().known().contains(secret.id()));
    assertFalse(mina.replica.keyring().known().contains(secret.id()));
    sara.write(ReplicaTest.note("something"));
    mina.replica.enter(sara.runs());
    assertTrue(mina.replica.keyring().known().contains(secret.id()));
    assertEquals(Set.of(omid.own.device()), sara.replica.wrongSealers());
    assertEquals(Set.of(omid.own.device()), mina.replica.wrongSealers());
    Villager again = village.twin(sara);
    assertEquals(again.replica.duties(), sara.replica.duties());
  }

  @Test
  void whoGotAKeyByAnEntryThatIsNotTakenSharesItOnceNobodyElseCan() throws StoreException {
    SignedEntry made =
        carrying(omid, EpochSeals.create(secret, List.of(omid.own.keys()), Map.of()))
            .under(secret)
            .act(gather());
    SignedEntry builtOnWhatIsNotHere =
        carrying(omid, EpochSeals.share(secret, List.of(sara.own.keys())))
            .after(made.entry())
            .under(secret)
            .links(List.of(EntryId.of(village.entropy.bytes(EntryId.LENGTH))))
            .act(gather());
    sara.replica.take(Forge.runs(made, builtOnWhatIsNotHere));
    assertTrue(sara.replica.keyring().known().contains(secret.id()));
    mina.replica.take(Forge.runs(made));
    MemberId target = mina.replica.membership().memberOf(omid.own.device()).orElseThrow().id();
    mina.write(new Act.Suspend(target, "", List.of()));
    sara.replica.enter(mina.runs());
    assertEquals(List.of(gather()), sara.replica.duties());
    sara.write(gather());
    mina.replica.enter(sara.runs());
    assertTrue(mina.replica.keyring().known().contains(secret.id()));
    assertEquals(List.of(), sara.replica.duties());
    assertEquals(List.of(), mina.replica.duties());
  }

  private static Forge carrying(Villager author, EpochBlock block) {
    return Forge.next(author, Lane.GOVERNANCE).block(block);
  }

  private static Act gather() {
    return new Act.Gather();
  }

  private static SharedEpoch garbled(SharedEpoch right) {
    Seal seal = right.seals().get(0);
    byte[] governance = seal.governance().toArray();
    governance[50] ^= 1;
    return new SharedEpoch(
        right.epoch(), List.of(new Seal(seal.recipient(), Bytes.own(governance), seal.records())));
  }
}
