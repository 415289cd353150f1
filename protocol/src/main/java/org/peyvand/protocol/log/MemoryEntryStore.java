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

/** A store that forgets when the process ends: for tests and simulation. Safe for threads. */
public final class MemoryEntryStore implements EntryStore {
  private final SortedMap<Branch, Head> heads = new TreeMap<>();
  private final Map<Branch, List<SignedEntry>> lines = new HashMap<>();
  private final Map<EntryId, Place> places = new HashMap<>();
  private final Map<Branch, Long> erased = new HashMap<>();
  private final Map<Table, SortedMap<Bytes, Bytes>> tables = new EnumMap<>(Table.class);

  public MemoryEntryStore() {
    for (Table table : Table.values()) {
      tables.put(table, new TreeMap<>());
    }
  }

  @Override
  public synchronized List<Head> heads() {
    return List.copyOf(heads.values());
  }

  @Override
  public synchronized Optional<Head> head(Branch branch) {
    return Optional.ofNullable(heads.get(branch));
  }

  @Override
  public synchronized Optional<Place> place(EntryId id) {
    return Optional.ofNullable(places.get(id));
  }

  @Override
  public synchronized Optional<SignedEntry> entry(Place place) {
    Head head = heads.get(place.branch());
    if (head == null || place.seq() < head.firstSeq() || place.seq() > head.seq()) {
      return Optional.empty();
    }
    return Optional.of(line(head).get(Math.toIntExact(place.seq() - head.firstSeq())));
  }

  @Override
  public synchronized List<SignedEntry> read(Branch branch, long seq, int entries, int bytes) {
    Head head = heads.get(branch);
    List<SignedEntry> found = new ArrayList<>();
    if (head == null || seq > head.seq()) {
      return found;
    }
    long left = bytes;
    int from = Math.toIntExact(Math.max(0, seq - head.firstSeq()));
    for (SignedEntry entry : line(head).subList(from, line(head).size())) {
      left -= entry.entry().size();
      if (!found.isEmpty() && (left < 0 || found.size() >= entries)) {
        break;
      }
      found.add(entry);
    }
    return found;
  }

  @Override
  public synchronized long erasedThrough(Branch branch) {
    return erased.getOrDefault(branch, -1L);
  }

  @Override
  public synchronized Optional<Bytes> row(Table table, Bytes key) {
    return Optional.ofNullable(tables.get(table).get(key));
  }

  @Override
  public synchronized SortedMap<Bytes, Bytes> rows(Table table) {
    return new TreeMap<>(tables.get(table));
  }

  @Override
  public synchronized void commit(Commit commit) throws StoreException {
    SortedMap<Branch, Head> moved = Heads.after(this, commit);
    for (Placed placed : commit.entries()) {
      Branch branch = placed.place().branch();
      lines.computeIfAbsent(branch, b -> new ArrayList<>()).add(placed.signed());
      places.put(placed.signed().entry().id(), placed.place());
    }
    heads.putAll(moved);
    commit.erased().forEach(this::erase);
    for (Row row : commit.rows()) {
      SortedMap<Bytes, Bytes> table = tables.get(row.table());
      row.value().ifPresentOrElse(v -> table.put(row.key(), v), () -> table.remove(row.key()));
    }
  }

  private void erase(Branch branch, long through) {
    long first = heads.get(branch).firstSeq();
    List<SignedEntry> line = lines.get(branch);
    int count = Math.toIntExact(Math.max(0, through - first + 1));
    line.subList(0, count).replaceAll(SignedEntry::erased);
    erased.merge(branch, through, Math::max);
  }

  private List<SignedEntry> line(Head head) {
    return lines.get(head.branch());
  }
}
