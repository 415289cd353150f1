package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.NewEpoch;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;

/** A new epoch after so many entries under the last, by whoever writes next. */
class RotationTest {
  private static final Wear SOON = new Wear(8, 0, Limits.SEALING_KEY_ENTRIES);
  private static final Act CHUNK = new Act.Chunk(Bytes.own(new byte[] {1}));

  private final Village village = new Village(23);
  private final Villager mina = village.found("Mina");

  RotationTest() throws StoreException {}

  private Villager join(String name) throws StoreException {
    Villager villager = village.join(mina, name);
    mina.replica.wearOut(SOON);
    villager.replica.wearOut(SOON);
    return villager;
  }

  private static EpochId newest(Villager villager) {
    return villager.replica.epochsNewestFirst().get(0);
  }

  private static int epochs(Villager villager) {
    return villager.replica.epochsNewestFirst().size();
  }

  private static void chunks(Villager villager, int count) throws StoreException {
    villager.replica.write(Collections.nCopies(count, CHUNK), 1_000);
  }

  private static void notes(Villager villager, int count) throws StoreException {
    for (int i = 0; i < count; i++) {
      villager.write(ReplicaTest.note("note " + i));
    }
  }

  /** Until another epoch is made. */
  private static void rotate(Villager villager) throws StoreException {
    EpochId before = newest(villager);
    for (int i = 0; newest(villager).equals(before); i++) {
      assertTrue(i <= SOON.entries(), "it never makes a new epoch");
      villager.write(ReplicaTest.note("note " + i));
    }
  }

  private static void assertReadsAll(Villager villager, Villager author) throws StoreException {
    assertEquals(List.of(), villager.replica.unread());
    assertEquals(
        author.replica.store().rows(Table.RESOURCE), villager.replica.store().rows(Table.RESOURCE));
  }

  // ---- when

  @Test
  void theEntryAfterSoManyIsUnderANewEpochAndTheOneBeforeIsNot() throws StoreException {
    EpochId first = newest(mina);
    chunks(mina, Limits.EPOCH_ENTRIES - 2);
    mina.write(CHUNK);
    assertEquals(List.of(first), mina.replica.epochsNewestFirst());

    SignedEntry next = mina.write(CHUNK).entries().get(0);
    assertEquals(2, epochs(mina));
    assertEquals(newest(mina), next.entry().header().epoch());
    assertFalse(newest(mina).equals(first));
    mina.write(CHUNK);
    assertEquals(2, epochs(mina));
  }

  @Test
  void moreDevicesLetAnEpochServeMoreEntries() {
    int devices = Limits.EPOCH_ENTRIES / Limits.EPOCH_ENTRIES_PER_DEVICE;
    assertFalse(Wear.REGULAR.isReached(Limits.EPOCH_ENTRIES - 1, devices));
    assertTrue(Wear.REGULAR.isReached(Limits.EPOCH_ENTRIES, devices));
    int more = Limits.EPOCH_ENTRIES + Limits.EPOCH_ENTRIES_PER_DEVICE;
    assertFalse(Wear.REGULAR.isReached(more - 1, devices + 1));
    assertTrue(Wear.REGULAR.isReached(more, devices + 1));
  }

  @Test
  void entriesOfOthersAndOfBothLanesCount() throws StoreException {
    Villager omid = join("Omid");
    chunks(omid, 3);
    omid.write(new Act.Propose("Well", "", "majority", List.of()));
    notes(omid, 1);
    assertEquals(1, epochs(omid));
    mina.replica.enter(omid.runs());
    mina.write(new Act.Propose("Road", "", "majority", List.of()));
    assertEquals(2, epochs(mina));
  }

  @Test
  void whatWasCountedIsKnownAfterAStartAndARebuild() throws StoreException {
    mina.replica.wearOut(SOON);
    chunks(mina, 6);
    mina.write(new Act.Gather());
    assertEquals(1, epochs(mina));
    mina.reopen();
    mina.replica.wearOut(SOON);
    mina.replica.rebuild();
    mina.write(CHUNK);
    assertEquals(2, epochs(mina));

    chunks(mina, 6);
    mina.reopen();
    mina.replica.wearOut(SOON);
    assertEquals(2, epochs(mina));
    mina.write(CHUNK);
    assertEquals(3, epochs(mina));
  }

  @Test
  void aShareOfAKeyMakesNoNewEpoch() throws StoreException {
    Villager leaver = join("Omid");
    Villager host = join("Sara");
    village.exchange(mina, leaver);
    leaver.write(new Act.Leave());
    Villager newcomer = village.joinThrough(mina, host, "Kian");
    mina.replica.take(leaver.runs());
    mina.write(ReplicaTest.note("under a new epoch"));
    chunks(mina, 20);
    mina.replica.take(host.runs());
    int before = epochs(mina);
    assertEquals(List.of(new Act.Gather()), mina.replica.duties());
    mina.write(mina.replica.duties().get(0));
    assertEquals(before, epochs(mina));
    assertEquals(List.of(), mina.replica.duties());
    mina.write(CHUNK);
    assertEquals(before + 1, epochs(mina));
    village.exchange(mina, newcomer);
    assertReadsAll(newcomer, mina);
  }

