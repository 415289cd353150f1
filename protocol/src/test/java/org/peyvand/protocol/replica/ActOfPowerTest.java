package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.decision.Voice;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Power;

/** What decisions show of acts of power is what membership counts. */
class ActOfPowerTest {
  private final Village village = new Village(11);
  private final List<Villager> people = new ArrayList<>();

  private void found(int count) throws StoreException {
    people.add(village.found("Mina"));
    for (int i = 1; i < count; i++) {
      people.add(village.join(people.get(0), "member " + i));
    }
    meet();
  }

  private void meet() throws StoreException {
    for (int round = 0; round < 2; round++) {
      for (Villager other : people.subList(1, people.size())) {
        village.exchange(people.get(0), other);
      }
    }
  }

  private static MemberId id(Villager villager) {
    return villager.replica.membership().memberOf(villager.own.device()).orElseThrow().id();
  }

  private static Act.Propose proposal(Effect effect) {
    return new Act.Propose("t", "", "threshold", List.of(), Optional.of(effect));
  }

  private static Decision decision(Villager at, EntryId proposal) {
    return at.replica.decisions().decision(proposal).orElseThrow();
  }

  private static boolean may(Villager villager, Act act) {
    Replica replica = villager.replica;
    return replica.refusal(act).isEmpty()
        && replica.decisions().refusal(villager.own.device(), replica.everything(), act).isEmpty();
  }

  @Test
  void aRoleIsGrantedOnceMoreThanHalfAgree() throws StoreException {
    found(3);
    Villager mina = people.get(0);
    Villager other = people.get(1);
    Effect effect = new Effect.GrantRole(id(other), Role.STEWARD);
    EntryId p = mina.write(proposal(effect)).last();
    mina.write(new Act.Ballot(p, "agree", ""));
    Act enact = new Act.Enact(p, List.of());
    assertTrue(mina.replica.refusal(enact).isPresent());
    meet();
    other.write(new Act.Ballot(p, "agree", ""));
    assertTrue(decision(other, p).support().orElseThrow().isEnough());
    assertTrue(may(other, enact));
    other.write(enact);
    meet();
    for (Villager villager : people) {
      assertEquals(Decision.State.ENACTED, decision(villager, p).state());
      assertEquals(2, villager.replica.membership().stewards().size());
    }
  }

  @Test
  void theVotesShownAreThoseThatMembershipCounts() throws StoreException {
    found(5);
    Random random = new Random(3);
    List<EntryId> proposals = new ArrayList<>();
    proposals.add(
        people.get(0).write(proposal(new Effect.SetPolicy(Policy.Key.QUORUM, 70))).last());
    proposals.add(people.get(0).write(proposal(new Effect.Expel(id(people.get(4))))).last());
    meet();
    for (int i = 0; i < 60; i++) {
      Villager who = people.get(random.nextInt(people.size()));
      EntryId about = proposals.get(random.nextInt(proposals.size()));
      String choice = List.of("agree", "abstain", "disagree").get(random.nextInt(3));
      who.write(new Act.Ballot(about, choice, ""));
      if (random.nextInt(4) == 0) {
        village.exchange(who, people.get(random.nextInt(people.size())));
      }
      for (EntryId proposal : proposals) {
        agrees(who, proposal, i);
      }
    }
    meet();
    for (EntryId proposal : proposals) {
      Set<Decision> views =
          people.stream().map(p -> decision(p, proposal)).collect(Collectors.toSet());
      assertEquals(1, views.size());
    }
  }

  private static void agrees(Villager at, EntryId proposal, int step) {
    Power power = at.replica.power(proposal).orElseThrow();
    Set<MemberId> shown =
        decision(at, proposal).count().voices().stream()
            .filter(voice -> voice.choice().equals("agree"))
            .map(Voice::member)
            .collect(Collectors.toSet());
    assertEquals(power.agreed(), shown, "step " + step);
  }
}
