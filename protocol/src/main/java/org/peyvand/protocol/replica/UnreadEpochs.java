package org.peyvand.protocol.replica;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;

/**
 * The epochs of records entries that no key here opens: when a key comes, the rows have to be
 * folded again. Kept as one row each, since the entries are not read again at a start.
 */
final class UnreadEpochs {
  private static final Bytes PREFIX = Bytes.utf8("unread-records/");

  private final Set<EpochId> epochs = new TreeSet<>();

  private UnreadEpochs() {}

  static UnreadEpochs in(EntryStore store) throws StoreException {
    UnreadEpochs unread = new UnreadEpochs();
    for (Bytes key : store.rows(Table.LOCAL).tailMap(PREFIX).keySet()) {
      if (isPrefixOf(key)) {
        unread.epochs.add(new EpochId(key.slice(PREFIX.length(), key.length())));
      }
    }
    return unread;
  }

  private static boolean isPrefixOf(Bytes key) {
    return key.length() == PREFIX.length() + EpochId.LENGTH
        && key.slice(0, PREFIX.length()).equals(PREFIX);
  }

  boolean anyOf(Collection<EpochId> known) {
    return epochs.stream().anyMatch(known::contains);
  }

  void add(Draft draft, EpochId epoch) {
    if (epochs.add(epoch)) {
      draft.put(Table.LOCAL, PREFIX.concat(epoch.bytes()), epoch.bytes());
    }
  }

  void clear(Draft draft) {
    epochs.forEach(epoch -> draft.remove(Table.LOCAL, PREFIX.concat(epoch.bytes())));
    epochs.clear();
  }
}
