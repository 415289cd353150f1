package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.sync.Run;

/** What those who were removed can still make others keep, by handing it over themselves. */
class AllowanceTest {
  private final Village village = new Village(29);
  private final Villager mina;
  private final Villager omid;
  private final Villager sara;
  private final Villager kian;

  AllowanceTest() throws StoreException {
    Policy open = new Policy(Role.MEMBER, Role.MEMBER, Role.MEMBER, 50, Policy.Tellers.STEWARDS);
    mina = village.found("Mina", open);
    omid = village.join(mina, "Omid");
    sara = village.join(mina, "Sara");
    kian = village.join(mina, "Kian");
    village.meet(mina, omid, sara, kian);
  }

  private static MemberId id(Villager villager) {
    return villager.replica.membership().memberOf(villager.own.device()).orElseThrow().id();
  }

  private static Act note(int chars) {
    return new Act.AddResource("note", "t", "x".repeat(chars), List.of(), Optional.empty());
  }

  private void stopOmid() throws StoreException {
    mina.write(new Act.Suspend(id(omid), "", List.of()));
    village.meet(mina, sara);
  }

  /** A bundle of all that one has, made by another, or by nobody. */
  private static Taken bundle(Villager from, Optional<DeviceId> maker, Villager to)
      throws StoreException {
    return brought(from.runs(), maker, to);
  }

  /** Offers all once more as long as it grows, as whoever reads a bundle does. */
  private static Taken brought(List<Run> runs, Optional<DeviceId> maker, Villager to)
      throws StoreException {
    List<Brought> all = runs.stream().map(run -> new Brought(run, maker)).toList();
    Taken taken = to.replica.takeBrought(all);
    while (!taken.grown().isEmpty()) {
      taken = to.replica.takeBrought(all);
    }
    return taken;
  }

  private static Optional<DeviceId> by(Villager maker) {
    return Optional.of(maker.own.device());
  }

  /** Headers and bodies here by any of these. */
  private static long bytes(Villager at, Villager... authors) throws StoreException {
    long bytes = 0;
    for (Head head : at.replica.store().heads()) {
      for (Villager author : authors) {
        boolean own = head.branch().chain().device().equals(author.own.device());
        for (long seq = head.firstSeq(); own && seq <= head.seq(); seq++) {
          Place place = new Place(head.branch(), seq);
          bytes += at.replica.store().entry(place).orElseThrow().entry().size();
        }
      }
    }
    return bytes;
  }

  private static boolean isLeft(Taken taken) {
    return taken.verdicts().stream()
        .anyMatch(v -> v instanceof Verdict.Waiting w && w.reason() == Reason.AUTHOR_NOT_IN);
  }

  /** A line of entries that nobody can read, of so many bytes in all. */
  private static List<Run> exactly(Villager author, Lane lane, int bytes) {
    List<Run> runs = new ArrayList<>();
    Forge next = Forge.next(author, lane);
    for (int left = bytes; left > 0; left -= runs.get(runs.size() - 1).first().size()) {
      int size = left > Limits.ENTRY_BYTES ? Limits.ENTRY_BYTES / 2 : left;
      SignedEntry made = ofBytes(author, next.body(new byte[0]).entry(), size);
      runs.add(new Run(List.of(made)));
      next.after(made.entry());
    }
    return runs;
  }

  private static SignedEntry ofBytes(Villager author, Entry like, int bytes) {
    byte[] body = new byte[bytes - like.headerBytes().length()];
    return Forge.sign(author.own, EntryCodec.make(like.header(), Bytes.own(body)));
  }

  @Test
  void aRemovedAuthorWhoAppendsForEverBringsNoMoreThanTheAllowance() throws StoreException {
    stopOmid();
    long known = bytes(mina, omid);
    Taken last = null;
    for (int round = 0; round < 8; round++) {
      omid.write(new Act.Propose("t", "x".repeat(9_000), "threshold", List.of(), Optional.empty()));
      for (int i = 0; i < 6; i++) {
        omid.write(note(9_000));
      }
      last = bundle(omid, by(omid), mina);
      assertTrue(bytes(mina, omid) <= known + Limits.OUTSIDE_BYTES);
    }
    assertTrue(bytes(mina, omid) > known + Limits.OUTSIDE_BYTES / 2, "something of it is kept");
    assertTrue(bytes(omid, omid) > known + 2 * Limits.OUTSIDE_BYTES, "there was more");
    assertTrue(isLeft(last));
  }

