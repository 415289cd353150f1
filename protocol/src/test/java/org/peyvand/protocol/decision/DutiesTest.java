package org.peyvand.protocol.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Past;

class DutiesTest {
  private final Group four = Group.stewards("ava", "babak", "cyra", "dara").members("elham");
  private final Replica r = new Replica(four.roll(), "");
  private final EntryId p = r.propose("ava", "majority");

  @Test
  void aNodeClosesNothingByItself() {
    r.vote("ava", p, "agree");
    assertEquals(List.of(), due("ava"));
  }

  @Test
  void aCompleteCloseIsAcknowledgedThenConfirmedThenNothing() {
    r.vote("elham", p, "agree");
    EntryId close = close("ava");
    assertEquals(List.of(), due("ava"));
    assertEquals(List.of(), due("elham"));
    assertEquals(List.of(new Act.Acknowledge(close)), r.doDuties("babak"));
    assertEquals(List.of(new Act.Acknowledge(close)), r.doDuties("cyra"));
    assertEquals(List.of(new Act.Confirm(close)), r.doDuties("ava"));
    assertEquals(List.of(new Act.Confirm(close)), r.doDuties("babak"));
    assertEquals(Decision.State.SETTLED, r.decision(p).state());
    assertEquals(List.of(), due("dara"));
  }

  @Test
  void afterARestartNothingIsWrittenTwice() {
    EntryId close = close("ava");
    assertEquals(List.of(new Act.Acknowledge(close)), r.doDuties("babak"));
    Replica restarted = new Replica(four.roll(), "");
    restarted.receiveAll(r);
    assertEquals(List.of(), Duties.of(restarted.decisions(), Ids.device("babak"), restarted.now()));
  }

  @Test
  void aTellerThatKnowsABallotLeftOutGivesTheRoundUp() {
    r.vote("elham", p, "agree");
    r.write("ava", new Act.Close(p, 1, List.of()), List.of(p));
    assertEquals(List.of(new Act.NextRound(p, 1)), r.doDuties("babak"));
    assertEquals(List.of(), due("babak"));
  }

  @Test
  void oneWhoGivesUpIsNotFollowedWhereOneMayLieButTwoAre() {
    close("ava");
    r.write("babak", new Act.NextRound(p, 1));
    assertEquals(List.of(), due("ava"));
    r.write("cyra", new Act.NextRound(p, 1));
    assertEquals(List.of(new Act.NextRound(p, 1)), due("ava"));
    assertEquals(List.of(new Act.NextRound(p, 1)), due("dara"));
  }

  @Test
  void aSplitRoundIsGivenUp() {
    EntryId ballot = r.vote("elham", p, "agree");
    EntryId one = r.write("ava", new Act.Close(p, 1, List.of()), List.of(p));
    EntryId two = r.write("babak", new Act.Close(p, 1, List.of(ballot)), List.of(ballot));
    r.write("cyra", new Act.Acknowledge(one), List.of(one));
    Past knowingTwo = r.fact(two).point().and();
    assertEquals(
        List.of(new Act.Acknowledge(two)),
        Duties.of(r.decisions(), Ids.device("dara"), knowingTwo));
    r.write("dara", new Act.Acknowledge(two), List.of(two));
    for (String teller : List.of("ava", "babak", "cyra", "dara")) {
      assertEquals(List.of(new Act.NextRound(p, 1)), due(teller));
    }
  }

  @Test
  void onceARoundIsGivenUpOneTellerClosesAndTheOthersFollow() {
    r.vote("elham", p, "agree");
    close("ava");
    List<String> all = List.of("ava", "babak", "cyra", "dara");
    all.forEach(t -> r.write(t, new Act.NextRound(p, 1)));
    String closer = ClosingTest.closer(r, p, 2);
    all.stream().filter(t -> !t.equals(closer)).forEach(t -> assertEquals(List.of(), due(t)));
    assertEquals(1, r.doDuties(closer).size());
    all.forEach(r::doDuties);
    all.forEach(r::doDuties);
    assertEquals(Decision.State.SETTLED, r.decision(p).state());
    assertEquals(2, r.decision(p).round());
  }

  @Test
  void aPersonMayGiveUpWhatIsStuck() {
    assertEquals(
        Optional.of(Refusal.Cause.NOT_CLOSING),
        r.decisions()
            .refusal(Ids.device("ava"), r.now(), Duties.giveUp(r.decisions(), r.now(), p))
            .map(Refusal::cause));
    close("ava");
    Act.NextRound act = Duties.giveUp(r.decisions(), r.now(), p);
    assertEquals(new Act.NextRound(p, 1), act);
    assertTrue(r.decisions().refusal(Ids.device("ava"), r.now(), act).isEmpty());
    r.write("ava", act);
    assertEquals(
        Optional.of(Refusal.Cause.ROUND_GIVEN_UP),
        r.decisions().refusal(Ids.device("ava"), r.now(), act).map(Refusal::cause));
  }

  @Test
  void aWithdrawnVoteIsLeftAlone() {
    close("babak");
    r.write("ava", new Act.Withdraw(p));
    assertEquals(List.of(), due("cyra"));
  }

  private EntryId close(String teller) {
    assertEquals(Optional.empty(), r.close(teller, p));
    return r.by(teller).get(r.by(teller).size() - 1);
  }

  private List<Act> due(String teller) {
    return Duties.of(r.decisions(), Ids.device(teller), r.now());
  }
}
