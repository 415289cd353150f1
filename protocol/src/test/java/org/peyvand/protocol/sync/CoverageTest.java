package org.peyvand.protocol.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.MemoryEntryStore;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.StoreException;

/** What of a forked chain the other side lacks. */
class CoverageTest {
  private static final SessionKey KEY = new SessionKey(Pipe.CHANNEL);

  /** The first branch forked at its root, and the second at its next entry. */
  @Test
  void aBranchOfABranchSaysNothingOfTheFirst() throws StoreException {
    ChainMaker root = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 1);
    ChainMaker second = root.fork(1, 2);
    Placed first = root.next();
    Placed begin = second.next();
    ChainMaker third = second.fork(2, 3);
    List<Placed> all = List.of(first, begin, second.next(), third.next());
    MemoryEntryStore store = new MemoryEntryStore();
    store.commit(new Commit(all, List.of()));
    Frontier frontier = new Frontier(KEY);
    store.heads().forEach(frontier::put);
    Coverage coverage = new Coverage(store, KEY, frontier);
    coverage.reset(List.of(tip(frontier, 1), tip(frontier, 2)), Set.of());
    Branch main = first.place().branch();
    assertEquals(Optional.of(main), coverage.firstPending(false));
    assertEquals(0, coverage.next(main));
    assertEquals(new Place(main, 0), store.place(first.signed().entry().id()).orElseThrow());
  }

  private static Tip tip(Frontier frontier, int number) {
    return frontier.heads().stream()
        .map(Head::branch)
        .filter(branch -> branch.number() == number)
        .findFirst()
        .flatMap(frontier::tip)
        .orElseThrow();
  }
}
