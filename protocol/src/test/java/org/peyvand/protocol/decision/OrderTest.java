package org.peyvand.protocol.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.EntryId;

class OrderTest {
  private final Roll roll =
      Group.stewards("ava", "babak").members("cyra").device("cyra2", "cyra").roll();

  @Test
  void everyOrderOfArrivalGivesTheSameDecisions() {
    Replica r = new Replica(roll, "");
    EntryId p = r.propose("cyra", "majority");
    EntryId one = r.write("cyra", new Act.Ballot(p, "agree", ""), List.of(p));
    r.write("cyra2", new Act.Ballot(p, "disagree", ""), List.of(p));
    EntryId close = r.write("ava", new Act.Close(p, 1, List.of(one)), List.of(one));
    EntryId ack = r.write("babak", new Act.Acknowledge(close), List.of(close));
    r.write("cyra2", new Act.Withdraw(p), List.of(p));
    r.write("ava", new Act.Confirm(close), List.of(ack));
    r.write("stranger", new Act.Ballot(p, "agree", ""), List.of());
    assertEquals(Decision.State.SETTLED, r.decision(p).state());
    assertEquals(1, r.decision(p).late().voices().size());
    assertEquals(1, r.decisions().astray().size());
    int orders = everyOrder(r, new ArrayList<>(), new ArrayList<>(r.letters()));
    assertTrue(orders > 100, "expected many orders, found " + orders);
  }

  private int everyOrder(Replica whole, List<Replica.Letter> taken, List<Replica.Letter> waiting) {
    Replica replay = new Replica(roll, "");
    taken.forEach(replay::receive);
    if (waiting.isEmpty()) {
      assertEquals(whole.decisions().all(), replay.decisions().all());
      assertEquals(whole.decisions().astray(), replay.decisions().astray());
      return 1;
    }
    int orders = 0;
    for (Replica.Letter next : waiting.stream().filter(replay::canTake).toList()) {
      List<Replica.Letter> more = new ArrayList<>(taken);
      more.add(next);
      List<Replica.Letter> rest = new ArrayList<>(waiting);
      rest.remove(next);
      orders += everyOrder(whole, more, rest);
    }
    return orders;
  }
}
