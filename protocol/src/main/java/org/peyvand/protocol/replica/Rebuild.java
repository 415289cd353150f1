package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;

/**
 * Folds the records lane again from the entries alone: when keys arrive late, and to show that the
 * rows are what the entries say.
 */
final class Rebuild {
  private static final int BATCH_ENTRIES = 256;
  private static final int BATCH_BYTES = 1024 * 1024;

  private final EntryStore store;
  private final Records records;
  private final Draft draft;
  private final Set<EntryId> folded = new HashSet<>();

  private Rebuild(EntryStore store, Records records, Draft draft) {
    this.store = store;
    this.records = records;
    this.draft = draft;
  }

  /** Puts all rows into the draft that the entries give, and removes all others. */
  static void into(Draft draft, EntryStore store, Records records) throws StoreException {
    records.clear(draft);
    new Rebuild(store, records, draft).run();
  }

  /** Branch after branch; one whose entry links to another branch's later entry waits for it. */
  private void run() throws StoreException {
    List<Cursor> cursors = new ArrayList<>();
    for (Head head : store.heads()) {
      if (head.branch().chain().lane() == Lane.RECORDS) {
        cursors.add(new Cursor(head));
      }
    }
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Cursor cursor : cursors) {
        moved |= cursor.advance();
      }
    }
  }

  private final class Cursor {
    private final Branch branch;
    private long next;

    Cursor(Head head) {
      this.branch = head.branch();
      this.next = head.firstSeq();
    }

    boolean advance() throws StoreException {
      long start = next;
      boolean blocked = false;
      while (!blocked) {
        List<SignedEntry> part = store.read(branch, next, BATCH_ENTRIES, BATCH_BYTES);
        blocked = part.isEmpty();
        for (SignedEntry signed : part) {
          if (!ready(signed)) {
            return next > start;
          }
          records.fold(draft, signed.entry());
          folded.add(signed.entry().id());
          next++;
        }
      }
      return next > start;
    }

    private boolean ready(SignedEntry signed) throws StoreException {
      for (EntryId link : signed.entry().header().links()) {
        boolean records =
            store
                .place(link)
                .filter(place -> place.branch().chain().lane() == Lane.RECORDS)
                .isPresent();
        if (records && !folded.contains(link)) {
          return false;
        }
      }
      return true;
    }
  }
}
