package org.peyvand.node.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Heads;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;

/** One network's part of the database. Heads and epoch numbers are held in memory. */
final class RocksEntryStore implements EntryStore {
  private final Sealed sealed;
  private final NetworkKeys keys;
  private final NetworkId network;
  private final Epochs epochs = new Epochs();
  private final Lines lines = new Lines();
  private boolean named;

  private RocksEntryStore(Sealed sealed, NetworkId network) {
    this.sealed = sealed;
    this.network = network;
    this.keys = new NetworkKeys(sealed.keys(), network);
  }

  static RocksEntryStore open(Sealed sealed, NetworkId network) throws StoreException {
    RocksEntryStore store = new RocksEntryStore(sealed, network);
    store.load();
    return store;
  }

  @Override
  public List<Head> heads() {
    return lines.heads();
  }

  @Override
  public Optional<Head> head(Branch branch) {
    return lines.head(branch);
  }

  @Override
  public Optional<Place> place(EntryId id) throws StoreException {
    Optional<Optional<Place>> place = sealed.get(Family.PLACES, keys.place(id), this::unpackPlace);
    return place.flatMap(Function.identity());
  }

  @Override
  public Optional<SignedEntry> entry(Place place) throws StoreException {
    Optional<Head> head = head(place.branch());
    if (head.isEmpty() || place.seq() < head.get().firstSeq()) {
      return Optional.empty();
    }
    return read(place.branch(), place.seq(), 1, 0).stream().findFirst();
  }

  @Override
  public List<SignedEntry> read(Branch branch, long seq, int entries, int bytes)
      throws StoreException {
    Optional<Head> head = head(branch);
    if (head.isEmpty() || seq > head.get().seq()) {
      return List.of();
    }
    long from = Math.max(seq, head.get().firstSeq());
    long erased = lines.erased(branch);
    RunReader run =
        new RunReader(sealed, network, epochs, head.get(), erased, from, entries, bytes);
    byte[] key = NetworkKeys.entry(keys.line(branch), from);
    sealed.scan(Family.ENTRIES, key, NetworkKeys.PREFIX, run);
    return run.found();
  }

  @Override
  public long erasedThrough(Branch branch) {
    return lines.erased(branch);
  }

  @Override
  public Optional<Bytes> row(Table table, Bytes key) throws StoreException {
    return sealed.get(
        Family.ROWS, keys.row(table, key), plain -> CommitBatch.unpackRow(plain).getValue());
  }

  @Override
  public SortedMap<Bytes, Bytes> rows(Table table) throws StoreException {
    SortedMap<Bytes, Bytes> rows = new TreeMap<>();
    sealed.scan(
        Family.ROWS,
        keys.rows(table),
        NetworkKeys.PREFIX,
        (key, plain) -> {
          Map.Entry<Bytes, Bytes> row = CommitBatch.unpackRow(plain);
          rows.put(row.getKey(), row.getValue());
          return true;
        });
    return rows;
  }

  @Override
  public synchronized void commit(Commit commit) throws StoreException {
    Batch batch = new Batch();
    Runnable whenWritten = stage(commit, batch);
    sealed.write(batch);
    whenWritten.run();
  }

  /**
   * Adds what a commit changes to a batch.
   *
   * @return to be run, before the next commit, once the batch is written; not if it failed
   */
  Runnable stage(Commit commit, Batch batch) throws StoreException {
    Map<Branch, Line> moved = lines.moved(Heads.after(this, commit).values(), commit.erased());
    Map<EpochId, Integer> fresh = CommitBatch.pack(commit, batch, keys, network, epochs, moved);
    if (!named) {
      batch.put(Family.META, keys.name(), network.bytes().view());
    }
    return () -> {
      named = true;
      fresh.forEach(epochs::put);
      lines.putAll(moved.values());
    };
  }

  /**
   * Writes the entries anew of which bodies are erased, part by part; goes on where it was
   * interrupted. Files that were written before may hold them still.
   *
   * @return the lines in which there were any
   */
  synchronized List<Line> sweep() throws StoreException {
    List<Line> unswept = lines.unswept();
    for (Line line : unswept) {
      new Sweep(sealed, keys, epochs, this).run(line);
    }
    return unswept;
  }

  /** No file holds any more what was swept of these lines. */
  synchronized void swept(List<Line> done) throws StoreException {
    List<Line> swept = lines.swept(done);
    Batch batch = new Batch();
    swept.forEach(line -> batch.put(Family.HEADS, keys.head(line.head().branch()), line.packed()));
    sealed.write(batch);
    lines.putAll(swept);
  }

  private void load() throws StoreException {
    named = sealed.get(Family.META, keys.name(), plain -> plain).isPresent();
    sealed.scan(
        Family.HEADS,
        keys.heads(),
        NetworkKeys.PREFIX,
        (key, plain) -> {
          lines.put(Line.unpacked(plain));
          return true;
        });
    sealed.scan(
        Family.META,
        keys.epoch(0),
        NetworkKeys.META_PREFIX,
        (key, plain) -> {
          epochs.put(new EpochId(Bytes.own(plain)), epochs.size());
          return true;
        });
  }

  private Optional<Place> unpackPlace(byte[] packed) {
    Unpacker from = new Unpacker(packed);
    // a commit that is being made has its places on disk before its heads are in memory
    return lines.place(from.small(), from.number());
  }
}
