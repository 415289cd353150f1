package org.peyvand.protocol.replica;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;

/** A store that fails for good after so many commits, as where the process ends. */
final class BrokenStore implements EntryStore {
  private final EntryStore store;
  private int left;
  private boolean broken;

  BrokenStore(EntryStore store, int left) {
    this.store = store;
    this.left = left;
  }

  boolean isBroken() {
    return broken;
  }

  @Override
  public List<Head> heads() {
    return store.heads();
  }

  @Override
  public Optional<Head> head(Branch branch) {
    return store.head(branch);
  }

  @Override
  public Optional<Place> place(EntryId id) throws StoreException {
    return store.place(id);
  }

  @Override
  public Optional<SignedEntry> entry(Place place) throws StoreException {
    return store.entry(place);
  }

  @Override
  public List<SignedEntry> read(Branch branch, long seq, int entries, int bytes)
      throws StoreException {
    return store.read(branch, seq, entries, bytes);
  }

  @Override
  public long erasedThrough(Branch branch) {
    return store.erasedThrough(branch);
  }

  @Override
  public Optional<Bytes> row(Table table, Bytes key) throws StoreException {
    return store.row(table, key);
  }

  @Override
  public SortedMap<Bytes, Bytes> rows(Table table) throws StoreException {
    return store.rows(table);
  }

  @Override
  public void commit(Commit commit) throws StoreException {
    if (left == 0) {
      broken = true;
      throw new StoreException(StoreException.Kind.FAILED, "broken", null);
    }
    left--;
    store.commit(commit);
  }
}
