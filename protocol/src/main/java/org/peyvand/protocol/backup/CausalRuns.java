package org.peyvand.protocol.backup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.Runs;

/**
 * A log as runs of which each can be taken when those before it were: governance first, then
 * records, each run after all that it links to. As they were when this was made; entries that come
 * later are left out.
 *
 * <p>A run ends at each signature, as it was first taken: longer ones might wait for each other.
 */
final class CausalRuns {
  private final EntryStore store;
  private final Map<Branch, Cursor> cursors = new HashMap<>();
  private final Deque<Cursor> governance = new ArrayDeque<>();
  private final Deque<Cursor> records = new ArrayDeque<>();

  /** One branch, how far it was given out, and what comes next. */
  private static final class Cursor {
    private final Head head;
    private final Deque<Run> ahead = new ArrayDeque<>();
    private long next;
    private Optional<EntryId> blockedBy = Optional.empty();

    Cursor(Head head) {
      this.head = head;
      this.next = head.firstSeq();
    }

    boolean isDone() {
      return next > head.seq();
    }
  }

  CausalRuns(EntryStore store) {
    this.store = store;
    for (Head head : store.heads()) {
      Cursor cursor = new Cursor(head);
      cursors.put(head.branch(), cursor);
      (head.branch().chain().lane() == Lane.GOVERNANCE ? governance : records).add(cursor);
    }
  }

  /** The next run; empty at the end. */
  Optional<Run> next() throws StoreException {
    Deque<Cursor> lane = governance.isEmpty() ? records : governance;
    for (int turned = 0; turned < lane.size(); turned++) {
      Optional<Run> run = next(lane.peek());
      if (run.isPresent()) {
        if (lane.peek().isDone()) {
          lane.pop();
        }
        return run;
      }
      lane.add(lane.pop());
    }
    if (!lane.isEmpty()) {
      throw new IllegalStateException("log: expected all that entries link to, found less");
    }
    return Optional.empty();
  }

  private Optional<Run> next(Cursor cursor) throws StoreException {
    if (cursor.blockedBy.isPresent() && !isOut(cursor.blockedBy.get())) {
      return Optional.empty();
    }
    if (cursor.ahead.isEmpty()) {
      cursor.ahead.addAll(cut(cursor));
    }
    cursor.blockedBy = missing(cursor.ahead.peek());
    if (cursor.blockedBy.isPresent()) {
      cursor.ahead.clear(); // many branches may wait at once
      return Optional.empty();
    }
    Run run = cursor.ahead.pop();
    cursor.next = run.lastSeq() + 1;
    return Optional.of(run);
  }

  private List<Run> cut(Cursor cursor) throws StoreException {
    Optional<Run> whole = Runs.cut(store, cursor.head.branch(), cursor.next);
    if (whole.isEmpty()) {
      throw new IllegalStateException(
          "no signed run from " + cursor.next + " of " + cursor.head.branch());
    }
    List<Run> runs = new ArrayList<>();
    List<SignedEntry> part = new ArrayList<>();
    for (SignedEntry signed : whole.get().entries()) {
      part.add(signed);
      if (signed.signature().isPresent()) {
        runs.add(new Run(part));
        part.clear();
      }
    }
    return runs;
  }

  private Optional<EntryId> missing(Run run) throws StoreException {
    List<EntryId> own = run.entries().stream().map(signed -> signed.entry().id()).toList();
    for (SignedEntry signed : run.entries()) {
      for (EntryId id : signed.entry().header().parents()) {
        if (!own.contains(id) && !isOut(id)) {
          return Optional.of(id);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isOut(EntryId id) throws StoreException {
    Optional<Place> place = store.place(id);
    return place.isPresent()
        && cursors.containsKey(place.get().branch())
        && place.get().seq() < cursors.get(place.get().branch()).next;
  }
}
