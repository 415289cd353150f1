package org.peyvand.protocol.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Policy.Tellers;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.log.Fact;

class ResolverTest {
  private final Story story = new Story(1);
  private final Story.Device anna = story.device("Anna");
  private final Story.Device bob = story.device("Bob");
  private final Story.Device cyrus = story.device("Cyrus");
  private final Story.Device dara = story.device("Dara");
  private final Story.Device eve = story.device("Eve");
  private Fact genesis;
  private Fact bobIn;
  private Fact cyrusIn;

  @BeforeEach
  void foundWithThree() {
    genesis = story.found(anna);
    bobIn = story.bringIn(anna, bob);
    cyrusIn = story.bringIn(anna, cyrus);
  }

  private Member.State state(Story.Device device) {
    return story.membership().memberOf(device.id()).map(Member::state).orElse(null);
  }

  private Optional<Ground> ground(Fact fact) {
    return Optional.ofNullable(story.membership().refusals().get(fact.id())).map(Refusal::ground);
  }

  @Test
  void theFounderIsSteward() {
    Member founder = story.membership().memberOf(anna.id()).orElseThrow();
    assertEquals(Role.STEWARD, founder.role());
    assertEquals(genesis.id(), founder.because().get(0));
    assertEquals(MemberIds.of(story.network(), anna.id()), founder.id());
  }

  @Test
  void anAdmittedBearerIsAFullMember() {
    Member member = story.membership().memberOf(bob.id()).orElseThrow();
    assertTrue(member.isFull());
    assertEquals("Bob", member.name());
    assertEquals(3, story.membership().fullMembers().size());
    assertEquals(1, story.membership().stewards().size());
  }

