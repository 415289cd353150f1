package org.peyvand.protocol.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.EntryId;

/**
 * The worst honest case: one node alone sees the first round settle and is cut off; all others give
 * the round up, and know a ballot that the settled list does not have.
 */
class CarryOverTest {
  private final Map<String, Replica> sites = new HashMap<>();

  @Test
  void whatOneNodeAloneSawSettledIsWhatTheOthersSettleInALaterRound() {
    for (int seed = 0; seed < 60; seed++) {
      try {
        run(new Random(seed), 4 + seed % 6);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private void run(Random random, int members) {
    List<String> names = new ArrayList<>(Group.names(members));
    Collections.shuffle(names, random);
    Roll roll = Group.stewards(names.toArray(String[]::new)).roll();
    sites.clear();
    names.forEach(name -> sites.put(name, new Replica(roll, name)));
    String witness = names.get(0);
    String latecomer = names.get(members - 1);
    EntryId p = sites.get(witness).propose(witness, "majority");
    names.forEach(name -> hear(name, witness));
    sites.get(latecomer).vote(latecomer, p, "disagree");
    settleFor(witness, names.subList(0, members - 1), p);
    Decision settled = sites.get(witness).decision(p);
    assertEquals(Decision.State.SETTLED, settled.state());
    List<String> others = names.subList(1, members);
    settleWithout(others, p);
    assertEquals(settled.count(), sites.get(latecomer).decision(p).count());
    hear(witness, latecomer);
    assertEquals(Decision.State.SETTLED, sites.get(witness).decision(p).state());
    assertEquals(settled.count(), sites.get(witness).decision(p).count());
    List<Voice> late = sites.get(witness).decision(p).late().voices();
    assertEquals(List.of(Ids.member(latecomer)), late.stream().map(Voice::member).toList());
  }

  /** All acknowledge apart; only as many confirm as are needed, and only the witness hears it. */
  private void settleFor(String witness, List<String> present, EntryId p) {
    sites.get(witness).vote(witness, p, "agree");
    assertEquals(Optional.empty(), sites.get(witness).close(witness, p));
    List<String> others = present.subList(1, present.size());
    others.forEach(name -> hear(name, witness));
    others.forEach(name -> sites.get(name).doDuties(name));
    int quorum = sites.get(witness).decision(p).tellers().quorum();
    others.forEach(name -> hear(witness, name));
    List<String> confirming = present.subList(1, quorum);
    confirming.forEach(name -> hear(name, witness));
    confirming.forEach(name -> sites.get(name).doDuties(name));
    sites.get(witness).doDuties(witness);
    confirming.forEach(name -> hear(witness, name));
  }

  private void settleWithout(List<String> others, EntryId p) {
    String hub = others.get(0);
    String latecomer = others.get(others.size() - 1);
    hear(latecomer, others.get(others.size() - 2));
    for (int round = 1; round <= 3 * others.size(); round++) {
      if (sites.get(hub).decision(p).state() == Decision.State.SETTLED) {
        return;
      }
      others.forEach(name -> giveUp(name, p));
      meet(others);
    }
  }

  private void giveUp(String name, EntryId p) {
    Replica site = sites.get(name);
    Act act = Duties.giveUp(site.decisions(), site.now(), p);
    if (site.decisions().refusal(Ids.device(name), site.now(), act).isEmpty()) {
      site.write(name, act);
    }
  }

  private void meet(List<String> names) {
    boolean busy = true;
    while (busy) {
      names.forEach(name -> hear(names.get(0), name));
      names.forEach(name -> hear(name, names.get(0)));
      busy = false;
      for (String name : names) {
        busy |= !sites.get(name).doDuties(name).isEmpty();
      }
    }
  }

  private void hear(String name, String other) {
    sites.get(name).receiveAll(sites.get(other));
  }
}
