package org.peyvand.protocol.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.protocol.decision.Refusal.Cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Past;

class DecisionsTest {
  private final Group group = Group.stewards("ava").members("babak", "cyra", "dara");

  @Test
  void aVoteIsOpenAndSaysWhoIsAwaited() {
    Replica r = new Replica(group.roll(), "");
    EntryId p = r.propose("ava", "majority");
    EntryId ballot = r.write("babak", new Act.Ballot(p, "agree", "it is time"));
    Decision decision = r.decision(p);
    assertEquals(Decision.State.OPEN, decision.state());
    assertEquals(Optional.empty(), decision.result());
    assertEquals(1, decision.voted());
    assertEquals(4, decision.electorate().size());
    assertEquals(2, decision.quorum());
    assertEquals(
        new TreeSet<>(Set.of(Ids.member("ava"), Ids.member("cyra"), Ids.member("dara"))),
        decision.awaited());
    assertEquals(List.of(ballot), decision.count().because().get("agree"));
    assertEquals(List.of(), decision.count().because().get("disagree"));
    assertEquals("it is time", decision.count().voices().get(0).slips().get(0).reason());
    assertEquals(Result.Why.QUORUM_MISSED, decision.count().result().why());
  }

  @Test
  void aNewBallotReplacesThatOfTheSameMemberAlsoFromAnotherDevice() {
    Replica r = new Replica(group.device("babak2", "babak").roll(), "");
    EntryId p = r.propose("ava", "majority");
    r.vote("babak", p, "agree");
    r.vote("babak2", p, "disagree");
    EntryId last = r.vote("babak", p, "abstain");
    Count count = r.decision(p).count();
    assertEquals(1, count.tally().voted());
    assertEquals(List.of(last), count.because().get("abstain"));
  }

  @Test
  void ballotsThatDidNotKnowOfEachOtherAbstainUntilReplaced() {
    Replica r = new Replica(group.device("babak2", "babak").roll(), "");
    EntryId p = r.propose("ava", "majority");
    EntryId one = r.write("babak", new Act.Ballot(p, "agree", ""), List.of(p));
    EntryId other = r.write("babak2", new Act.Ballot(p, "agree", ""), List.of(p));
    Count count = r.decision(p).count();
    assertEquals(1, count.tally().count("abstain"));
    assertEquals(0, count.tally().count("agree"));
    assertEquals(Set.of(one, other), Set.copyOf(count.because().get("abstain")));
    assertTrue(count.voices().get(0).divided());
    r.vote("babak2", p, "disagree");
    assertEquals(1, r.decision(p).count().tally().count("disagree"));
    assertEquals(0, r.decision(p).count().tally().count("abstain"));
  }

  @Test
  void whoArrivesAfterTheProposalNeverVotesOnIt() {
    People before = group.people();
    People after = group.members("elham").people();
    List<EntryId> arrival = new ArrayList<>();
    Replica[] holder = new Replica[1];
    Roll roll =
        past ->
            !arrival.isEmpty() && past.includes(holder[0].fact(arrival.get(0)).point())
                ? after
                : before;
    Replica r = new Replica(roll, "");
    holder[0] = r;
    EntryId p = r.propose("ava", "majority");
    arrival.add(r.write("ava", new Act.Gather()));
    refused(r, "elham", new Act.Ballot(p, "agree", ""), Cause.NOT_IN_ELECTORATE);
    assertEquals(4, r.decision(p).electorate().size());
    assertEquals(0, r.decision(p).voted());
    EntryId later = r.propose("elham", "majority");
    assertEquals(5, r.decision(later).electorate().size());
  }

  @Test
  void aBallotThatBreaksARuleIsKeptVisibleWithItsReason() {
    Replica r = new Replica(group.roll(), "");
    EntryId p = r.propose("ava", "majority");
    Refused choice = refused(r, "babak", new Act.Ballot(p, "object", ""), Cause.UNKNOWN_CHOICE);
    assertEquals("agree abstain disagree", choice.refusal().expected());
    assertEquals("object", choice.refusal().found());
    refused(r, "stranger", new Act.Ballot(p, "agree", ""), Cause.NOT_A_MEMBER);
    assertEquals(2, r.decision(p).refused().size());
    EntryId ballot = r.vote("babak", p, "agree");
    refused(r, "cyra", new Act.Ballot(ballot, "agree", ""), Cause.UNKNOWN_PROPOSAL);
  }

