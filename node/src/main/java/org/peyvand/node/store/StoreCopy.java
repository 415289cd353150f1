package org.peyvand.node.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.Row;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;

/**
 * Brings all networks from one store into another, whose keys differ, and compares them. Every
 * entry counts twice in the progress: once copied, once compared.
 */
final class StoreCopy {
  private static final int ENTRIES = 256;
  private static final int BYTES = 1024 * 1024;
  private static final int ROWS = 1024;
  private static final int MAX = Integer.MAX_VALUE;

  private final StoreFolder from;
  private final Progress progress;
  private final long total;
  private long done;

  StoreCopy(StoreFolder from, Progress progress) throws StoreException {
    this.from = from;
    this.progress = progress;
    long entries = 0;
    for (NetworkId network : from.networks()) {
      for (Head head : from.network(network).heads()) {
        entries += length(head);
      }
    }
    this.total = 2 * entries;
  }

  /** Copies everything; durable when this returns. */
  void copyTo(StoreFolder to) throws StoreException {
    for (NetworkId network : from.networks()) {
      EntryStore source = from.network(network);
      EntryStore target = to.network(network);
      target.commit(new Commit(List.of(), List.of()));
      for (Head head : source.heads()) {
        copy(source, target, head);
      }
      for (Table table : Table.values()) {
        copy(source, target, table);
      }
    }
  }

  /**
   * Compares everything.
   *
   * @throws StoreException DAMAGED unless the other store holds the very same
   */
  void requireSame(StoreFolder other) throws StoreException {
    require(from.networks().equals(other.networks()), "networks");
    for (NetworkId network : from.networks()) {
      EntryStore source = from.network(network);
      EntryStore target = other.network(network);
      require(source.heads().equals(target.heads()), "heads");
      for (Head head : source.heads()) {
        compare(source, target, head);
      }
      for (Table table : Table.values()) {
        require(source.rows(table).equals(target.rows(table)), "rows");
      }
    }
  }

  private void copy(EntryStore source, EntryStore target, Head head) throws StoreException {
    long next = head.firstSeq();
    while (next <= head.seq()) {
      List<Placed> placed = new ArrayList<>();
      for (SignedEntry entry : read(source, head, next)) {
        placed.add(new Placed(new Place(head.branch(), next++), entry));
      }
      target.commit(new Commit(placed, List.of()));
      tell(placed.size());
    }
  }

  private static void copy(EntryStore source, EntryStore target, Table table)
      throws StoreException {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<Bytes, Bytes> row : source.rows(table).entrySet()) {
      rows.add(new Row(table, row.getKey(), Optional.of(row.getValue())));
      if (rows.size() == ROWS) {
        target.commit(new Commit(List.of(), rows));
        rows.clear();
      }
    }
    target.commit(new Commit(List.of(), rows));
  }

  private void compare(EntryStore source, EntryStore target, Head head) throws StoreException {
    long next = head.firstSeq();
    while (next <= head.seq()) {
      List<SignedEntry> expected = read(source, head, next);
      require(expected.equals(target.read(head.branch(), next, expected.size(), MAX)), "entries");
      next += expected.size();
      tell(expected.size());
    }
  }

  private static List<SignedEntry> read(EntryStore source, Head head, long next)
      throws StoreException {
    List<SignedEntry> entries = source.read(head.branch(), next, ENTRIES, BYTES);
    if (entries.isEmpty()) {
      throw damaged("an entry at " + next + " of " + head.branch() + ", found none");
    }
    return entries;
  }

  private void tell(int more) {
    done += more;
    progress.at(done, total);
  }

  private static long length(Head head) {
    return head.seq() - head.firstSeq() + 1;
  }

  private static void require(boolean same, String what) throws StoreException {
    if (!same) {
      throw damaged("the same " + what + " in the copy, found others");
    }
  }

  private static StoreException damaged(String expected) {
    return new StoreException(
        StoreException.Kind.DAMAGED, "copying a store: expected " + expected, null);
  }
}