  @Test
  void aMemberMayExecuteTheStewardsInvite() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(1, false));
    Fact yes = story.write(bob, story.yes(invite, seed, dara), bobIn, invite);
    assertEquals(Optional.empty(), ground(yes));
    assertEquals(Member.State.ACTIVE, state(dara));
    assertEquals(Invitation.State.USED, story.membership().invitations().get(invite.id()).state());
  }

  @Test
  void aMemberMayNotInviteUnderTheDefaultPolicy() {
    Fact invite = story.write(bob, story.seed().invite(1, false), bobIn);
    assertEquals(Optional.of(Ground.ROLE_TOO_LOW), ground(invite));
  }

  @Test
  void aStrangerMayDoNothing() {
    Fact invite = story.write(eve, story.seed().invite(1, false), genesis);
    assertEquals(Optional.of(Ground.NOT_A_MEMBER), ground(invite));
  }

  @Test
  void usesAreCountedToTheLastAndNoFurther() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(2, false));
    story.write(anna, story.yes(invite, seed, dara));
    assertTrue(story.membership().openInvite(seed.signingPublic()).isPresent());
    Fact second = story.write(anna, story.yes(invite, seed, eve));
    Story.Device last = story.device("Last");
    Fact third = story.write(anna, story.yes(invite, seed, last));
    assertEquals(Optional.empty(), ground(second));
    assertEquals(Optional.of(Ground.INVITE_USED), ground(third));
    assertTrue(story.membership().openInvite(seed.signingPublic()).isEmpty());
  }

  @Test
  void anInviteHasOneToAThousandUses() {
    Membership now = story.membership();
    int most = Limits.INVITE_USES;
    assertEquals(Optional.empty(), now.allows(anna.id(), story.seed().invite(most, false)));
    assertTrue(now.allows(anna.id(), story.seed().invite(most + 1, false)).isPresent());
    assertTrue(now.allows(anna.id(), story.seed().invite(0, false)).isPresent());
  }

  @Test
  void twoBearersOfASingleUseInviteAreBothHeld() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(1, false), bobIn, cyrusIn);
    Fact one = story.write(bob, story.yes(invite, seed, dara), invite);
    Fact other = story.write(cyrus, story.yes(invite, seed, eve), invite);
    assertEquals(Member.State.HELD, state(dara));
    assertEquals(Member.State.HELD, state(eve));
    assertEquals(Optional.of(Ground.HELD), ground(one));
    assertFalse(story.membership().isEffective(dara.id()));
    Fact act = story.write(dara, new Act.Gather(), one, other);
    assertTrue(story.membership().allows(dara.id(), act.act()).isPresent());
  }

  @Test
  void theBearerOnWhomOthersBuiltStays() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(1, false), bobIn, cyrusIn);
    Fact one = story.write(bob, story.yes(invite, seed, dara), invite);
    story.write(cyrus, story.yes(invite, seed, eve), invite);
    story.write(anna, new Act.Gather(), one);
    assertEquals(Member.State.ACTIVE, state(dara));
    assertEquals(Member.State.HELD, state(eve));
  }

  @Test
  void theBearerAndWhoSaidYesProveNothingByThemselves() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(1, false), bobIn, cyrusIn);
    Fact one = story.write(bob, story.yes(invite, seed, dara), invite);
    story.write(cyrus, story.yes(invite, seed, eve), invite);
    story.write(bob, new Act.Gather());
    story.write(dara, new Act.Gather(), one);
    assertEquals(Member.State.HELD, state(dara));
  }

  @Test
  void oneBearerAdmittedByTwoMembersIsNotTooMany() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(1, false), bobIn, cyrusIn);
    story.write(bob, story.yes(invite, seed, dara), invite);
    story.write(cyrus, story.yes(invite, seed, dara), invite);
    assertEquals(Member.State.ACTIVE, state(dara));
  }

  @Test
  void earlierBearersAreNotHeldForLaterExcess() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(2, false), bobIn, cyrusIn);
    Story.Device first = story.device("First");
    Fact firstIn = story.write(anna, story.yes(invite, seed, first));
    story.write(bob, story.yes(invite, seed, dara), firstIn);
    story.write(cyrus, story.yes(invite, seed, eve), firstIn);
    assertEquals(Member.State.ACTIVE, state(first));
    assertEquals(Member.State.HELD, state(dara));
    assertEquals(Member.State.HELD, state(eve));
  }

  @Test
  void aHeldBearerMayEnterByAnotherInvite() {
    twoBearersOfASingleUseInviteAreBothHeld();
    story.bringIn(anna, dara, story.facts().toArray(Fact[]::new));
    assertEquals(Member.State.ACTIVE, state(dara));
    assertEquals(Member.State.HELD, state(eve));
  }

  @Test
  void aRevocationVoidsAdmissionsThatDidNotKnow() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(1, false), bobIn, cyrusIn);
    Fact yes = story.write(bob, story.yes(invite, seed, dara), invite);
    story.write(anna, new Act.RevokeInvite(invite.id()));
    assertEquals(Optional.of(Ground.INVITE_REVOKED), ground(yes));
    assertEquals(null, state(dara));
  }

  @Test
  void whatAVoidedBearerDidIsVoidToo() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(1, false), bobIn, cyrusIn);
    Fact yes = story.write(bob, story.yes(invite, seed, dara), invite);
    InviteSeed device = story.seed();
    Fact next = story.write(dara, device.invite(1, true), yes);
    Fact nextIn = story.write(dara, story.yes(next, device, eve));
    assertEquals(Optional.empty(), ground(nextIn));
    story.write(anna, new Act.RevokeInvite(invite.id()));
    assertEquals(Optional.of(Ground.AUTHOR_VOID), ground(next));
    assertEquals(Optional.of(Ground.AUTHOR_VOID), ground(nextIn));
  }

  @Test
  void aRevocationLeavesAdmissionsOnWhichOthersBuilt() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(1, false), bobIn, cyrusIn);
    Fact yes = story.write(bob, story.yes(invite, seed, dara), invite);
    story.write(cyrus, new Act.Gather(), yes);
    story.write(anna, new Act.RevokeInvite(invite.id()));
    assertEquals(Member.State.ACTIVE, state(dara));
    assertEquals(
        Invitation.State.REVOKED, story.membership().invitations().get(invite.id()).state());
  }

  @Test
  void sybilsOfABearerCannotSaveIt() {
    InviteSeed seed = story.seed();
    Fact twice = story.write(anna, seed.invite(2, false), bobIn, cyrusIn);
    Fact yes = story.write(bob, story.yes(twice, seed, dara), twice);
    Fact sybil = story.write(dara, story.yes(twice, seed, eve), yes);
    story.write(eve, new Act.Gather(), sybil);
    story.write(anna, new Act.RevokeInvite(twice.id()));
    assertEquals(null, state(dara));
    assertEquals(null, state(eve));
  }

  @Test
  void onlyTheInviterOrAStewardRevokes() {
    Fact invite = story.write(anna, story.seed().invite(1, false), bobIn);
    Fact revoke = story.write(bob, new Act.RevokeInvite(invite.id()), invite);
    assertEquals(Optional.of(Ground.NOT_THE_INVITER), ground(revoke));
    Fact own = story.write(bob, story.seed().invite(1, true));
    Fact bySteward = story.write(anna, new Act.RevokeInvite(own.id()), own);
    assertEquals(Optional.empty(), ground(bySteward));
  }

  @Test
  void aDeviceIsNotAdmittedTwice() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(1, false));
    Fact again = story.write(anna, story.yes(invite, seed, bob));
    assertEquals(Optional.of(Ground.ALREADY_ADMITTED), ground(again));
  }

  @Test
  void aRequestForAnotherNetworkIsRefused() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(1, false));
    Story elsewhere = new Story(2);
    elsewhere.found(elsewhere.device("X"));
    Fact yes = story.write(anna, elsewhere.yes(invite, seed, dara));
    assertEquals(Optional.of(Ground.REQUEST_FOR_ANOTHER_NETWORK), ground(yes));
  }

  @Test
  void aRequestByAnotherInviteIsRefused() {
    Fact invite = story.write(anna, story.seed().invite(1, false));
    Fact yes = story.write(anna, story.yes(invite, story.seed(), dara));
    assertEquals(Optional.of(Ground.REQUEST_FOR_ANOTHER_INVITE), ground(yes));
  }

  @Test
  void leavingEndsAllDevicesFromThenOn() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(bob, seed.invite(1, true), bobIn);
    Fact linked = story.write(bob, story.yes(invite, seed, dara));
    Fact meanwhile = story.write(dara, story.seed().invite(1, true), linked);
    story.write(bob, new Act.Leave());
    assertEquals(Member.State.LEFT, state(bob));
    assertEquals(Member.State.LEFT, state(dara));
    assertEquals(Optional.of(Ground.REMOVED_MEANWHILE), ground(meanwhile));
    assertEquals(Optional.empty(), ground(linked));
    Fact after = story.write(bob, story.seed().invite(1, true));
    assertEquals(Optional.of(Ground.LEFT), ground(after));
  }

  @Test
  void twoDevicesOfOneMemberMayBothLeave() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(bob, seed.invite(1, true), bobIn);
    Fact linked = story.write(bob, story.yes(invite, seed, dara));
    Fact one = story.write(bob, new Act.Leave());
    Fact other = story.write(dara, new Act.Leave(), linked);
    assertEquals(Optional.empty(), ground(one));
    assertEquals(Optional.empty(), ground(other));
  }

  @Test
  void aLinkedDeviceActsForItsMember() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(1, true));
    story.write(anna, story.yes(invite, seed, dara));
    Member founder = story.membership().memberOf(dara.id()).orElseThrow();
    assertEquals(MemberIds.of(story.network(), anna.id()), founder.id());
    assertEquals(Role.STEWARD, founder.role());
    assertEquals("Anna", founder.name());
    assertEquals(3, story.membership().fullMembers().size());
  }

  @Test
  void aMemberHasAtMostEightDevices() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(100, true));
    for (int i = 1; i < Limits.MEMBER_DEVICES; i++) {
      Fact yes = story.write(anna, story.yes(invite, seed, story.device("d" + i)));
      assertEquals(Optional.empty(), ground(yes));
    }
    Fact beyond = story.write(anna, story.yes(invite, seed, dara));
    assertEquals(Optional.of(Ground.TOO_MANY_DEVICES), ground(beyond));
  }

  @Test
  void aSecondFoundingIsVoid() {
    Fact second = story.found(anna);
    assertEquals(Optional.of(Ground.NOT_THE_FOUNDING), ground(second));
  }

  @Test
  void admissionsThatWaitForEachOtherInACircleAreHeld() {
    InviteSeed one = story.seed();
    InviteSeed two = story.seed();
    Fact first = story.write(anna, one.invite(1, false), bobIn, cyrusIn);
    Fact second = story.write(anna, two.invite(1, false));
    Fact daraIn = story.write(bob, story.yes(first, one, dara), second);
    Fact eveIn = story.write(cyrus, story.yes(second, two, eve), second);
    Story.Device x = story.device("X");
    Story.Device y = story.device("Y");
    Fact xIn = story.write(dara, story.yes(second, two, x), daraIn);
    Fact yIn = story.write(eve, story.yes(first, one, y), eveIn);
    assertEquals(Optional.of(Ground.HELD), ground(daraIn));
    assertEquals(Optional.of(Ground.HELD), ground(eveIn));
    assertEquals(Optional.of(Ground.AUTHOR_VOID), ground(xIn));
    assertEquals(Optional.of(Ground.AUTHOR_VOID), ground(yIn));
  }

  @Test
  void theStatusInAPastIsAsItWasThen() {
    MembershipView view = new MembershipView(story.network());
    story.facts().forEach(view::add);
    assertEquals(1, view.at(genesis.point().and()).fullMembers().size());
    assertEquals(2, view.at(bobIn.point().and()).fullMembers().size());
    assertEquals(3, view.now().fullMembers().size());
    assertFalse(view.at(genesis.past()).isFounded());
  }

  @Test
  void membersInviteWhereThePolicySaysSo() {
    Story open = new Story(3);
    Story.Device founder = open.device("F");
    Story.Device member = open.device("M");
    open.found(founder, new Policy(Role.MEMBER, Role.STEWARD, Role.NEWCOMER, 50, Tellers.STEWARDS));
    Fact in = open.bringIn(founder, member);
    assertEquals(0, open.membership().stewards().size() - 1);
    assertEquals(1, open.membership().fullMembers().size());
    Fact invite = open.write(member, open.seed().invite(1, false), in);
    assertEquals(Ground.ROLE_TOO_LOW, open.membership().refusals().get(invite.id()).ground());
  }
}
