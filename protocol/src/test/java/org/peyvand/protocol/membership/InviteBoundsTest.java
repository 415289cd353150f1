package org.peyvand.protocol.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.membership.Group.Door;

/** How long an invite lasts and how many there are at once (M5.5, M5.6), by both resolvers. */
class InviteBoundsTest {
  private static final int STRANGER = 20;

  private static void busy(Group group, int device, int entries) {
    IntStream.range(0, entries).forEach(i -> group.write(device, new Act.Gather()));
  }

  private static Ground ground(Group group, Fact act) {
    return Resolver.resolve(Pool.NETWORK, group.story.facts()).refusals().get(act.id()).ground();
  }

  private static Invitation.State state(Group group, Door door) {
    return Resolver.resolve(Pool.NETWORK, group.story.facts())
        .invitations()
        .get(door.fact().id())
        .state();
  }

  @Test
  void anInviteAdmitsUntilItsDeviceHasWrittenAsManyEntriesAsItSaysAndNoLonger() {
    Group group = Group.of(3, 1);
    Door door = group.openExpiring(0, 3, 2);
    assertTrue(group.counts(group.admit(1, door, STRANGER)));
    busy(group, 0, 2);
    assertTrue(group.counts(group.admit(1, door, STRANGER + 1)));
    assertEquals(Invitation.State.OPEN, state(group, door));
    busy(group, 0, 1);
    assertEquals(Invitation.State.EXPIRED, state(group, door));
    Fact late = group.admit(1, door, STRANGER + 2);
    assertFalse(group.counts(late));
    assertEquals(Ground.INVITE_EXPIRED, ground(group, late));
    assertTrue(group.isEffective(STRANGER), "who came in time stays");
    assertTrue(group.isEffective(STRANGER + 1), "who came in time stays");
  }

  @Test
  void anInvitersOwnAdmissionIsNotCountedAgainstItself() {
    Group group = Group.of(2, 1);
    Door door = group.openExpiring(0, 3, 1);
    assertTrue(group.counts(group.admit(0, door, STRANGER)), "the first entry after the invite");
    assertTrue(group.counts(group.admit(0, door, STRANGER + 1)), "one entry in its past");
    assertFalse(group.counts(group.admit(0, door, STRANGER + 2)), "two entries in its past");
  }

  @Test
  void whatOthersAndOtherDevicesOfTheInviterWriteDoesNotCount() {
    Group group = Group.of(3, 1);
    Door second = group.openForDevice(0, Optional.empty());
    group.admit(0, second, STRANGER);
    Door door = group.openExpiring(0, 1, 1);
    busy(group, 1, 5);
    busy(group, STRANGER, 5);
    assertTrue(group.counts(group.admit(2, door, STRANGER + 1)));
  }

  @Test
  void whoHasNotHeardOfTheLaterEntriesStillAdmitsAndItStands() {
    Group group = Group.of(3, 1);
    Door door = group.openExpiring(0, 1, 1);
    Fact[] then = group.all();
    busy(group, 0, 5);
    Fact admission = group.knowing(1, Group.yes(door, STRANGER), then);
    assertTrue(group.counts(admission));
    assertTrue(group.isEffective(STRANGER));
  }

  @Test
  void ofAForkedDeviceTheLongestLineCounts() {
    Group group = Group.of(3, 1);
    Door door = group.openExpiring(0, 2, 3);
    busy(group, 0, 1);
    group.story.fork(Pool.device(0), door.fact());
    Fact tip = group.copy(0, new Act.Gather());
    for (int i = 0; i < 2; i++) {
      tip = group.copy(0, new Act.Gather(), tip);
    }
    assertTrue(group.counts(group.admit(1, door, STRANGER)), "1 and 3 entries");
    group.copy(0, new Act.Gather(), tip);
    assertFalse(group.counts(group.admit(1, door, STRANGER + 1)), "1 and 4 entries");
  }

  @Test
  void anInviteMayExpireAfterTheLimitAndNotOneBeyond() {
    Group group = Group.of(2, 1);
    assertTrue(group.counts(group.openExpiring(0, 1, Limits.INVITE_EXPIRY).fact()));
    for (int wrong : List.of(Limits.INVITE_EXPIRY + 1, 0, -1)) {
      Door door = group.openExpiring(0, 1, wrong);
      assertFalse(group.counts(door.fact()));
      assertEquals(Ground.BAD_EXPIRY, ground(group, door.fact()));
    }
  }

