package org.peyvand.protocol.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.protocol.membership.naive.Outcome.State.ACTIVE;
import static org.peyvand.protocol.membership.naive.Outcome.State.EXPELLED;
import static org.peyvand.protocol.membership.naive.Outcome.State.HELD;
import static org.peyvand.protocol.membership.naive.Outcome.State.LEFT;
import static org.peyvand.protocol.membership.naive.Outcome.State.SUSPENDED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.membership.naive.Outcome;

/** Attacks on membership, each of which has to fail; the naive resolver is held to them as well. */
class AttacksTest {
  private static void assertState(Group group, Outcome.State expected, int... people) {
    for (int person : people) {
      assertEquals(Optional.of(expected), group.state(person), "person " + person);
    }
  }

  @Test
  void aFounderWhoForksAtTheBeginningAfterTwentyAdmissionsTakesNobodyWithHim() {
    Group group = new Group(Group.OPEN, 1);
    Fact genesis = group.all()[0];
    Group.Door door = group.open(0, 20);
    for (int i = 1; i <= 20; i++) {
      group.admit(0, door, i);
      group.knowing(i, new Act.Gather(), group.all()[group.all().length - 1]);
    }
    group.story.fork(Pool.device(0), genesis);
    Group.Door other = new Group.Door(group.copy(0, Pool.seed(30).invite(5, false)), 30);
    Fact stranger = group.copy(0, Group.yes(other, 40));
    group.knowing(1, Pool.fork(0), genesis, group.all()[2]);
    for (int i = 1; i <= 20; i++) {
      assertState(group, ACTIVE, i);
    }
    assertFalse(group.isEffective(0));
    assertFalse(group.counts(stranger));
    assertEquals(Optional.empty(), group.state(40));
  }

  @Test
  void aStaleSuspensionDoesNotVoidAPivotalBallot() {
    Group group = Group.of(5, 2);
    Fact[] longAgo = group.all();
    Fact enact = group.decide(Group.expel(1), 2, 3, 4);
    assertState(group, EXPELLED, 1);
    group.knowing(0, Group.suspend(4), longAgo);
    assertTrue(group.counts(enact));
    assertState(group, EXPELLED, 1);
  }

  @Test
  void aProposalOfTheFoundingDayNeedsThePeopleOfTheDayOfItsEnactment() {
    Group group = new Group(Group.OPEN, 3);
    Fact proposal = group.write(0, Histories.proposal(Group.expel(2)));
    group.write(0, Histories.agree(proposal));
    group.write(1, Histories.agree(proposal));
    Group.Door door = group.open(0, 10);
    for (int i = 3; i < 10; i++) {
      group.admit(0, door, i);
    }
    Fact enact = group.write(0, Histories.enact(proposal));
    assertFalse(group.counts(enact));
    assertState(group, ACTIVE, 2);
  }

  @Test
  void aTargetDoesNotDiluteTheElectorateWithFriends() {
    Group group = Group.of(5, 1);
    Fact proposal = group.write(0, Histories.proposal(Group.expel(1)));
    Group.Door door = group.open(1, 20);
    for (int i = 10; i < 20; i++) {
      group.admit(1, door, i);
    }
    Group.Door friends = group.open(10, 5);
    group.admit(10, friends, 20);
    for (int voter : new int[] {0, 2, 3}) {
      group.write(voter, Histories.agree(proposal));
    }
    group.write(0, Histories.enact(proposal));
    assertState(group, EXPELLED, 1);
  }

  @Test
  void whatIdleDevicesOfTheFoundingDayDecideIsUndoneByTwoThirds() {
    Group group = Group.of(3, 1);
    List<Integer> spare = List.of(50, 51);
    for (int i = 0; i < 2; i++) {
      group.admit(i, group.openForDevice(i, Optional.empty()), spare.get(i));
    }
    Fact founding = group.all()[group.all().length - 1];
    Group.Door door = group.open(0, 10);
    for (int i = 3; i < 9; i++) {
      group.admit(0, door, i);
    }
    Fact enact = group.decideKnowing(Group.expel(2), founding, 50, 51);
    assertTrue(group.counts(enact));
    assertState(group, EXPELLED, 2);
    group.decide(Group.undo(enact), 3, 4, 5, 6, 7);
    assertState(group, EXPELLED, 2);
    group.decide(Group.undo(enact), 3, 4, 5, 6, 7, 8);
    assertState(group, ACTIVE, 2);
  }

