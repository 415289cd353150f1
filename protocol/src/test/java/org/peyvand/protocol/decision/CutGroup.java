package org.peyvand.protocol.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.EntryId;

/** A group whose members meet by chance, vote, and close; all of it follows from one seed. */
final class CutGroup {
  private static final List<String> CHOICES = List.of("agree", "abstain", "disagree");

  private final Random random;
  private final Roll roll;
  private final List<String> honest;
  private final List<Liar> liars;
  private final Map<String, Replica> sites = new HashMap<>();
  private final Map<String, Count> shown = new HashMap<>();
  private final Map<String, Integer> island = new HashMap<>();
  private final EntryId proposal;
  private boolean broken;

  CutGroup(long seed, int members, int lying) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    List<String> names = Group.names(members);
    roll = Group.stewards(names.toArray(String[]::new)).roll();
    honest = names.subList(lying, members);
    liars = names.subList(0, lying).stream().map(name -> new Liar(name, random)).toList();
    honest.forEach(name -> sites.put(name, new Replica(roll, seed + name)));
    proposal = sites.get(honest.get(0)).propose(honest.get(0), "majority");
    honest.forEach(name -> sites.get(name).receiveAll(sites.get(honest.get(0))));
    cut();
  }

  /** Whether some node showed as settled what it or another one then showed differently. */
  boolean broken() {
    return broken;
  }

  List<String> honest() {
    return honest;
  }

  Decision decision() {
    return sites.get(honest.get(0)).decision(proposal);
  }

  void live(int steps) {
    for (int i = 0; i < steps; i++) {
      String name = honest.get(random.nextInt(honest.size()));
      step(name, sites.get(name));
      look();
    }
  }

  private void step(String name, Replica site) {
    int dice = random.nextInt(100);
    if (dice < 5) {
      vote(name, site);
    } else if (dice < 9) {
      site.close(name, proposal);
    } else if (dice < 47) {
      Duties.of(site.decisions(), Ids.device(name), site.now()).forEach(a -> site.write(name, a));
    } else if (dice < 69) {
      meet(name, site);
    } else if (dice < 71) {
      cut();
    } else if (dice < 72) {
      giveUp(name);
    } else if (!liars.isEmpty()) {
      liars.get(random.nextInt(liars.size())).act(site, proposal);
    }
  }

  private void vote(String name, Replica site) {
    String choice = CHOICES.get(random.nextInt(CHOICES.size()));
    if (site.decisions().mayVote(Ids.device(name), site.now(), proposal, choice).isEmpty()) {
      site.vote(name, proposal, choice);
    }
  }

  /** One hears of the other, and not the other way round: the link broke. */
  private void meet(String name, Replica site) {
    List<String> near =
        honest.stream().filter(other -> island.get(other).equals(island.get(name))).toList();
    site.receiveAll(sites.get(near.get(random.nextInt(near.size()))));
  }

  private void cut() {
    int islands = 1 + random.nextInt(3);
    honest.forEach(name -> island.put(name, random.nextInt(islands)));
  }

  void giveUp(String name) {
    Replica site = sites.get(name);
    Act act = Duties.giveUp(site.decisions(), site.now(), proposal);
    if (site.decisions().refusal(Ids.device(name), site.now(), act).isEmpty()) {
      site.write(name, act);
    }
  }

  private void look() {
    for (String name : honest) {
      Decision decision = sites.get(name).decision(proposal);
      boolean settled = decision.state() == Decision.State.SETTLED;
      broken |= decision.state() == Decision.State.CONTESTED;
      broken |= shown.containsKey(name) && !(settled && decision.count().equals(shown.get(name)));
      if (settled) {
        shown.put(name, decision.count());
      }
    }
    broken |= shown.values().stream().distinct().count() > 1;
  }

  /** All meet, and the nodes do what is due, until nothing is. */
  void reunite() {
    boolean busy = true;
    while (busy) {
      exchange();
      busy = false;
      for (String name : honest) {
        busy |= !sites.get(name).doDuties(name).isEmpty();
      }
    }
    look();
  }

  private void exchange() {
    Replica all = sites.get(honest.get(0));
    honest.forEach(name -> all.receiveAll(sites.get(name)));
    honest.forEach(name -> sites.get(name).receiveAll(all));
  }

  void close() {
    honest.forEach(name -> sites.get(name).close(name, proposal));
  }

  void assertAllAgree() {
    Decisions first = sites.get(honest.get(0)).decisions();
    for (String name : honest) {
      assertEquals(first.all(), sites.get(name).decisions().all());
      assertEquals(first.astray(), sites.get(name).decisions().astray());
    }
  }

  /** Another order of arrival gives the same. */
  void assertOrderDoesNotMatter() {
    Replica here = sites.get(honest.get(0));
    Replica shuffled = new Replica(roll, "shuffled");
    List<Replica.Letter> waiting = new ArrayList<>(here.letters());
    while (!waiting.isEmpty()) {
      List<Replica.Letter> ready = waiting.stream().filter(shuffled::canTake).toList();
      Replica.Letter next = ready.get(random.nextInt(ready.size()));
      shuffled.receive(next);
      waiting.remove(next);
    }
    assertEquals(here.decisions().all(), shuffled.decisions().all());
    assertEquals(here.decisions().astray(), shuffled.decisions().astray());
    assertEquals(
        here.decisions().all(), Decisions.of(here.facts(), roll).all(), "folded in one piece");
  }

  void assertNoHonestTellerIsCalledALiar() {
    List<Lie> lies = decision().lies();
    assertTrue(
        lies.stream().noneMatch(l -> honest.stream().map(Ids::member).anyMatch(l.teller()::equals)),
        () -> "lies told of the honest: " + lies);
  }
}