  @Test
  void theAllowanceIsTakenToItsLastByteAndNotOneBeyond() throws StoreException {
    stopOmid();
    for (Lane lane : Lane.values()) {
      Villager at = village.twin(mina);
      long known = bytes(at, omid);
      List<Run> beyond = exactly(omid, lane, Limits.OUTSIDE_BYTES + 1);
      assertTrue(isLeft(brought(beyond, by(omid), at)));
      assertTrue(bytes(at, omid) < known + Limits.OUTSIDE_BYTES);
      at = village.twin(mina);
      assertFalse(isLeft(brought(exactly(omid, lane, Limits.OUTSIDE_BYTES), by(omid), at)));
      assertEquals(known + Limits.OUTSIDE_BYTES, bytes(at, omid));
    }
  }

  @Test
  void whoeverHadNotHeardOfTheRemovalPassesAllOfItOnByBundleAndBySession() throws StoreException {
    stopOmid();
    for (int i = 0; i < 40; i++) {
      omid.write(note(9_000));
    }
    village.exchange(omid, kian);
    assertTrue(isLeft(bundle(kian, by(omid), mina)), "by the removed it is too much");
    assertTrue(isLeft(bundle(kian, Optional.empty(), mina)), "by nobody too");
    assertFalse(isLeft(bundle(kian, by(kian), mina)));
    village.meet(mina, sara, kian);
    assertEquals(bytes(omid, omid), bytes(mina, omid));
    assertEquals(kian.replica.digest(), mina.replica.digest());
    assertEquals(sara.replica.digest(), mina.replica.digest());
  }

  @Test
  void whatTheRemovalKnewIsTakenFromAnybody() throws StoreException {
    for (int i = 0; i < 40; i++) {
      omid.write(note(9_000));
    }
    Villager late = village.twin(kian);
    village.exchange(omid, mina);
    stopOmid();
    late.replica.enter(mina.governanceRuns());
    assertFalse(isLeft(bundle(mina, by(omid), late)));
    assertEquals(mina.replica.digest(), late.replica.digest());
  }

  @Test
  void whomTheRemovedLetInAfterwardsShareOneAllowance() throws StoreException {
    stopOmid();
    List<Villager> friends = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Villager friend = village.join(omid, "Friend " + i);
      for (int j = 0; j < 12; j++) {
        friend.write(note(9_000));
      }
      friends.add(friend);
    }
    Villager[] all = friends.toArray(Villager[]::new);
    for (Villager friend : all) {
      bundle(friend, by(friend), mina);
    }
    assertTrue(bytes(mina, all) <= Limits.OUTSIDE_BYTES);
    assertTrue(bytes(mina, all) > 0);
  }

  @Test
  void othersInTheSameBundleAreNotHeldBack() throws StoreException {
    stopOmid();
    for (int i = 0; i < 40; i++) {
      omid.write(note(9_000));
      kian.write(note(9_000));
    }
    village.exchange(omid, kian);
    long kians = bytes(kian, kian);
    assertTrue(isLeft(bundle(omid, by(omid), mina)));
    assertEquals(kians, bytes(mina, kian));
  }

  @Test
  void whateverCameByWhomeverThoseWhoAreInHoldTheSameInTheEnd() throws StoreException {
    for (long seed = 1; seed <= 6; seed++) {
      new AllowanceTest().wander(new Random(seed), "seed " + seed);
    }
  }

  /** Bundles by the removed and by who has not heard of it, in any order. */
  private void wander(Random random, String seed) throws StoreException {
    stopOmid();
    List<Villager> heard = List.of(mina, sara);
    for (int step = 0; step < 40; step++) {
      Villager to = heard.get(random.nextInt(2));
      switch (random.nextInt(5)) {
        case 0, 1 -> omid.write(note(500 + random.nextInt(11_000)));
        case 2 -> bundle(omid, by(omid), to);
        case 3 -> bundle(kian, by(kian), to);
        default -> omid.write(new Act.Propose("t", "", "threshold", List.of(), Optional.empty()));
      }
      if (step == 20) {
        village.exchange(omid, kian);
      }
    }
    village.meet(mina, sara, kian);
    assertEquals(mina.replica.digest(), sara.replica.digest(), seed);
    assertEquals(mina.replica.digest(), kian.replica.digest(), seed);
    assertEquals(mina.replica.membership(), kian.replica.membership(), seed);
  }
}
