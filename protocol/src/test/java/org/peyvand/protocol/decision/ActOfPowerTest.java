package org.peyvand.protocol.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.protocol.decision.Refusal.Cause;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/** Proposals with an effect: decided by threshold, enacted, never closed. */
class ActOfPowerTest {
  private static final Effect EXPEL = new Effect.Expel(Ids.member("dara"));
  private static final Effect REINSTATE = new Effect.Reinstate(Ids.member("dara"));
  private static final Effect QUORUM = new Effect.SetPolicy(Policy.Key.QUORUM, 60);

  private final Group group = Group.stewards("ava").members("babak", "cyra", "dara");
  private final Council council = new Council(group);
  private final Replica r = new Replica(council, "");

  private static Act.Propose proposal(Effect effect) {
    return new Act.Propose("title", "", "threshold", List.of(), Optional.of(effect));
  }

  private EntryId propose(String by, Effect effect) {
    return r.write(by, proposal(effect));
  }

  private Optional<Cause> refusal(Replica at, String device, Act act) {
    return at.decisions().refusal(Ids.device(device), at.now(), act).map(Refusal::cause);
  }

  private void refused(Replica at, String device, Act act, Cause cause) {
    assertEquals(Optional.of(cause), refusal(at, device, act), act.toString());
    int before = kept(at);
    at.write(device, act);
    assertEquals(before + 1, kept(at), "what is refused is kept");
  }

  private static int kept(Replica at) {
    return at.decisions().astray().size()
        + at.decisions().all().stream().mapToInt(d -> d.refused().size()).sum();
  }

  private static Act enact(EntryId proposal) {
    return new Act.Enact(proposal, List.of());
  }

  @Test
  void itIsOpenUntilItIsEnacted() {
    EntryId p = propose("ava", EXPEL);
    EntryId ballot = r.vote("ava", p, "agree");
    council.agreed(3, "ava");
    Decision open = r.decision(p);
    assertEquals(Decision.State.OPEN, open.state());
    assertEquals(Result.Outcome.FAILED, open.count().result().outcome());
    assertEquals(Result.Why.TOO_FEW_AGREE, open.count().result().why());
    assertEquals(4, open.electorate().size());
    assertEquals(Optional.of(EXPEL), open.effect());
    assertEquals(List.of(ballot), open.count().because().get("agree"));
    assertFalse(open.support().orElseThrow().isEnough());
    r.vote("babak", p, "agree");
    r.vote("cyra", p, "agree");
    council.agreed(3, "ava", "babak", "cyra");
    assertEquals(Decision.State.OPEN, r.decision(p).state());
    assertEquals(Result.Why.ENOUGH_AGREE, r.decision(p).count().result().why());
    assertTrue(r.decision(p).support().orElseThrow().isEnough());
    assertEquals(Optional.empty(), r.decision(p).ending());
    assertEquals(Optional.empty(), refusal(r, "cyra", enact(p)));
    EntryId enacted = r.write("cyra", enact(p));
    assertEquals(Decision.State.ENACTED, r.decision(p).state());
    assertEquals(Optional.of(enacted), r.decision(p).ending().map(Ending::entry));
    assertEquals(Optional.of(Cause.ALREADY_ENACTED), refusal(r, "ava", enact(p)));
    assertEquals(
        Optional.of(Cause.ALREADY_ENACTED), refusal(r, "ava", new Act.Ballot(p, "agree", "")));
    assertEquals(Optional.of(Cause.ALREADY_ENACTED), refusal(r, "ava", new Act.Withdraw(p)));
  }

  @Test
  void anEnactmentThatMembershipRefusesIsKeptWithItsReason() {
    EntryId p = propose("ava", EXPEL);
    EntryId early = r.write("ava", enact(p));
    council.refuse(early);
    Decision decision = r.decision(p);
    assertEquals(Decision.State.OPEN, decision.state());
    Refused refused = decision.refused().get(0);
    assertEquals(early, refused.entry());
    assertEquals(Cause.VOID_ENACTMENT, refused.refusal().cause());
    assertEquals("TOO_FEW_AGREED", refused.refusal().found());
    assertEquals(Optional.of(Ids.member("ava")), refused.member());
  }