  @Test
  void aMemberHasThirtyTwoInvitesOpenAndAFurtherOneIsVoidUntilOneOfThemCloses() {
    Group group = Group.of(3, 2);
    List<Door> doors =
        IntStream.range(0, Limits.OPEN_INVITES).mapToObj(i -> group.open(0, 1)).toList();
    assertTrue(group.counts(doors.get(Limits.OPEN_INVITES - 1).fact()));
    Door beyond = group.open(0, 1);
    assertFalse(group.counts(beyond.fact()));
    assertEquals(Ground.TOO_MANY_INVITES, ground(group, beyond.fact()));
    Door another = group.openForDevice(0, Optional.of(Group.member(2)));
    assertFalse(group.counts(another.fact()), "one for another member is one of them");
    assertTrue(group.counts(group.open(1, 1).fact()), "another member's are counted apart");
    assertTrue(group.counts(group.openForDevice(0, Optional.empty()).fact()), "own devices apart");
    group.write(0, new Act.RevokeInvite(doors.get(0).fact().id()));
    assertTrue(group.counts(group.open(0, 1).fact()), "one was revoked");
    assertFalse(group.counts(group.open(0, 1).fact()));
    group.admit(1, doors.get(1), STRANGER);
    assertTrue(group.counts(group.open(0, 1).fact()), "one was used");
  }

  @Test
  void anExpiredInviteIsNotOneOfTheOpen() {
    Group group = Group.of(2, 1);
    IntStream.range(0, Limits.OPEN_INVITES - 1).forEach(i -> group.open(0, 1));
    group.openExpiring(0, 1, 1);
    assertFalse(group.counts(group.open(0, 1).fact()));
    busy(group, 0, 1);
    assertTrue(group.counts(group.open(0, 1).fact()));
  }

  @Test
  void ofInvitesForOwnDevicesTheNewestSixtyFourAreOpenAndNoneIsEverVoid() {
    Group group = Group.of(2, 1);
    Door first = group.openForDevice(0, Optional.empty());
    Door second = group.openForDevice(0, Optional.empty());
    IntStream.range(2, Limits.OPEN_DEVICE_INVITES)
        .forEach(i -> group.openForDevice(0, Optional.empty()));
    assertEquals(Invitation.State.OPEN, state(group, first));
    Door newest = group.openForDevice(0, Optional.empty());
    assertTrue(group.counts(newest.fact()));
    assertEquals(Invitation.State.SUPERSEDED, state(group, first));
    assertEquals(Invitation.State.OPEN, state(group, second));
    Fact old = group.admit(0, first, STRANGER);
    assertFalse(group.counts(old));
    assertEquals(Ground.INVITE_SUPERSEDED, ground(group, old));
    assertTrue(group.counts(group.admit(0, second, STRANGER)));
  }

  @Test
  void whoDoesNotKnowOfNewerInvitesForOwnDevicesStillLinksByAnOldOne() {
    Group group = Group.of(2, 1);
    Door first = group.openForDevice(0, Optional.empty());
    Fact[] then = group.all();
    IntStream.range(0, Limits.OPEN_DEVICE_INVITES)
        .forEach(i -> group.openForDevice(0, Optional.empty()));
    assertTrue(group.counts(group.knowing(1, Group.yes(first, STRANGER), then)));
  }

  @Test
  void whatNoKeyOpensCountsAmongTheEntriesOfItsDevice() {
    Group group = Group.of(3, 1);
    Door door = group.openExpiring(0, 1, 1);
    Fact sealed = group.write(0, new Act.Gather());
    Fact sealedToo = group.write(0, new Act.Gather());
    Fact late = group.write(1, Group.yes(door, STRANGER));
    MembershipView view = Pool.view();
    for (Fact fact : group.story.facts()) {
      boolean unread = fact.id().equals(sealed.id()) || fact.id().equals(sealedToo.id());
      if (unread) {
        view.note(fact.point());
      } else {
        view.add(fact);
      }
    }
    assertEquals(Ground.INVITE_EXPIRED, view.now().refusals().get(late.id()).ground());
  }
}
