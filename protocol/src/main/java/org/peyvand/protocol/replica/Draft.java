package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.Row;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;

/** What is about to be written, seen over what is written already. */
final class Draft {
  private record RowKey(Table table, Bytes key) {}

  private static final int READ_ENTRIES = 256;
  private static final int READ_BYTES = 1024 * 1024;

  private final EntryStore store;
  private final List<Placed> entries = new ArrayList<>();
  private final Map<Branch, Head> heads = new LinkedHashMap<>();
  private final Map<EntryId, Place> places = new HashMap<>();
  private final Map<RowKey, Optional<Bytes>> rows = new LinkedHashMap<>();
  private final Map<Branch, Long> erased = new HashMap<>();

  Draft(EntryStore store) {
    this.store = store;
  }

  Optional<Head> head(Branch branch) {
    Head head = heads.get(branch);
    return head != null ? Optional.of(head) : store.head(branch);
  }

  Optional<Place> place(EntryId id) throws StoreException {
    Place place = places.get(id);
    return place != null ? Optional.of(place) : store.place(id);
  }

  /** An entry that is here, or about to be. */
  Optional<SignedEntry> entry(EntryId id) throws StoreException {
    Optional<Place> place = place(id);
    return place.isEmpty() ? Optional.empty() : entry(place.get());
  }

  private Optional<SignedEntry> entry(Place place) throws StoreException {
    Optional<SignedEntry> stored = store.entry(place);
    return stored.isPresent()
        ? stored
        : entries.stream().filter(e -> e.place().equals(place)).map(Placed::signed).findFirst();
  }

  /** Some entries of a branch from {@code seq} on, in order; none where there are none. */
  List<SignedEntry> read(Branch branch, long seq) throws StoreException {
    List<SignedEntry> stored = store.read(branch, seq, READ_ENTRIES, READ_BYTES);
    return stored.isEmpty()
        ? entries.stream()
            .filter(e -> e.place().branch().equals(branch) && e.place().seq() >= seq)
            .map(Placed::signed)
            .toList()
        : stored;
  }

  /** How many branches a chain has. */
  int branches(ChainId chain) {
    int number = 0;
    while (head(new Branch(chain, number)).isPresent()) {
      number++;
    }
    return number;
  }

  void append(Branch branch, SignedEntry signed) {
    EntryId id = signed.entry().id();
    long seq = signed.entry().header().seq();
    long first = head(branch).map(Head::firstSeq).orElse(seq);
    Place place = new Place(branch, seq);
    entries.add(new Placed(place, signed));
    places.put(id, place);
    heads.put(branch, new Head(branch, first, seq, id));
  }

  /** Erases a branch's bodies up to this number. */
  void erase(Branch branch, long through) {
    erased.merge(branch, through, Math::max);
  }

  long erasedThrough(Branch branch) {
    return Math.max(erased.getOrDefault(branch, -1L), store.erasedThrough(branch));
  }

  Optional<Bytes> row(Table table, Bytes key) throws StoreException {
    Optional<Bytes> row = rows.get(new RowKey(table, key));
    return row != null ? row : store.row(table, key);
  }

  void put(Table table, Bytes key, Bytes value) {
    rows.put(new RowKey(table, key), Optional.of(value));
  }

  void remove(Table table, Bytes key) {
    rows.put(new RowKey(table, key), Optional.empty());
  }

  boolean isEmpty() {
    return entries.isEmpty() && rows.isEmpty() && erased.isEmpty();
  }

  /** The heads that this draft moves. */
  List<Head> grown() {
    return List.copyOf(heads.values());
  }

  Commit commit() {
    List<Row> changes = new ArrayList<>();
    rows.forEach((key, value) -> changes.add(new Row(key.table(), key.key(), value)));
    return new Commit(entries, changes, erased);
  }
}