  @Test
  void toAgreeIsFinalAndAllElseMayChange() {
    EntryId p = propose("ava", QUORUM);
    r.vote("babak", p, "disagree");
    r.vote("babak", p, "abstain");
    EntryId agree = r.vote("babak", p, "agree");
    refused(r, "babak", new Act.Ballot(p, "disagree", ""), Cause.AGREED_FOR_GOOD);
    refused(r, "babak", new Act.Ballot(p, "abstain", ""), Cause.AGREED_FOR_GOOD);
    assertEquals(List.of(agree), r.decision(p).count().because().get("agree"));
    EntryId again = r.vote("babak", p, "agree");
    assertEquals(List.of(again), r.decision(p).count().because().get("agree"));
  }

  @Test
  void whoAgreedOnOneDeviceAndNotOnAnotherHasAgreed() {
    Council two = new Council(group.device("babak2", "babak"));
    Replica replica = new Replica(two, "");
    EntryId p = replica.write("ava", proposal(QUORUM));
    EntryId agree = replica.write("babak", new Act.Ballot(p, "agree", ""), List.of(p));
    replica.write("babak2", new Act.Ballot(p, "disagree", ""), List.of(p));
    assertEquals(List.of(agree), replica.decision(p).count().because().get("agree"));
    assertEquals(List.of(), replica.decision(p).count().because().get("disagree"));
    refused(replica, "babak2", new Act.Ballot(p, "disagree", ""), Cause.AGREED_FOR_GOOD);
  }

  @Test
  void nobodyClosesIt() {
    EntryId p = propose("ava", QUORUM);
    refused(r, "ava", new Act.Close(p, 1, List.of()), Cause.ENACTED_NOT_CLOSED);
    refused(r, "ava", new Act.NextRound(p, 1), Cause.ENACTED_NOT_CLOSED);
    EntryId close = r.by("ava").get(1);
    refused(r, "ava", new Act.Acknowledge(close), Cause.ENACTED_NOT_CLOSED);
    refused(r, "ava", new Act.Confirm(close), Cause.ENACTED_NOT_CLOSED);
    assertEquals(List.of(), r.doDuties("ava"));
    assertEquals(Decision.State.OPEN, r.decision(p).state());
    assertEquals(List.of(), r.decision(p).lies());
  }

  @Test
  void whatHasNoEffectIsNotEnacted() {
    EntryId p = r.propose("ava", "majority");
    refused(r, "ava", enact(p), Cause.NOTHING_TO_ENACT);
    refused(r, "ava", enact(Ids.entry("nothing")), Cause.UNKNOWN_PROPOSAL);
  }

  @Test
  void whoHasNoVoiceDoesNotEnact() {
    EntryId p = propose("ava", EXPEL);
    refused(r, "dara", enact(p), Cause.OWN_REMOVAL);
    refused(r, "stranger", enact(p), Cause.NOT_A_MEMBER);
  }

  @Test
  void anEffectAndTheThresholdBelongTogether() {
    refused(
        r,
        "ava",
        new Act.Propose("t", "", "majority", List.of(), Optional.of(QUORUM)),
        Cause.EFFECT_NEEDS_THRESHOLD);
    refused(
        r, "ava", new Act.Propose("t", "", "threshold", List.of()), Cause.THRESHOLD_NEEDS_EFFECT);
    refused(
        r,
        "ava",
        new Act.Propose("t", "", "threshold", List.of("x"), Optional.of(QUORUM)),
        Cause.OPTIONS_NOT_TAKEN);
  }

  @Test
  void theProposerTakesItBackWhileItIsNotEnacted() {
    EntryId p = propose("ava", QUORUM);
    refused(r, "babak", new Act.Withdraw(p), Cause.NOT_THE_PROPOSER);
    r.write("ava", new Act.Withdraw(p));
    assertEquals(Decision.State.WITHDRAWN, r.decision(p).state());
    refused(r, "babak", new Act.Ballot(p, "agree", ""), Cause.WITHDRAWN);
    refused(r, "babak", enact(p), Cause.WITHDRAWN);
  }

  @Test
  void anEnactmentBeatsAWithdrawalThatDidNotKnowOfIt() {
    EntryId p = propose("ava", QUORUM);
    r.write("babak", enact(p), List.of(p));
    r.write("ava", new Act.Withdraw(p), List.of(p));
    assertEquals(Decision.State.ENACTED, r.decision(p).state());
  }

