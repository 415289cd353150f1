package org.peyvand.protocol.log;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;

/**
 * Commits that wait to be written together. What was committed here is read here at once, but it is
 * durable only when whoever owns the store beneath has written {@link #staged} in one piece.
 *
 * <p>For one thread.
 */
public final class StagingStore implements EntryStore {
  private final EntryStore durable;
  private final List<Placed> entries = new ArrayList<>();
  private final Map<Branch, List<SignedEntry>> tails = new HashMap<>();
  private final SortedMap<Branch, Head> heads = new TreeMap<>();
  private final Map<EntryId, Place> places = new HashMap<>();
  private final Map<Branch, Long> erased = new HashMap<>();
  private final Map<Table, SortedMap<Bytes, Row>> rows = new EnumMap<>(Table.class);
  private long bytes;

  /**
   * @param durable changed by nobody while anything is staged
   */
  public StagingStore(EntryStore durable) {
    this.durable = durable;
    for (Table table : Table.values()) {
      rows.put(table, new TreeMap<>());
    }
  }

  /** All that waits, as one commit. */
  public Commit staged() {
    return new Commit(
        entries, rows.values().stream().flatMap(t -> t.values().stream()).toList(), erased);
  }

  /** How much waits: entries and rows, in bytes; 0 if nothing does. */
  public long stagedBytes() {
    return bytes;
  }

  /** Forgets what waits: it is durable now, or never will be. */
  public void clear() {
    entries.clear();
    tails.clear();
    heads.clear();
    places.clear();
    erased.clear();
    rows.values().forEach(SortedMap::clear);
    bytes = 0;
  }

  @Override
  public List<Head> heads() {
    if (heads.isEmpty()) {
      return durable.heads();
    }
    SortedMap<Branch, Head> all = new TreeMap<>();
    durable.heads().forEach(head -> all.put(head.branch(), head));
    all.putAll(heads);
    return List.copyOf(all.values());
  }

  @Override
  public Optional<Head> head(Branch branch) {
    Head head = heads.get(branch);
    return head != null ? Optional.of(head) : durable.head(branch);
  }

  @Override
  public Optional<Place> place(EntryId id) throws StoreException {
    Place place = places.get(id);
    return place != null ? Optional.of(place) : durable.place(id);
  }

  @Override
  public Optional<SignedEntry> entry(Place place) throws StoreException {
    List<SignedEntry> tail = tails.getOrDefault(place.branch(), List.of());
    long at = tail.isEmpty() ? -1 : place.seq() - seq(tail.get(0));
    if (at < 0) {
      return durable.entry(place).map(signed -> asKept(place.branch(), signed));
    }
    return at < tail.size()
        ? Optional.of(asKept(place.branch(), tail.get((int) at)))
        : Optional.empty();
  }

  /** Bodies that are to go are gone already. */
  private SignedEntry asKept(Branch branch, SignedEntry signed) {
    return seq(signed) <= erased.getOrDefault(branch, -1L) ? signed.erased() : signed;
  }

  @Override
  public List<SignedEntry> read(Branch branch, long seq, int entries, int bytes)
      throws StoreException {
    List<SignedEntry> found = kept(branch, durable.read(branch, seq, entries, bytes));
    List<SignedEntry> tail = kept(branch, tails.getOrDefault(branch, List.of()));
    long next = found.isEmpty() ? seq : seq(found.get(found.size() - 1)) + 1;
    if (tail.isEmpty() || !found.isEmpty() && next < seq(tail.get(0))) {
      return found;
    }
    List<SignedEntry> all = new ArrayList<>(found);
    long left = bytes - found.stream().mapToLong(signed -> signed.entry().size()).sum();
    long from = Math.min(tail.size(), Math.max(0, next - seq(tail.get(0))));
    for (SignedEntry signed : tail.subList((int) from, tail.size())) {
      left -= signed.entry().size();
      if (!all.isEmpty() && (left < 0 || all.size() >= entries)) {
        break;
      }
      all.add(signed);
    }
    return all;
  }

  private List<SignedEntry> kept(Branch branch, List<SignedEntry> all) {
    return erased.containsKey(branch)
        ? all.stream().map(signed -> asKept(branch, signed)).toList()
        : all;
  }

  @Override
  public long erasedThrough(Branch branch) {
    return Math.max(erased.getOrDefault(branch, -1L), durable.erasedThrough(branch));
  }

  @Override
  public Optional<Bytes> row(Table table, Bytes key) throws StoreException {
    Row row = rows.get(table).get(key);
    return row != null ? row.value() : durable.row(table, key);
  }

  @Override
  public SortedMap<Bytes, Bytes> rows(Table table) throws StoreException {
    SortedMap<Bytes, Bytes> all = durable.rows(table);
    for (Row row : rows.get(table).values()) {
      row.value().ifPresentOrElse(v -> all.put(row.key(), v), () -> all.remove(row.key()));
    }
    return all;
  }

  /** Adds to what waits. */
  @Override
  public void commit(Commit commit) throws StoreException {
    heads.putAll(Heads.after(this, commit));
    for (Placed placed : commit.entries()) {
      SignedEntry signed = placed.signed();
      entries.add(placed);
      tails.computeIfAbsent(placed.place().branch(), b -> new ArrayList<>()).add(signed);
      places.put(signed.entry().id(), placed.place());
      bytes += signed.entry().size();
    }
    commit.erased().forEach(this::erase);
    for (Row row : commit.rows()) {
      rows.get(row.table()).put(row.key(), row);
      bytes += row.key().length() + row.value().map(Bytes::length).orElse(0);
    }
  }

  private void erase(Branch branch, long through) {
    erased.merge(branch, through, Math::max);
    bytes += Long.BYTES;
  }

  private static long seq(SignedEntry signed) {
    return signed.entry().header().seq();
  }
}
