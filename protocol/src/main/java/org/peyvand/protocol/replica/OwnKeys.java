package org.peyvand.protocol.replica;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;

/**
 * The private sealing keys that this device made for one network after its first: one row each, by
 * the number of the entry that names it. A key is written in one piece with its entry, so no crash
 * can leave a named key that is lost.
 *
 * <p>All are kept. Who had not heard of a newer one may seal to any of them; and since an epoch
 * opens its ancestors, who gets hold of the newest key reads what the older ones open anyway.
 */
final class OwnKeys {
  private static final Bytes PREFIX = Bytes.utf8("sealing-key/");
  private static final int KEY_LENGTH = PREFIX.length() + Long.BYTES;

  private OwnKeys() {}

  /** Oldest first. */
  static List<AgreementKey> in(EntryStore store) throws StoreException {
    List<AgreementKey> keys = new ArrayList<>();
    for (Map.Entry<Bytes, Bytes> row : store.rows(Table.LOCAL).tailMap(PREFIX).entrySet()) {
      Bytes key = row.getKey();
      if (key.length() == KEY_LENGTH && key.slice(0, PREFIX.length()).equals(PREFIX)) {
        keys.add(AgreementKey.of(SecretBytes.own(row.getValue().toArray())));
      }
    }
    return keys;
  }

  static void keep(Draft draft, long seq, AgreementKey key) {
    Bytes number = Bytes.own(ByteBuffer.allocate(Long.BYTES).putLong(seq).array());
    draft.put(Table.LOCAL, PREFIX.concat(number), Bytes.copyOf(key.seed().expose()));
  }
}
