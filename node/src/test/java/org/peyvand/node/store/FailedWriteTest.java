package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.Row;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Writes that RocksDB fails, before or after they reached the disk. */
class FailedWriteTest {
  private static final NetworkId NETWORK = ChainMaker.network(1);
  private static final Bytes OLD = Bytes.utf8("old");
  private static final Bytes NEW = Bytes.utf8("new");

  private enum Failure {
    NONE,
    BEFORE,
    AFTER
  }

  /** As RocksDB does it: what failed is not seen, but may be in the log when it is read again. */
  private final class Failing extends Opened {
    private final List<Change> unseen = new ArrayList<>();

    @Override
    void write(List<Change> changes) throws RocksDBException {
      if (failure == Failure.NONE) {
        super.write(changes);
        return;
      }
      if (failure == Failure.AFTER) {
        unseen.addAll(changes);
      }
      throw new RocksDBException(new Status(Status.Code.IOError, Status.SubCode.NoSpace, "test"));
    }

    @Override
    public void close() {
      try {
        super.write(unseen);
      } catch (RocksDBException e) {
        throw new AssertionError(e);
      }
      super.close();
    }
  }

  @TempDir Path home;
  private final ChainMaker chain = new ChainMaker(NETWORK, Lane.RECORDS, 2);
  private Failure failure = Failure.NONE;
  private List<Placed> written;
  private List<Head> heads;

  @BeforeEach
  void write() throws Exception {
    written = chain.next(3);
    try (StoreFolder folder = open()) {
      EntryStore store = folder.network(NETWORK);
      store.commit(new Commit(written, List.of(new Row(Table.PEER, OLD, Optional.of(OLD)))));
      heads = store.heads();
    }
  }

  @Test
  void aWriteThatNeverReachedTheDiskIsNotThere() throws Exception {
    failAndGoOn(Failure.BEFORE);
  }

  @Test
  void aWriteThatReachedTheDiskAllTheSameIsTakenBack() throws Exception {
    failAndGoOn(Failure.AFTER);
  }

  @Test
  void aFailedWriteIsTakenBackOnClosingToo() throws Exception {
    try (StoreFolder folder = open()) {
      failure = Failure.AFTER;
      assertFull(folder.network(NETWORK), new Commit(chain.next(2), changedRows()));
      failure = Failure.NONE;
    }
    try (StoreFolder folder = open()) {
      assertEquals(heads, folder.network(NETWORK).heads());
      assertEquals(new TreeMap<>(Map.of(OLD, OLD)), folder.network(NETWORK).rows(Table.PEER));
    }
  }

  private void failAndGoOn(Failure kind) throws Exception {
    ChainMaker otherwise = chain.fork(0, 3);
    ChainMaker stranger = new ChainMaker(NETWORK, Lane.GOVERNANCE, 4);
    try (StoreFolder folder = open()) {
      EntryStore store = folder.network(NETWORK);
      failure = kind;
      List<Placed> failed = chain.next(2);
      assertFull(store, new Commit(failed, changedRows()));
      assertFull(store, new Commit(failed, List.of()));
      failure = Failure.NONE;
      store.commit(new Commit(stranger.next(1), List.of()));
      assertEquals(heads, store.heads().subList(1, 2));
      assertEquals(signed(written), store.read(chain.branch(), 0, 9, 9_999));
      assertEquals(Optional.empty(), store.place(failed.get(0).signed().entry().id()));
      assertEquals(new TreeMap<>(Map.of(OLD, OLD)), store.rows(Table.PEER));
      store.commit(new Commit(otherwise.next(1), List.of()));
    }
    try (StoreFolder folder = open()) {
      EntryStore store = folder.network(NETWORK);
      assertEquals(3, store.head(chain.branch()).orElseThrow().seq());
      assertEquals(4, store.read(chain.branch(), 0, 9, 9_999).size());
      assertEquals(new TreeMap<>(Map.of(OLD, OLD)), store.rows(Table.PEER));
    }
  }

  private static List<Row> changedRows() {
    return List.of(
        new Row(Table.PEER, OLD, Optional.empty()), new Row(Table.PEER, NEW, Optional.of(NEW)));
  }

  private static void assertFull(EntryStore store, Commit commit) {
    StoreException e = assertThrows(StoreException.class, () -> store.commit(commit));
    assertEquals(StoreException.Kind.FULL, e.kind(), e.getMessage());
  }

  private static List<SignedEntry> signed(List<Placed> entries) {
    return entries.stream().map(Placed::signed).toList();
  }

  private StoreFolder open() throws Exception {
    return Homes.openStore(home, () -> Long.MAX_VALUE, Failing::new);
  }
}
