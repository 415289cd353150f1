package org.peyvand.protocol.sim;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.sync.Run;

/** Entries that pretend to know less than was known, or to be of another time. */
final class Backdating {
  private static final long[] TIMES = {Long.MIN_VALUE, -1, 0, 4_294_967_296_000L, Long.MAX_VALUE};

  private Backdating() {}

  static void invite(Villain villain) throws StoreException {
    if (villain.puppets.size() < 4) {
      villain.publish(villain.letIn(villain.stale(Lane.GOVERNANCE), false, villain.puppet()));
    }
  }

  static void content(Villain villain) throws StoreException {
    List<Bytes> rows = List.copyOf(villain.replica().store().rows(Table.RESOURCE).keySet());
    SignedEntry shared = villain.stale(Lane.RECORDS).act(villain.note());
    villain.publish(shared);
    if (!rows.isEmpty()) {
      EntryId target = new EntryId(villain.world.pick(rows));
      List<EntryId> links = List.of(target);
      Act edit = new Act.EditResource(target, links, villain.text("defaced"), "", List.of());
      villain.publish(villain.stale(Lane.RECORDS).links(links).act(edit));
    }
  }

  static void massRemoval(Villain villain) throws StoreException {
    for (SimNode other : villain.world.honest()) {
      Optional<MemberId> target = villain.memberOf(other);
      if (target.isPresent()) {
        Act act = new Act.Suspend(target.get(), "scorched earth", List.of());
        villain.publish(villain.stale(Lane.GOVERNANCE).act(act));
      }
    }
  }

  static void stale(Villain villain) throws StoreException {
    villain.publish(villain.stale(Lane.GOVERNANCE).act(villain.seed().invite(1, true)));
    villain.publish(villain.stale(Lane.RECORDS).act(villain.note()));
  }

  static void extremeTimes(Villain villain) throws StoreException {
    long time = TIMES[villain.random.nextInt(TIMES.length)];
    Act question = new Act.Propose(villain.text("when"), "", "majority", List.of());
    villain.publish(villain.hand(Lane.GOVERNANCE).time(time).act(question));
    villain.publish(villain.hand(Lane.RECORDS).time(-time).act(villain.note()));
  }

  static void replay(Villain villain) throws StoreException {
    SimNode to = villain.somebody();
    List<Run> runs = villain.node.governanceRuns();
    for (int i = 0; i < 8; i++) {
      to.take(villain.world.pick(runs));
    }
    villain.publish(villain.hand(Lane.GOVERNANCE).act(new Act.Gather()));
  }
}
