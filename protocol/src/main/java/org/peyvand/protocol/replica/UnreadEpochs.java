package org.peyvand.protocol.replica;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;

/**
 * The epochs of records entries that no key here opens: when a key comes, the rows have to be
 * folded again. Kept as one row each, since the entries are not read again at a start.
 */
final class UnreadEpochs {
  private static final EpochRows ROWS = new EpochRows("unread-records/");

  private final Set<EpochId> epochs = new TreeSet<>();

  private UnreadEpochs() {}

  static UnreadEpochs in(EntryStore store) throws StoreException {
    UnreadEpochs unread = new UnreadEpochs();
    unread.epochs.addAll(ROWS.in(store).keySet());
    return unread;
  }

  boolean any(Predicate<EpochId> condition) {
    return epochs.stream().anyMatch(condition);
  }

  void add(Draft draft, EpochId epoch) {
    if (epochs.add(epoch)) {
      ROWS.put(draft, epoch, epoch.bytes());
    }
  }

  void clear(Draft draft) {
    epochs.forEach(epoch -> ROWS.remove(draft, epoch));
    epochs.clear();
  }
}