  @Test
  void aBallotThatHadNotSeenTheProposalIsAstrayWhicheverComesFirst() {
    EntryId early = null;
    Replica r = new Replica(group.roll(), "");
    EntryId p = r.propose("ava", "majority");
    early = r.write("babak", new Act.Ballot(p, "agree", ""), List.of());
    assertEquals(List.of(early), r.decisions().astray().stream().map(Refused::entry).toList());
    Replica other = new Replica(group.roll(), "");
    List<Replica.Letter> letters = new ArrayList<>(r.letters());
    other.receive(letters.get(1));
    other.receive(letters.get(0));
    assertEquals(r.decisions().astray(), other.decisions().astray());
    assertEquals(r.decisions().all(), other.decisions().all());
  }

  @Test
  void aProposalThatBreaksARuleGivesItsReasonToAllThatNamesIt() {
    Replica r = new Replica(group.roll(), "");
    EntryId dice = r.propose("ava", "dice");
    refused(r, "babak", new Act.Ballot(dice, "agree", ""), Cause.UNKNOWN_METHOD);
    refused(r, "ava", new Act.Close(dice, 1, List.of()), Cause.UNKNOWN_METHOD);
    assertTrue(r.decisions().decision(dice).isEmpty());
    refused(r, "ava", new Act.Propose("t", "", "consent", List.of("x")), Cause.OPTIONS_NOT_TAKEN);
    refused(r, "stranger", new Act.Propose("t", "", "consent", List.of()), Cause.NOT_A_MEMBER);
  }

  @Test
  void whoIsNoFullMemberDoesNotPropose() {
    Replica r = new Replica(group.device("newcomer", "newcomer").roll(), "");
    refused(r, "newcomer", new Act.Propose("t", "", "consent", List.of()), Cause.NOT_A_FULL_MEMBER);
  }

  @Test
  void withoutATellerNothingIsProposed() {
    Replica r = new Replica(new Group().members("ava").roll(), "");
    refused(r, "ava", new Act.Propose("t", "", "consent", List.of()), Cause.NO_TELLERS);
  }

  @Test
  void onlyTheProposerTakesAQuestionBack() {
    Replica r = new Replica(group.roll(), "");
    EntryId p = r.propose("babak", "majority");
    refused(r, "ava", new Act.Withdraw(p), Cause.NOT_THE_PROPOSER);
    r.write("babak", new Act.Withdraw(p));
    assertEquals(Decision.State.WITHDRAWN, r.decision(p).state());
    refused(r, "cyra", new Act.Ballot(p, "agree", ""), Cause.WITHDRAWN);
    refused(r, "ava", new Act.Close(p, 1, List.of()), Cause.WITHDRAWN);
    refused(r, "babak", new Act.Withdraw(p), Cause.WITHDRAWN);
  }

  @Test
  void aSettlementBeatsAWithdrawalThatDidNotKnowOfIt() {
    Replica r = new Replica(group.roll(), "");
    EntryId p = r.propose("babak", "majority");
    r.write("babak", new Act.Withdraw(p), List.of(p));
    assertEquals(Decision.State.WITHDRAWN, r.decision(p).state());
    r.write("ava", new Act.Close(p, 1, List.of()), List.of(p));
    assertEquals(Decision.State.SETTLED, r.decision(p).state());
    refused(r, "babak", new Act.Withdraw(p), Cause.ALREADY_SETTLED);
  }

  @Test
  void whatIsFoldedTwiceCountsOnce() {
    Replica r = new Replica(group.roll(), "");
    EntryId p = r.propose("ava", "majority");
    r.vote("babak", p, "agree");
    r.vote("babak", p, "nonsense");
    Decision before = r.decision(p);
    r.facts().forEach(r.decisions()::add);
    assertEquals(before, r.decision(p));
  }

  @Test
  void actsOfOtherKindsAreNoneOfOurs() {
    Replica r = new Replica(group.roll(), "");
    r.write("ava", new Act.Gather());
    assertTrue(r.decisions().all().isEmpty());
    assertTrue(r.decisions().astray().isEmpty());
  }

  /** Both the question "may I?" and the fold give this reason. */
  static Refused refused(Replica r, String device, Act act, Cause cause) {
    DeviceId id = Ids.device(device);
    Past now = r.now();
    assertEquals(cause, r.decisions().refusal(id, now, act).map(Refusal::cause).orElse(null));
    EntryId entry = r.write(device, act);
    List<Refused> all = new ArrayList<>(r.decisions().astray());
    r.decisions().all().forEach(decision -> all.addAll(decision.refused()));
    Refused refused =
        all.stream().filter(one -> one.entry().equals(entry)).findFirst().orElseThrow();
    assertEquals(cause, refused.refusal().cause());
    assertFalse(r.decisions().all().stream().anyMatch(d -> d.id().equals(entry)));
    return refused;
  }
}
