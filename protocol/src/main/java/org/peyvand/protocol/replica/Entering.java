package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.List;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.sync.Run;

/** Takes runs in any order: those that wait for others once more, as long as anything moves. */
final class Entering {
  private Entering() {}

  static Taken into(Replica replica, List<Run> runs) throws StoreException {
    List<Run> left = CausalOrder.of(runs);
    List<Head> grown = new ArrayList<>();
    boolean moved = true;
    while (moved && !left.isEmpty()) {
      Taken taken = replica.take(left);
      grown.addAll(taken.grown());
      List<Run> waiting = new ArrayList<>();
      for (int i = 0; i < left.size(); i++) {
        if (taken.verdicts().get(i) instanceof Verdict.Waiting) {
          waiting.add(left.get(i));
        }
      }
      moved = taken.opened() || !taken.grown().isEmpty();
      left = waiting;
    }
    Taken last = replica.take(runs);
    return new Taken(last.verdicts(), grown, last.opened());
  }
}
