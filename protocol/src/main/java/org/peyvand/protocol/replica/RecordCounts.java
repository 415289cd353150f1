package org.peyvand.protocol.replica;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;

/**
 * How many records entries here are under each epoch. Kept as one row an epoch, since the entries
 * are not read again at a start.
 */
final class RecordCounts {
  private static final EpochRows ROWS = new EpochRows("epoch-records/");

  private final Map<EpochId, Long> counts = new HashMap<>();

  private RecordCounts() {}

  static RecordCounts in(EntryStore store) throws StoreException {
    RecordCounts counts = new RecordCounts();
    for (Map.Entry<EpochId, Bytes> row : ROWS.in(store).entrySet()) {
      counts.counts.put(row.getKey(), number(row.getValue()));
    }
    return counts;
  }

  private static long number(Bytes row) throws StoreException {
    if (row.length() != Long.BYTES) {
      throw new StoreException(
          StoreException.Kind.DAMAGED,
          "records of an epoch: expected 8 bytes, found " + row.length(),
          null);
    }
    return ByteBuffer.wrap(row.view()).getLong();
  }

  long of(EpochId epoch) {
    return counts.getOrDefault(epoch, 0L);
  }

  void add(Draft draft, EpochId epoch) {
    long count = counts.merge(epoch, 1L, Long::sum);
    ROWS.put(draft, epoch, Bytes.own(ByteBuffer.allocate(Long.BYTES).putLong(count).array()));
  }

  void clear(Draft draft) {
    counts.keySet().forEach(epoch -> ROWS.remove(draft, epoch));
    counts.clear();
  }
}
