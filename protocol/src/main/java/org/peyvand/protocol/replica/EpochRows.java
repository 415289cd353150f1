package org.peyvand.protocol.replica;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;

/** Local rows, one an epoch, of which the key begins with what they are about. */
final class EpochRows {
  private final Bytes prefix;

  EpochRows(String prefix) {
    this.prefix = Bytes.utf8(prefix);
  }

  SortedMap<EpochId, Bytes> in(EntryStore store) throws StoreException {
    SortedMap<EpochId, Bytes> rows = new TreeMap<>();
    for (Map.Entry<Bytes, Bytes> row : store.rows(Table.LOCAL).tailMap(prefix).entrySet()) {
      Bytes key = row.getKey();
      if (isOurs(key)) {
        rows.put(new EpochId(key.slice(prefix.length(), key.length())), row.getValue());
      }
    }
    return rows;
  }

  private boolean isOurs(Bytes key) {
    return key.length() == prefix.length() + EpochId.LENGTH
        && key.slice(0, prefix.length()).equals(prefix);
  }

  void put(Draft draft, EpochId epoch, Bytes value) {
    draft.put(Table.LOCAL, prefix.concat(epoch.bytes()), value);
  }

  void remove(Draft draft, EpochId epoch) {
    draft.remove(Table.LOCAL, prefix.concat(epoch.bytes()));
  }
}