  @Test
  void theTargetOfARemovalHasASeatButNoVoice() {
    EntryId p = propose("ava", EXPEL);
    refused(r, "dara", new Act.Ballot(p, "disagree", ""), Cause.OWN_REMOVAL);
    refused(r, "dara", proposal(EXPEL), Cause.OWN_REMOVAL);
    refused(r, "dara", proposal(new Effect.RetireDevice(Ids.device("dara"))), Cause.OWN_REMOVAL);
    assertTrue(r.decision(p).electorate().contains(Ids.member("dara")));
    assertEquals(Optional.empty(), refusal(r, "dara", proposal(QUORUM)));
  }

  @Test
  void theSuspendedPleadAndDoNothingElse() {
    Council without = new Council(group, "dara");
    Replica replica = new Replica(without, "");
    EntryId back = replica.write("dara", proposal(REINSTATE));
    assertEquals(Ids.member("dara"), replica.decision(back).proposer());
    EntryId ballot = replica.vote("dara", back, "agree");
    assertEquals(List.of(ballot), replica.decision(back).count().because().get("agree"));
    EntryId rule = replica.write("ava", proposal(QUORUM));
    refused(replica, "dara", new Act.Ballot(rule, "agree", ""), Cause.SUSPENDED);
    refused(replica, "dara", proposal(QUORUM), Cause.SUSPENDED);
    EntryId usual = replica.propose("ava", "majority");
    refused(replica, "dara", new Act.Ballot(usual, "agree", ""), Cause.NOT_A_MEMBER);
    assertEquals(4, replica.decision(rule).electorate().size(), "a seat is kept");
    assertEquals(3, replica.decision(usual).electorate().size());
    assertFalse(replica.decision(rule).awaited().contains(Ids.member("dara")));
  }

  @Test
  void anyOrderOfArrivalGivesTheSameView() {
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Council any = new Council(group.device("babak2", "babak")).agreed(3, "ava", "babak");
      Replica whole = new Replica(any, "");
      List<EntryId> proposals = new ArrayList<>();
      proposals.add(whole.write("ava", proposal(EXPEL)));
      proposals.add(whole.write("cyra", proposal(QUORUM)));
      List<String> devices = List.of("ava", "babak", "babak2", "cyra", "dara");
      for (int i = 0; i < 30; i++) {
        EntryId about = proposals.get(random.nextInt(2));
        String who = devices.get(random.nextInt(devices.size()));
        Set<EntryId> links = new TreeSet<>(List.of(about));
        whole.facts().stream()
            .filter(fact -> random.nextInt(4) == 0)
            .forEach(fact -> links.add(fact.id()));
        whole.write(who, act(random, about), links);
      }
      Replica other = new Replica(any, "");
      shuffle(new ArrayList<>(whole.letters()), other, random);
      assertEquals(whole.decisions().all(), other.decisions().all(), "seed " + seed);
      assertEquals(whole.decisions().astray(), other.decisions().astray(), "seed " + seed);
      proposals.forEach(p -> onlyGrows(any, whole, p));
    }
  }

  private static Act act(Random random, EntryId about) {
    List<String> choices = List.of("agree", "abstain", "disagree", "object");
    int which = random.nextInt(10);
    return which == 0
        ? enact(about)
        : new Act.Ballot(about, choices.get(random.nextInt(choices.size())), "");
  }

  private static void shuffle(List<Replica.Letter> left, Replica other, Random random) {
    while (!left.isEmpty()) {
      Replica.Letter next = left.get(random.nextInt(left.size()));
      if (other.canTake(next)) {
        other.receive(next);
        left.remove(next);
      }
    }
  }

  /** Whoever is counted as agreeing by some past is so by every larger one. */
  private static void onlyGrows(Roll roll, Replica whole, EntryId proposal) {
    Replica growing = new Replica(roll, "");
    Set<MemberId> before = new HashSet<>();
    for (Replica.Letter letter : whole.letters()) {
      growing.receive(letter);
      Optional<Decision> decision = growing.decisions().decision(proposal);
      Set<MemberId> now =
          decision.stream()
              .flatMap(d -> d.count().voices().stream())
              .filter(voice -> voice.choice().equals("agree"))
              .map(Voice::member)
              .collect(Collectors.toSet());
      assertTrue(now.containsAll(before));
      before = now;
    }
  }
}
