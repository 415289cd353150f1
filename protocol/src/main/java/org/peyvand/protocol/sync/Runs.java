package org.peyvand.protocol.sync;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;

/** Cuts runs out of a store. */
public final class Runs {
  /** More than a run's encoding says once: four ids and three numbers. */
  private static final int ONCE_BYTES = 160;

  /** More than an entry's encoding can add to header and body: a signature, tags and lengths. */
  private static final int EACH_BYTES = 80;

  private Runs() {}

  /**
   * The longest run of a branch from {@code fromSeq} on that the limits allow and that ends at a
   * signature; empty if there is no such entry, or no signature within the limits.
   */
  public static Optional<Run> cut(EntryStore store, Branch branch, long fromSeq)
      throws StoreException {
    return cut(store, branch, fromSeq, Limits.RUN_ENTRIES, Limits.RUN_BYTES);
  }

  static Optional<Run> cut(EntryStore store, Branch branch, long fromSeq, int entries, int bytes)
      throws StoreException {
    List<SignedEntry> read = store.read(branch, fromSeq, entries, bytes);
    int signed = 0;
    int size = ONCE_BYTES;
    for (int i = 0; i < read.size(); i++) {
      size += read.get(i).entry().size() + EACH_BYTES;
      if (i > 0 && size > bytes) {
        break;
      }
      if (read.get(i).signature().isPresent()) {
        signed = i + 1;
      }
    }
    return signed == 0 ? Optional.empty() : Optional.of(new Run(read.subList(0, signed)));
  }
}
