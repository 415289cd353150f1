package org.peyvand.protocol.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;

/** What two signed lines prove, and what they do not. */
class ForkRuleTest {
  private static final int FORKED = 1;
  private static final Lane LANE = Lane.RECORDS;

  private final Group group = Group.of(3, 1);
  private final EntryId one = EntryId.of(Digest.sha256("one".getBytes()));
  private final EntryId other = EntryId.of(Digest.sha256("other".getBytes()));
  private final List<Bytes> path = contents(5);
  private final Act.ProveFork good = Pool.proof(Pool.device(FORKED), one, other, path);

  private static List<Bytes> contents(int count) {
    List<Bytes> contents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      contents.add(Bytes.own(Digest.sha256(new byte[] {(byte) i, (byte) (i >> 8)})));
    }
    return contents;
  }

  private Optional<Refusal> refusal(Act.ProveFork fork) {
    return Pool.resolve(List.of(group.all())).allows(Pool.device(0).id(), fork);
  }

  /** By this implementation, whose detail is told, and by the naive one. */
  private void assertProvesNothing(String detail, Act.ProveFork fork) {
    Refusal refusal = refusal(fork).orElseThrow();
    assertEquals(Ground.NO_PROOF, refusal.ground());
    assertTrue(refusal.detail().contains(detail), refusal.detail());
    assertFalse(group.counts(group.write(0, fork)));
    assertTrue(group.isEffective(FORKED));
  }

  private Act.ProveFork withPath(List<Bytes> steps) {
    return changed(good.forked(), good.seq(), good.one(), good.other(), steps);
  }

  private Act.ProveFork changed(Lane lane, long seq, EntryId a, EntryId b, List<Bytes> steps) {
    return new Act.ProveFork(
        good.device(),
        lane,
        seq,
        a,
        good.oneSignature(),
        b,
        steps,
        good.otherSignature(),
        List.of());
  }

  @Test
  void twoLinesThatAreSignedAtDifferentPlacesProveTheFork() {
    assertEquals(Optional.empty(), refusal(good));
    assertTrue(group.counts(group.write(0, good)));
    assertFalse(group.isEffective(FORKED));
  }

  @Test
  void eitherIdMayBeTheLowerWhereOneLineIsSignedFurtherOn() {
    assertEquals(
        Optional.empty(), refusal(Pool.proof(Pool.device(FORKED), other, one, contents(1))));
    assertEquals(
        Optional.empty(), refusal(Pool.proof(Pool.device(FORKED), one, other, contents(1))));
  }

  @Test
  void theLongestPathProvesToo() {
    assertEquals(
        Optional.empty(),
        refusal(Pool.proof(Pool.device(FORKED), one, other, contents(Limits.FORK_PATH))));
  }

  @Test
  void aPathThatWasChangedLeadsNowhere() {
    String detail = "where the path leads";
    for (int i = 0; i < path.size(); i++) {
      List<Bytes> wrong = new ArrayList<>(path);
      wrong.set(i, Bytes.own(Digest.sha256("wrong".getBytes())));
      assertProvesNothing(detail, withPath(wrong));
      List<Bytes> gap = new ArrayList<>(path);
      gap.remove(i);
      assertProvesNothing(detail, withPath(gap));
    }
    List<Bytes> turned = new ArrayList<>(path);
    Collections.reverse(turned);
    assertProvesNothing(detail, withPath(turned));
    List<Bytes> longer = new ArrayList<>(path);
    longer.add(path.get(0));
    assertProvesNothing(detail, withPath(longer));
    EntryId elsewhere = EntryId.of(Digest.sha256("elsewhere".getBytes()));
    assertProvesNothing(detail, changed(LANE, good.seq(), one, elsewhere, path));
  }

  @Test
  void anHonestLineIsNoForkHoweverItIsShown() {
    Act.ProveFork honest = Pool.proof(Pool.device(FORKED), other, other, path);
    assertProvesNothing("two entries for one place", honest);
    List<Bytes> rest = path.subList(1, path.size());
    EntryId next = ForkBytes.after(other, path.get(0));
    Act.ProveFork shifted =
        new Act.ProveFork(
            honest.device(),
            LANE,
            honest.seq(),
            other,
            honest.oneSignature(),
            next,
            rest,
            honest.otherSignature(),
            List.of());
    assertProvesNothing("where the path leads", shifted);
  }

  @Test
  void signaturesForAnotherLanePlaceDeviceOrNetworkProveNothing() {
    assertProvesNothing(
        "over the first entry", changed(Lane.GOVERNANCE, good.seq(), one, other, path));
    assertProvesNothing("over the first entry", changed(LANE, good.seq() + 1, one, other, path));
    Act.ProveFork another = Pool.proof(Pool.device(2), one, other, path);
    assertProvesNothing(
        "over the first entry",
        new Act.ProveFork(
            good.device(),
            LANE,
            good.seq(),
            one,
            another.oneSignature(),
            other,
            path,
            good.otherSignature(),
            List.of()));
    assertProvesNothing("where the path leads", withSecond(another.otherSignature()));
    assertProvesNothing("where the path leads", withSecond(good.oneSignature()));
  }

  private Act.ProveFork withSecond(Bytes signature) {
    return new Act.ProveFork(
        good.device(),
        LANE,
        good.seq(),
        one,
        good.oneSignature(),
        other,
        path,
        signature,
        List.of());
  }

  @Test
  void whereBothAreSignedAtThePlaceTheLowerIsFirst() {
    Act.ProveFork fork = Pool.proof(Pool.device(FORKED), 4, one, other);
    assertEquals(Optional.empty(), refusal(fork));
    assertProvesNothing(
        "the lower entry first",
        new Act.ProveFork(
            fork.device(),
            fork.forked(),
            fork.seq(),
            fork.other(),
            fork.otherSignature(),
            fork.one(),
            List.of(),
            fork.oneSignature(),
            List.of()));
  }
}
