package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.NewEpoch;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Purpose;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.epoch.EpochSeals;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.PolicyByPurpose;

/** Where the group wants it, who comes later reads no records of the time before. */
class HistoryTest {
  private static final Policy WITHHOLDING =
      PolicyByPurpose.of(Purpose.INFORMATION)
          .with(Policy.Key.HISTORY, Policy.History.SINCE_JOINING.ordinal());

  private final Village village = new Village(7);
  private final Villager mina;
  private final Villager omid;

  HistoryTest() throws StoreException {
    mina = village.found("Mina", WITHHOLDING);
    omid = village.join(mina, "Omid");
    village.exchange(mina, omid);
  }

  private static EntryId note(Villager by, String title) throws StoreException {
    return by.write(ReplicaTest.note(title)).last();
  }

  private static boolean reads(Villager villager, EntryId id) throws StoreException {
    var store = villager.replica.store();
    var place = store.place(id).orElseThrow();
    return villager.replica.open(store.entry(place).orElseThrow().entry()) instanceof Opening.Read;
  }

  @Test
  void whoComesLaterReadsAllGovernanceAndNoRecordsOfTheTimeBefore() throws StoreException {
    EntryId before = note(mina, "before");
    Villager sara = village.join(mina, "Sara");
    EntryId since = note(mina, "since");
    village.exchange(mina, sara);
    assertFalse(reads(sara, before));
    assertTrue(reads(sara, since));
    assertEquals(List.of(), sara.replica.unread());
    EntryId hers = note(sara, "hers");
    village.exchange(mina, sara);
    village.exchange(mina, omid);
    for (EntryId id : List.of(before, since, hers)) {
      assertTrue(reads(omid, id));
    }
    sara.reopen();
    assertFalse(reads(sara, before));
    assertTrue(reads(sara, since));
    assertEquals(mina.replica.digest(), sara.replica.digest());
  }

  @Test
  void neitherDoesANewEpochOverAllOpenThem() throws StoreException {
    EntryId before = note(mina, "before");
    Villager sara = village.join(mina, "Sara");
    village.exchange(mina, omid);
    MemberId target = mina.replica.membership().memberOf(sara.own.device()).orElseThrow().id();
    Villager dara = village.join(mina, "Dara");
    mina.write(new Act.Suspend(target, "", List.of()));
    EntryId since = note(mina, "since");
    village.exchange(mina, omid);
    village.exchange(mina, dara);
    assertFalse(reads(dara, before));
    assertTrue(reads(dara, since));
    assertTrue(reads(omid, before));
    assertTrue(reads(omid, since));
  }

  @Test
  void aFurtherDeviceOfAMemberReadsWhatItsMemberReads() throws StoreException {
    EntryId before = note(mina, "before");
    InviteSeed seed = InviteSeed.of(SecretBytes.own(village.entropy.bytes(InviteSeed.LENGTH)));
    EntryId invite = mina.write(seed.invite(1, true)).last();
    DeviceSecrets own = DeviceSecrets.generate(village.entropy);
    var request = JoinRequest.make(seed, own.signing(), own.keys(), "tab", mina.replica.network());
    mina.write(new Act.Admit(invite, JoinRequestCodec.encode(request), true));
    Villager tablet = village.blank(village.somebody(own, mina.replica));
    tablet.replica.enter(mina.runs());
    assertTrue(reads(tablet, before));
  }

  @Test
  void whatIsWrittenApartUnderKeysOfTheTimeBeforeIsNotForThemButAllThatFollowsIs()
      throws StoreException {
    EntryId before = note(mina, "before");
    village.exchange(mina, omid);
    Villager sara = village.join(mina, "Sara");
    EntryId apart = note(omid, "apart");
    village.exchange(omid, sara);
    village.exchange(mina, sara);
    EntryId together = note(omid, "together");
    EntryId all = note(sara, "all");
    village.meet(mina, omid, sara);
    assertFalse(reads(sara, before));
    assertFalse(reads(sara, apart));
    assertTrue(reads(sara, together));
    for (EntryId id : List.of(before, apart, together, all)) {
      assertTrue(reads(mina, id) && reads(omid, id));
    }
    assertEquals(List.of(), sara.replica.unread());
    assertEquals(mina.replica.digest(), sara.replica.digest());
  }

  @Test
  void anAdmissionThatCountsForNothingWithholdsFromNobody() throws StoreException {
    EntryId before = note(mina, "before");
    village.exchange(mina, omid);
    EpochSecrets secrets = EpochSecrets.generate(village.entropy);
    List<DeviceKeys> both = List.of(mina.own.keys(), omid.own.keys());
    NewEpoch block = EpochSeals.create(secrets, both, Map.of());
    InviteSeed seed = InviteSeed.of(SecretBytes.own(village.entropy.bytes(InviteSeed.LENGTH)));
    JoinRequest request =
        JoinRequest.make(seed, mina.own.signing(), mina.own.keys(), "x", mina.replica.network());
    SignedEntry counterfeit =
        Forge.next(omid, Lane.GOVERNANCE)
            .block(block)
            .under(secrets)
            .act(new Act.Admit(before, JoinRequestCodec.encode(request), true));
    omid.replica.take(Forge.runs(counterfeit));
    Villager again = village.blank(mina);
    again.replica.enter(omid.runs());
    assertTrue(reads(again, before));
    mina.replica.take(Forge.runs(counterfeit));
    assertTrue(reads(mina, before));
    assertInstanceOf(Opening.Read.class, mina.replica.open(counterfeit.entry()));
    EntryId since = note(mina, "since");
    village.exchange(mina, omid);
    assertTrue(reads(omid, since));
    assertEquals(List.of(), omid.replica.duties());
  }
}