  @Test
  void oneProposalExpelsOnce() {
    Group group = Group.of(4, 1);
    Fact proposal = group.write(0, Histories.proposal(Group.expel(3)));
    for (int voter = 0; voter < 3; voter++) {
      group.write(voter, Histories.agree(proposal));
    }
    group.write(0, Histories.enact(proposal));
    group.decide(new Effect.Reinstate(Group.member(3)), 0, 1, 2);
    Fact again = group.write(0, Histories.enact(proposal));
    assertFalse(group.counts(again));
    assertState(group, ACTIVE, 0, 1, 2, 3);
  }

  @Test
  void ifEveryoneSuspendsEveryoneTwoThirdsOfTheSuspendedRecover() {
    Group group = Group.of(4, 4);
    Fact[] before = group.all();
    List<Fact> acts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      acts.add(group.knowing(i, Group.suspend((i + 1) % 4), before));
      acts.add(group.knowing(i, Group.suspend((i + 2) % 4)));
    }
    assertState(group, SUSPENDED, 0, 1, 2, 3);
    Fact[] standing = acts.stream().filter(group::counts).toArray(Fact[]::new);
    assertEquals(4, standing.length, "one each");
    group.decide(Group.undo(standing), 0, 1, 2);
    assertState(group, ACTIVE, 0, 1, 2, 3);
  }

  @Test
  void aStewardSuspendsOneAtATimeEvenFromTwoDevices() {
    Group group = Group.of(5, 1);
    group.admit(0, group.openForDevice(0, Optional.empty()), 50);
    Fact[] before = group.all();
    group.knowing(0, Group.suspend(1), before);
    group.knowing(0, Group.suspend(2));
    group.knowing(50, Group.suspend(3), before);
    long suspended =
        group.now().members().values().stream().filter(p -> p.state() == SUSPENDED).count();
    assertEquals(1, suspended);
  }

  @Test
  void twoColludersDoNotVouchEndlessly() {
    Group group = new Group(Group.CAREFUL, 9);
    for (int i = 1; i < 9; i++) {
      group.decide(
          new Effect.GrantRole(Group.member(i), Role.MEMBER),
          java.util.stream.IntStream.range(0, i).toArray());
    }
    Group.Door door = group.open(1, 5);
    for (int i = 20; i < 25; i++) {
      Fact in = group.admit(1, door, i);
      group.write(1, new Act.Vouch(in.id()));
      group.write(2, new Act.Vouch(in.id()));
      group.write(20, new Act.Vouch(in.id()));
      assertEquals(Role.NEWCOMER, group.role(i));
    }
    Fact in = group.admit(1, group.open(1, 1), 30);
    for (int i = 1; i < 4; i++) {
      group.write(i, new Act.Vouch(in.id()));
    }
    assertEquals(Role.MEMBER, group.role(30));
  }

  @Test
  void aRemovedAuthorAppendsForEverToNoAvail() {
    Group group = Group.of(4, 1);
    group.decide(Group.expel(0), 1, 2, 3);
    Outcome before = group.now();
    for (int i = 0; i < 20; i++) {
      group.knowing(0, i % 2 == 0 ? Group.suspend(1 + i % 3) : new Act.Gather());
      group.knowing(0, Pool.seed(40 + i).invite(1, false));
    }
    assertEquals(before.people(), group.now().people());
  }

  @Test
  void circularTestimonyIsNoRiddle() {
    Group group = Group.of(5, 2);
    Fact[] before = group.all();
    group.knowing(0, Group.suspend(1), before);
    Fact byTarget = group.knowing(1, Group.suspend(2), before);
    group.knowing(2, new Act.Gather(), byTarget);
    assertState(group, SUSPENDED, 1);
    assertState(group, ACTIVE, 0, 3, 4);
    group.decide(new Effect.Reinstate(Group.member(2)), 0, 3, 4);
    assertState(group, ACTIVE, 2);
  }

  @Test
  void aBackdatedSecondBearerDoesNotFreezeTheFirst() {
    Group group = Group.of(3, 1);
    Group.Door door = group.open(1, 1);
    Fact[] before = group.all();
    group.admit(2, door, 10);
    group.write(0, new Act.Gather());
    group.knowing(1, Group.yes(door, 11), before);
    assertState(group, ACTIVE, 10);
    assertState(group, HELD, 11);
  }

  @Test
  void aBackdatedAdmissionOfTheSameDeviceDoesNotFreezeIt() {
    Group group = Group.of(3, 1);
    Group.Door door = group.open(2, 1);
    Group.Door hostile = group.open(1, 1);
    Fact[] before = group.all();
    group.admit(2, door, 10);
    group.write(0, new Act.Gather());
    group.knowing(1, Group.yes(hostile, 10), before);
    assertState(group, ACTIVE, 10);
    assertTrue(group.isEffective(10));
  }

  @Test
  void aThirdRemovalDoesNotCancelTwoMutualOnes() {
    Group group = Group.of(5, 3);
    Fact[] before = group.all();
    group.knowing(0, Group.suspend(1), before);
    group.knowing(1, Group.suspend(0), before);
    assertState(group, SUSPENDED, 0, 1);
    group.knowing(2, Group.suspend(3), before);
    assertState(group, SUSPENDED, 0, 1, 3);
    assertState(group, ACTIVE, 2, 4);
  }

  @Test
  void anExpelledMemberWithFriendsOfHisOwnDoesNotExpelTheOthersBehindTheirBacks() {
    Group group = Group.of(5, 1);
    Fact longAgo = group.all()[group.all().length - 1];
    group.decide(Group.expel(0), 1, 2, 3, 4);
    group.story.fork(Pool.device(0), lastOf(group, 0, longAgo));
    Fact opened = group.copy(0, Pool.seed(40).invite(20, false), longAgo);
    Group.Door door = new Group.Door(opened, 40);
    Fact last = opened;
    for (int i = 20; i < 30; i++) {
      last = group.copy(0, Group.yes(door, i));
    }
    Fact proposal = group.copy(0, Histories.proposal(Group.expel(1)));
    List<Fact> heard = new ArrayList<>(List.of(last));
    for (int i = 20; i < 30; i++) {
      heard.add(group.knowing(i, Histories.agree(proposal), proposal));
    }
    group.copy(0, Histories.enact(proposal), heard.toArray(Fact[]::new));
    assertState(group, EXPELLED, 0);
    assertState(group, ACTIVE, 1, 2, 3, 4);
    assertEquals(Optional.empty(), group.state(20));
  }

  private static Fact lastOf(Group group, int person, Fact until) {
    return List.of(group.all()).stream()
        .filter(f -> f.author().equals(Pool.device(person).id()))
        .filter(f -> f == until || until.saw(f))
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  @Test
  void aForgedForkProofStopsNobody() {
    Group group = Group.of(3, 1);
    assertFalse(group.counts(group.write(1, Pool.forged(0))));
    assertTrue(group.isEffective(0));
    assertTrue(group.counts(group.write(1, Pool.fork(0))));
    assertFalse(group.isEffective(0));
  }

  @Test
  void noMemberProvesAForkOfItsOwn() {
    Group group = Group.of(3, 1);
    assertFalse(group.counts(group.write(1, Pool.fork(1))));
    assertTrue(group.isEffective(1));
  }

  @Test
  void whoeverVouchedForAForkedDevicesGuestsTheyStay() {
    Group group = Group.of(3, 1);
    Group.Door door = group.open(1, 1);
    Fact[] before = group.all();
    group.admit(1, door, 10);
    group.knowing(10, new Act.Gather(), group.all());
    group.knowing(2, Pool.fork(1), before);
    assertFalse(group.isEffective(1));
    assertState(group, ACTIVE, 10);
  }

  @Test
  void aTargetNeitherVotesNorProposesNorEnactsItsOwnExpulsion() {
    Group group = Group.of(3, 1);
    Fact proposal = group.write(0, Histories.proposal(Group.expel(2)));
    group.write(0, Histories.agree(proposal));
    group.write(2, Histories.agree(proposal));
    assertFalse(group.counts(group.write(0, Histories.enact(proposal))));
    group.write(1, Histories.agree(proposal));
    assertFalse(group.counts(group.write(2, Histories.enact(proposal))));
    assertTrue(group.counts(group.write(1, Histories.enact(proposal))));
  }

  @Test
  void aPairCannotExpel() {
    Group group = Group.of(2, 1);
    assertFalse(group.counts(group.decide(Group.expel(1), 0)));
    assertState(group, ACTIVE, 0, 1);
  }

  @Test
  void whoLeftIsGoneWithAllDevices() {
    Group group = Group.of(3, 1);
    group.admit(1, group.openForDevice(1, Optional.empty()), 50);
    group.knowing(1, new Act.Leave());
    assertState(group, LEFT, 1);
    assertFalse(group.isEffective(50));
    assertFalse(group.counts(group.write(50, Pool.seed(40).invite(1, true))));
  }

  @Test
  void aStolenDeviceIsRetiredByAnotherAndItsLaterActsAreVoid() {
    Group group = Group.of(3, 1);
    group.admit(1, group.openForDevice(1, Optional.empty()), 50);
    Fact[] before = group.all();
    group.write(1, new Act.Retire(Pool.device(50).id(), List.of()));
    Fact meanwhile = group.knowing(50, Pool.seed(40).invite(1, false), before);
    assertFalse(group.isEffective(50));
    assertFalse(group.counts(meanwhile));
    assertTrue(group.isEffective(1));
  }

  @Test
  void whoLostAllDevicesIsVouchedBackInAndByNobodyAlone() {
    Group group = Group.of(5, 1);
    Group.Door door = group.openForDevice(0, Optional.of(Group.member(1)));
    Fact in = group.admit(0, door, 50);
    group.write(0, new Act.Vouch(in.id()));
    assertFalse(group.isEffective(50));
    group.write(1, new Act.Vouch(in.id()));
    assertFalse(group.isEffective(50));
    group.write(2, new Act.Vouch(in.id()));
    assertTrue(group.isEffective(50));
    assertEquals(Group.member(1), group.now().effective().get(Pool.device(50).id()));
  }

  @Test
  void theFirstStewardIsMissedAndTwoThirdsNameOthers() {
    Group group = Group.of(6, 1);
    Effect recover = new Effect.Recover(List.of(Group.member(1), Group.member(2)), List.of());
    assertFalse(group.counts(group.decide(recover, 1, 2, 3)));
    assertTrue(group.counts(group.decide(recover, 1, 2, 3, 4)));
    assertEquals(Role.STEWARD, group.role(1));
    assertEquals(Role.MEMBER, group.role(0));
  }

  @Test
  void expulsionBeatsAConcurrentReinstatementAndRecoveryBeatsBoth() {
    Group group = Group.of(6, 2);
    group.write(0, Group.suspend(5));
    Fact past = group.all()[group.all().length - 1];
    group.decideKnowing(Group.expel(5), past, 0, 1, 2, 3);
    group.decideKnowing(new Effect.Reinstate(Group.member(5)), past, 4, 1, 2, 3);
    assertState(group, EXPELLED, 5);
    group.decideKnowing(new Effect.Recover(List.of(Group.member(5)), List.of()), past, 4, 1, 2, 3);
    assertState(group, ACTIVE, 5);
  }

  @Test
  void newcomersDoNotVote() {
    Group group = new Group(Group.CAREFUL, 5);
    Fact enact = group.decide(new Effect.GrantRole(Group.member(1), Role.STEWARD), 1, 2, 3, 4);
    assertFalse(group.counts(enact));
    assertEquals(Role.NEWCOMER, group.role(1));
  }

  @Test
  void aDecisionLivesOnWhenItsAuthorIsRemovedBehindItsBack() {
    Group group = Group.of(5, 2);
    Fact past = group.all()[group.all().length - 1];
    Fact enact = group.decideKnowing(Group.expel(0), past, 2, 3, 4);
    group.knowing(1, Group.suspend(2), past);
    assertTrue(group.counts(enact));
    assertState(group, EXPELLED, 0);
  }

  @Test
  void anExpelledFounderDoesNotSuspendWhoLetInThoseWhoExpelledHim() {
    Group group = new Group(Group.OPEN, 2);
    Fact longAgo = group.all()[group.all().length - 1];
    Group.Door door = group.open(1, 1);
    group.admit(1, door, 2);
    group.story.fork(Pool.device(0), longAgo);
    group.decide(Group.expel(0), 1, 2);
    group.copy(0, Group.suspend(1));
    assertState(group, EXPELLED, 0);
    assertState(group, ACTIVE, 1, 2);
  }

  @Test
  void aSuspensionThatEndedInAnExpulsionIsNotOpen() {
    Group group = Group.of(5, 1);
    group.write(0, Group.suspend(1));
    assertFalse(group.counts(group.write(0, Group.suspend(2))));
    group.decide(Group.expel(1), 0, 2, 3);
    assertTrue(group.counts(group.write(0, Group.suspend(2))));
  }
}
