package org.peyvand.node.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.Row;

/** A commit as the changes that it makes on disk. */
final class CommitBatch {
  private static final int PLACE_LENGTH = 16;
  private static final int ROW_KEY_ROOM = 8;

  private final NetworkKeys keys;
  private final NetworkId network;
  private final Epochs epochs;
  private final Map<Branch, Line> moved;
  private final Map<Branch, byte[]> prefixes = new HashMap<>();
  private final Map<EpochId, Integer> freshEpochs = new HashMap<>();
  private final Batch batch;

  private CommitBatch(
      Batch batch, NetworkKeys keys, NetworkId network, Epochs epochs, Map<Branch, Line> moved) {
    this.batch = batch;
    this.keys = keys;
    this.network = network;
    this.epochs = epochs;
    this.moved = moved;
  }

  /**
   * Packs all of it into a batch.
   *
   * @param moved the heads as they are afterwards
   * @return the numbers that epochs get with this commit
   * @throws IllegalArgumentException if an entry belongs to another network or is not what its
   *     header and body make
   */
  static Map<EpochId, Integer> pack(
      Commit commit,
      Batch batch,
      NetworkKeys keys,
      NetworkId network,
      Epochs epochs,
      Map<Branch, Line> moved) {
    CommitBatch made = new CommitBatch(batch, keys, network, epochs, moved);
    commit.entries().forEach(made::add);
    moved.values().forEach(made::add);
    commit.rows().forEach(made::add);
    return made.freshEpochs;
  }

  /** Key and value of a packed row. */
  static Map.Entry<Bytes, Bytes> unpackRow(byte[] packed) {
    Unpacker from = new Unpacker(packed);
    Bytes key = from.bytes(from.small());
    return Map.entry(key, from.rest());
  }

  private void add(Placed placed) {
    Line line = moved.get(placed.place().branch());
    boolean erased = placed.place().seq() <= line.erased();
    SignedEntry signed = erased ? placed.signed().erased() : placed.signed();
    Entry entry = signed.entry();
    if (!entry.network().equals(network)) {
      throw new IllegalArgumentException(
          "entry: expected network " + network + ", found " + entry.network());
    }
    Branch branch = placed.place().branch();
    long seq = placed.place().seq();
    byte[] prefix = prefixes.computeIfAbsent(branch, keys::line);
    byte[] packed = EntryForm.pack(signed, epochNumber(entry.header()));
    batch.put(Family.ENTRIES, NetworkKeys.entry(prefix, seq), packed);
    Packer place = new Packer(PLACE_LENGTH).number(line.number()).number(seq);
    batch.put(Family.PLACES, keys.place(entry.id()), place.packed());
  }

  private void add(Line line) {
    batch.put(Family.HEADS, keys.head(line.head().branch()), line.packed());
  }

  private void add(Row row) {
    byte[] key = keys.row(row.table(), row.key());
    Optional<Bytes> value = row.value();
    if (value.isEmpty()) {
      batch.remove(Family.ROWS, key);
    } else {
      int room = ROW_KEY_ROOM + row.key().length() + value.get().length();
      Packer packer = new Packer(room).number(row.key().length());
      batch.put(Family.ROWS, key, packer.bytes(row.key()).bytes(value.get()).packed());
    }
  }

  private int epochNumber(Header header) {
    if (!EntryForm.isShort(header)) {
      return 0;
    }
    Integer known = epochs.number(header.epoch());
    return known != null ? known : freshEpochs.computeIfAbsent(header.epoch(), this::putEpoch);
  }

  private int putEpoch(EpochId epoch) {
    int number = epochs.size() + freshEpochs.size();
    batch.put(Family.META, keys.epoch(number), epoch.bytes().view());
    return number;
  }
}
