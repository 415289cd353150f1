package org.peyvand.protocol.log;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;

/**
 * Where one network's entries and view rows are kept.
 *
 * <p>Two implementations keep one contract: memory (tests, simulator) and RocksDB (node). One
 * thread writes; readers see whole commits only.
 */
public interface EntryStore {

  /** All heads, ascending by branch. */
  List<Head> heads();

  Optional<Head> head(Branch branch);

  /** Where an entry stands; empty if it is not here. */
  Optional<Place> place(EntryId id) throws StoreException;

  Optional<SignedEntry> entry(Place place) throws StoreException;

  /**
   * Entries of a branch from {@code seq} on, in order, at least one if there is any, then as many
   * as fit in {@code entries} and {@code bytes} (headers and bodies).
   */
  List<SignedEntry> read(Branch branch, long seq, int entries, int bytes) throws StoreException;

  /**
   * The number up to which a branch's entries are kept without their bodies; -1 where that was
   * never said. Entries beyond it may have come without theirs.
   */
  long erasedThrough(Branch branch);

  Optional<Bytes> row(Table table, Bytes key) throws StoreException;

  /** All rows of a table, by key. */
  SortedMap<Bytes, Bytes> rows(Table table) throws StoreException;

  /**
   * Makes all of it durable, or throws and has changed nothing. No body that it erases is given out
   * any more, whatever happens after.
   */
  void commit(Commit commit) throws StoreException;
}
