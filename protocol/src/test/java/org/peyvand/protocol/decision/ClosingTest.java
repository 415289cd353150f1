package org.peyvand.protocol.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.protocol.decision.DecisionsTest.refused;
import static org.peyvand.protocol.decision.Refusal.Cause;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.EntryId;

class ClosingTest {
  private final Group four = Group.stewards("ava", "babak", "cyra", "dara");

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1",
    "2, 0, 2",
    "3, 0, 2",
    "4, 1, 3",
    "5, 1, 4",
    "6, 1, 4",
    "7, 2, 5",
    "10, 3, 7"
  })
  void quorumsOfTellersShareMoreThanTheFaulty(int n, int faults, int quorum) {
    Group group = Group.stewards(Group.names(n).toArray(String[]::new));
    Tellers tellers = Tellers.of(group.people());
    assertEquals(faults, tellers.faults());
    assertEquals(quorum, tellers.quorum());
    assertTrue(2 * quorum - n > faults, "two quorums share an honest teller");
    assertTrue(quorum <= n - faults, "the honest alone are a quorum");
  }

  @Test
  void aSoleTellerSettlesWithOneEntry() {
    Replica r = new Replica(Group.stewards("ava").members("babak", "cyra").roll(), "");
    EntryId p = r.propose("babak", "majority");
    r.vote("babak", p, "agree");
    r.vote("cyra", p, "agree");
    assertEquals(Optional.empty(), r.close("ava", p));
    Decision decision = r.decision(p);
    assertEquals(Decision.State.SETTLED, decision.state());
    assertEquals(Result.Outcome.PASSED, decision.result().orElseThrow().outcome());
    assertEquals(List.of(), r.doDuties("ava"));
    refused(r, "ava", new Act.Close(p, 1, List.of()), Cause.ALREADY_SETTLED);
    refused(r, "ava", new Act.Ballot(p, "agree", ""), Cause.ALREADY_SETTLED);
    assertEquals(decision.count(), r.decision(p).count());
  }

  @Test
  void atTheQuorumAVotePassesAndBelowItFails() {
    for (int voters = 1; voters <= 2; voters++) {
      Replica r = new Replica(Group.stewards("ava").members("babak", "cyra").roll(), "");
      EntryId p = r.propose("babak", "majority");
      List.of("ava", "babak").subList(0, voters).forEach(v -> r.vote(v, p, "agree"));
      r.close("ava", p);
      Result result = r.decision(p).result().orElseThrow();
      assertEquals(voters == 2 ? Result.Why.MORE_AGREE : Result.Why.QUORUM_MISSED, result.why());
    }
  }

  @Test
  void lateBallotsAreShownWithWhetherTheyWouldHaveChangedTheResult() {
    Replica r = new Replica(Group.stewards("ava").members("babak", "cyra", "dara").roll(), "");
    EntryId p = r.propose("ava", "consent");
    EntryId old = r.vote("ava", p, "agree");
    r.vote("babak", p, "agree");
    List<EntryId> before = r.frontier();
    r.close("ava", p);
    Decision settled = r.decision(p);
    EntryId cyra = r.write("cyra", new Act.Ballot(p, "agree", ""), before);
    assertFalse(r.decision(p).lateWouldChange());
    r.write("dara", new Act.Ballot(p, "object", ""), before);
    Decision decision = r.decision(p);
    assertEquals(settled.count(), decision.count());
    assertEquals(2, decision.late().voices().size());
    assertTrue(decision.lateWouldChange());
    assertEquals(Result.Why.OBJECTION, decision.late().count().result().why());
    assertTrue(decision.late().count().because().get("agree").containsAll(List.of(old, cyra)));
  }

  @Test
  void aReplacedBallotIsNeverLate() {
    Replica r = new Replica(Group.stewards("ava").members("babak").roll(), "");
    EntryId p = r.propose("ava", "majority");
    r.vote("babak", p, "disagree");
    r.vote("babak", p, "agree");
    r.close("ava", p);
    assertEquals(List.of(), r.decision(p).late().voices());
    assertEquals(1, r.decision(p).count().tally().count("agree"));
  }

  @Test
  void aBallotThatKnewOfTheCloseAndIsNotInItIsNotLateButAfter() {
    Replica r = new Replica(four.roll(), "");
    EntryId p = r.propose("ava", "majority");
    r.vote("ava", p, "agree");
    r.close("ava", p);
    EntryId after = r.vote("babak", p, "disagree");
    List.of("babak", "cyra", "ava").forEach(r::doDuties);
    r.doDuties("babak");
    Decision decision = r.decision(p);
    assertEquals(Decision.State.SETTLED, decision.state());
    assertEquals(List.of(), decision.late().voices());
    assertEquals(after, decision.refused().get(0).entry());
    assertEquals(Cause.AFTER_CLOSE, decision.refused().get(0).refusal().cause());
    assertEquals(0, decision.count().tally().count("disagree"));
  }

  @Test
  void onlyATellersFirstDeviceCloses() {
    Replica r = new Replica(four.members("elham").device("ava2", "ava").roll(), "");
    EntryId p = r.propose("elham", "majority");
    refused(r, "elham", new Act.Close(p, 1, List.of()), Cause.NOT_A_TELLER);
    refused(r, "ava2", new Act.Close(p, 1, List.of()), Cause.OTHER_DEVICE_TELLS);
    assertEquals(Decision.State.OPEN, r.decision(p).state());
    assertEquals(Optional.empty(), r.close("ava", p));
    assertEquals(Decision.State.CLOSING, r.decision(p).state());
    assertEquals(Cause.ALREADY_ACKNOWLEDGED, r.close("ava", p).orElseThrow().cause());
  }

  @Test
  void whereAllTellEveryMemberMayClose() {
    Replica r = new Replica(four.members("elham").allTell().roll(), "");
    EntryId p = r.propose("ava", "majority");
    assertEquals(5, r.decision(p).tellers().members().size());
    assertEquals(Optional.empty(), r.close("elham", p));
  }

  @Test
  void aListThatIsNotWhatItsAuthorKnewIsVoid() {
    Replica r = new Replica(four.roll(), "");
    EntryId p = r.propose("ava", "majority");
    EntryId other = r.propose("ava", "majority");
    EntryId replaced = r.vote("babak", p, "agree");
    EntryId ballot = r.vote("babak", p, "disagree");
    EntryId foreign = r.vote("babak", other, "agree");
    refused(r, "ava", new Act.Close(p, 1, List.of()), Cause.BALLOTS_LEFT_OUT);
    refused(r, "ava", new Act.Close(p, 1, List.of(ballot, foreign)), Cause.UNKNOWN_BALLOT);
    refused(r, "ava", new Act.Close(p, 1, List.of(ballot, Ids.entry("no"))), Cause.UNKNOWN_BALLOT);
    refused(r, "ava", new Act.Close(p, 1, List.of(ballot, ballot)), Cause.BALLOTS_REPEATED);
    refused(r, "ava", new Act.Close(p, 1, List.of(ballot, replaced)), Cause.BALLOTS_REPEATED);
    refused(r, "ava", new Act.Close(p, 0, List.of(ballot)), Cause.UNKNOWN_ROUND);
    refused(r, "ava", new Act.Close(p, -7, List.of(ballot)), Cause.UNKNOWN_ROUND);
    EntryId last = r.by("ava").get(r.by("ava").size() - 1);
    refused(r, "cyra", new Act.Acknowledge(last), Cause.VOID_CLOSE);
    refused(r, "cyra", new Act.Confirm(last), Cause.VOID_CLOSE);
    refused(r, "cyra", new Act.Acknowledge(ballot), Cause.UNKNOWN_CLOSE);
    refused(r, "cyra", new Act.Confirm(Ids.entry("no")), Cause.UNKNOWN_CLOSE);
    refused(r, "cyra", new Act.NextRound(p, 1), Cause.NOT_CLOSING);
    assertEquals(Decision.State.OPEN, r.decision(p).state());
    assertTrue(r.decision(p).lies().stream().allMatch(l -> l.teller().equals(Ids.member("ava"))));
    assertEquals(5, r.decision(p).lies().size(), "a wrong round number harms nobody");
  }

  @Test
  void aTellerAcknowledgesNoListThatLeavesOutABallotThatItKnows() {
    Replica r = new Replica(four.roll(), "");
    EntryId p = r.propose("ava", "majority");
    r.vote("babak", p, "agree");
    EntryId close = r.write("ava", new Act.Close(p, 1, List.of()), List.of(p));
    refused(r, "cyra", new Act.Acknowledge(close), Cause.BALLOTS_LEFT_OUT);
    r.write("dara", new Act.Acknowledge(close), List.of(close));
    assertEquals(1, r.decision(p).lies().size());
  }

  @Test
  void aTellerAcknowledgesOneListARoundAndNoneThatItGaveUp() {
    Replica r = new Replica(four.roll(), "");
    EntryId p = r.propose("ava", "majority");
    EntryId ballot = r.vote("dara", p, "agree");
    EntryId one = r.write("ava", new Act.Close(p, 1, List.of()), List.of(p));
    EntryId two = r.write("babak", new Act.Close(p, 1, List.of(ballot)), List.of(ballot));
    r.write("cyra", new Act.Acknowledge(one), List.of(one));
    refused(r, "cyra", new Act.Acknowledge(two), Cause.OTHER_LIST_ACKNOWLEDGED);
    refused(r, "cyra", new Act.Acknowledge(one), Cause.ALREADY_ACKNOWLEDGED);
    refused(r, "cyra", new Act.Confirm(one), Cause.TOO_FEW_ACKNOWLEDGEMENTS);
    r.write("dara", new Act.NextRound(p, 1));
    refused(r, "dara", new Act.Acknowledge(two), Cause.ROUND_GIVEN_UP);
    refused(r, "dara", new Act.NextRound(p, 1), Cause.ROUND_GIVEN_UP);
    refused(r, "dara", new Act.NextRound(p, 2), Cause.TOO_FEW_GAVE_UP);
    refused(r, "dara", new Act.NextRound(p, Integer.MAX_VALUE), Cause.TOO_FEW_GAVE_UP);
    refused(r, "dara", new Act.NextRound(p, Integer.MIN_VALUE), Cause.UNKNOWN_ROUND);
  }

  @Test
  void aCopiedTellersTwoAcknowledgementsBothCountAndAreShown() {
    Replica r = new Replica(four.roll(), "");
    EntryId p = r.propose("ava", "majority");
    EntryId ballot = r.vote("dara", p, "agree");
    EntryId one = r.write("ava", new Act.Close(p, 1, List.of()), List.of(p));
    EntryId two = r.write("babak", new Act.Close(p, 1, List.of(ballot)), List.of(ballot));
    EntryId x = r.write("cyra", new Act.Acknowledge(one), Optional.empty(), List.of(one));
    EntryId y = r.write("cyra", new Act.Acknowledge(two), Optional.empty(), List.of(two));
    Lie lie = r.decision(p).lies().get(0);
    assertEquals(Ids.member("cyra"), lie.teller());
    assertEquals(Cause.OTHER_LIST_ACKNOWLEDGED, lie.rule());
    assertEquals(Set.of(x, y), lie.proof());
    r.write("dara", new Act.Acknowledge(two), List.of(y));
    r.doDuties("babak");
    assertEquals(Decision.State.CLOSING, r.decision(p).state());
    r.write("cyra", new Act.Confirm(two), Optional.of(y), r.frontier());
    assertEquals(Decision.State.SETTLED, r.decision(p).state());
  }

  @Test
  void theSecondRoundCarriesAnAcknowledgedListOver() {
    Replica r = new Replica(four.roll(), "");
    EntryId p = r.propose("ava", "majority");
    EntryId ballot = r.vote("ava", p, "agree");
    EntryId close = r.write("ava", new Act.Close(p, 1, List.of(ballot)), List.of(ballot));
    r.write("babak", new Act.Acknowledge(close));
    r.write("cyra", new Act.Acknowledge(close));
    EntryId late = r.write("dara", new Act.Ballot(p, "disagree", ""), List.of(p));
    List.of("ava", "babak", "cyra").forEach(t -> r.write(t, new Act.NextRound(p, 1)));
    String closer = closer(r, p, 2);
    refused(r, closer, new Act.Close(p, 2, List.of(ballot, late)), Cause.LIST_NOT_CARRIED_OVER);
    assertEquals(new Act.Close(p, 2, List.of(ballot)), r.decisions().close(r.now(), p));
    assertEquals(List.of(new Act.Close(p, 2, List.of(ballot))), r.doDuties(closer));
  }

  @Test
  void fourTellersCutInHalvesSettleInTheSecondRoundWhenTheyMeet() {
    Replica here = new Replica(four.roll(), "here");
    EntryId p = here.propose("ava", "majority");
    Replica there = new Replica(four.roll(), "there");
    there.receiveAll(here);
    here.vote("ava", p, "agree");
    here.vote("babak", p, "agree");
    there.vote("cyra", p, "disagree");
    assertEquals(Optional.empty(), here.close("ava", p));
    assertEquals(Optional.empty(), there.close("cyra", p));
    here.doDuties("babak");
    there.doDuties("dara");
    assertEquals(Decision.State.CLOSING, here.decision(p).state());
    assertEquals(Decision.State.CLOSING, there.decision(p).state());
    here.receiveAll(there);
    for (int i = 0; i < 3; i++) {
      List.of("ava", "babak", "cyra", "dara").forEach(here::doDuties);
    }
    there.receiveAll(here);
    Decision decision = here.decision(p);
    assertEquals(Decision.State.SETTLED, decision.state());
    assertEquals(2, decision.round());
    assertEquals(3, decision.voted());
    assertEquals(Result.Outcome.PASSED, decision.result().orElseThrow().outcome());
    assertEquals(List.of(), decision.lies());
    assertEquals(decision, there.decision(p));
  }

  @Test
  void inLaterRoundsOnlyTheOneWhoseTurnItIsCloses() {
    Replica r = new Replica(four.roll(), "");
    EntryId p = r.propose("ava", "majority");
    r.close("ava", p);
    List<String> all = List.of("ava", "babak", "cyra", "dara");
    String closer = closer(r, p, 2);
    refused(r, closer, new Act.Close(p, 2, List.of()), Cause.TOO_FEW_GAVE_UP);
    all.forEach(t -> r.write(t, new Act.NextRound(p, 1)));
    for (String teller : all) {
      if (!teller.equals(closer)) {
        refused(r, teller, new Act.Close(p, 2, List.of()), Cause.NOT_YOUR_TURN);
      }
    }
    assertEquals(Optional.empty(), r.close(closer, p));
  }

  @Test
  void moreLiarsThanAllowedLeaveAContestedVote() {
    Replica r = new Replica(Group.stewards("ava", "babak").members("cyra").roll(), "");
    EntryId p = r.propose("ava", "majority");
    EntryId ballot = r.vote("cyra", p, "agree");
    EntryId one = r.write("ava", new Act.Close(p, 1, List.of()), Optional.empty(), List.of(p));
    EntryId two =
        r.write("ava", new Act.Close(p, 1, List.of(ballot)), Optional.empty(), List.of(ballot));
    EntryId x = r.write("babak", new Act.Acknowledge(one), Optional.empty(), List.of(one));
    EntryId y = r.write("babak", new Act.Acknowledge(two), Optional.empty(), List.of(two));
    r.write("ava", new Act.Confirm(one), Optional.of(one), List.of(x));
    assertEquals(Decision.State.SETTLED, r.decision(p).state());
    r.write("ava", new Act.Confirm(two), Optional.of(two), List.of(y));
    Decision decision = r.decision(p);
    assertEquals(Decision.State.CONTESTED, decision.state());
    assertEquals(Optional.empty(), decision.result());
    assertEquals(2, decision.lies().size());
  }

  @Test
  void aCloseListsAsManyBallotsAsTheLimitAndNotOneMore() {
    for (int voters : new int[] {Limits.CLOSE_BALLOTS, Limits.CLOSE_BALLOTS + 1}) {
      String[] names = Group.names(voters).toArray(String[]::new);
      Group group = Group.stewards("ava").members(names);
      Crowd crowd = new Crowd(group.roll(), "ava");
      List.of(names).forEach(name -> crowd.vote(name, "agree"));
      Optional<Refusal> refusal =
          crowd.decisions().mayClose(Ids.device("ava"), crowd.now(), crowd.proposal());
      assertEquals(
          voters == Limits.CLOSE_BALLOTS ? Optional.empty() : Optional.of(Cause.TOO_MANY_BALLOTS),
          refusal.map(Refusal::cause));
    }
  }

  static String closer(Replica r, EntryId p, int round) {
    return List.of("ava", "babak", "cyra", "dara").stream()
        .filter(t -> Ids.member(t).equals(r.decision(p).tellers().closer(round)))
        .findFirst()
        .orElseThrow();
  }
}