  @Test
  void aRemovalMakesOneEpochThoughTheLastWasWorn() throws StoreException {
    Villager omid = join("Omid");
    chunks(mina, 20);
    int before = epochs(mina);
    var removal = mina.write(new Act.Suspend(id(omid), "", List.of()));
    assertEquals(before + 1, epochs(mina));
    assertEquals(1, removal.entries().size());
    assertTrue(removal.entries().get(0).entry().header().block().get() instanceof NewEpoch);
  }

  private static MemberId id(Villager villager) {
    return villager.replica.membership().memberOf(villager.own.device()).orElseThrow().id();
  }

  // ---- what becomes of it

  @Test
  void whoWasAwayForThirtyNewEpochsReadsEverything() throws StoreException {
    Villager omid = join("Omid");
    village.exchange(mina, omid);
    for (int i = 0; i < 30; i++) {
      rotate(mina);
    }
    omid.write(ReplicaTest.note("written meanwhile"));
    assertTrue(epochs(mina) > 30);
    omid.replica.take(mina.runs());
    mina.replica.take(omid.runs());
    assertReadsAll(omid, mina);
    assertEquals(newest(mina), newest(omid));
    omid.reopen();
    assertReadsAll(omid, mina);
  }

  @Test
  void whoComesAfterThirtyNewEpochsReadsTheFirst() throws StoreException {
    mina.replica.wearOut(SOON);
    for (int i = 0; i < 30; i++) {
      rotate(mina);
    }
    Villager omid = join("Omid");
    assertReadsAll(omid, mina);
    assertEquals(epochs(mina), epochs(omid));
  }

  @Test
  void newEpochsOfTwoHalvesApartAreAllReadAndOneIsWrittenUnder() throws StoreException {
    Villager omid = join("Omid");
    Villager sara = join("Sara");
    Villager kian = join("Kian");
    List<Villager> all = List.of(mina, omid, sara, kian);
    meet(all);
    for (int i = 0; i < 4; i++) {
      rotate(mina);
      village.exchange(mina, omid);
      rotate(omid);
      village.exchange(mina, omid);
      rotate(i % 2 == 0 ? sara : kian);
      village.exchange(sara, kian);
    }
    assertFalse(newest(mina).equals(newest(sara)));
    meet(all);
    assertAgree(all);
    int apart = epochs(kian);

    rotate(kian);
    meet(all);
    assertAgree(all);
    assertEquals(apart + 1, epochs(kian));
    Set<EpochId> united = new TreeSet<>(parents(kian));
    assertEquals(2, united.size());
    notes(sara, 1);
    meet(all);
    assertAgree(all);
  }

  @Test
  void twoNewEpochsAtOnceAreUnitedByTheNext() throws StoreException {
    Villager omid = join("Omid");
    List<Villager> both = List.of(mina, omid);
    meet(both);
    chunks(mina, 20);
    meet(both);
    mina.write(CHUNK);
    omid.write(CHUNK);
    assertFalse(newest(mina).equals(newest(omid)));
    meet(both);
    assertAgree(both);
    int apart = epochs(mina);
    mina.write(CHUNK);
    omid.write(CHUNK);
    assertEquals(apart, epochs(mina));
    rotate(omid);
    assertEquals(apart + 1, epochs(omid));
    assertEquals(2, parents(omid).size());
  }

  @Test
  void theRemovedOpenNothingOfWhatIsWrittenUnderLaterEpochs() throws StoreException {
    Villager omid = join("Omid");
    Villager sara = join("Sara");
    List<Villager> all = List.of(mina, omid, sara);
    meet(all);
    rotate(sara);
    meet(all);
    mina.write(new Act.Suspend(id(omid), "", List.of()));
    rotate(sara);
    meet(List.of(mina, sara));
    omid.replica.enter(sara.runs());
    Set<EpochId> held = new TreeSet<>(omid.replica.keyring().known());
    for (int i = 0; i < 4; i++) {
      rotate(i % 2 == 0 ? mina : sara);
      village.exchange(mina, sara);
      omid.replica.enter(sara.runs());
    }
    assertEquals(held, omid.replica.keyring().known());
    assertTrue(epochs(mina) >= held.size() + 4);
    assertReadsAll(sara, mina);
  }

  private void meet(List<Villager> all) throws StoreException {
    for (int i = 0; i < 2; i++) {
      for (Villager one : all) {
        for (Villager other : all) {
          if (one != other) {
            village.exchange(one, other);
          }
        }
      }
    }
  }

  private static void assertAgree(List<Villager> all) throws StoreException {
    for (Villager villager : all) {
      assertReadsAll(villager, all.get(0));
      assertEquals(newest(all.get(0)), newest(villager));
      assertEquals(all.get(0).replica.digest(), villager.replica.digest());
    }
  }

  /** Of the epoch that is written under now. */
  private static Set<EpochId> parents(Villager villager) throws StoreException {
    Optional<NewEpoch> made =
        villager.runs().stream()
            .flatMap(run -> run.entries().stream())
            .map(SignedEntry::entry)
            .filter(entry -> entry.header().epoch().equals(newest(villager)))
            .flatMap(entry -> entry.header().block().stream())
            .filter(NewEpoch.class::isInstance)
            .map(NewEpoch.class::cast)
            .findFirst();
    Set<EpochId> parents = new TreeSet<>();
    made.orElseThrow().parents().forEach(link -> parents.add(link.parent()));
    return parents;
  }
}
