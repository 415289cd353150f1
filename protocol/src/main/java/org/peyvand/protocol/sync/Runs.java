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
  /** More than a run leaves out of an entry's header: four ids, three numbers, tags. */
  private static final int LEFT_OUT_BYTES = 256;

  private Runs() {}

  /**
   * The longest run of a branch from {@code fromSeq} on that the limits allow and that ends at a
   * signature; empty if there is no such entry, or no signature within the limits.
   */
  public static Optional<Run> cut(EntryStore store, Branch branch, long fromSeq)
      throws StoreException {
    return cut(store, branch, fromSeq, Limits.RUN_ENTRIES, Limits.RUN_BYTES);
  }

  /**
   * The same for a bundle, of which a reader may take only so much of one author: shorter, unless
   * the next signature is further off.
   */
  public static Optional<Run> cutForBundle(EntryStore store, Branch branch, long fromSeq)
      throws StoreException {
    Optional<Run> few = cut(store, branch, fromSeq, Limits.RUN_ENTRIES, Limits.BUNDLE_RUN_BYTES);
    return few.isPresent() ? few : cut(store, branch, fromSeq);
  }

  static Optional<Run> cut(EntryStore store, Branch branch, long fromSeq, int entries, int bytes)
      throws StoreException {
    // a store counts whole headers, of which a run leaves much out
    List<SignedEntry> read = store.read(branch, fromSeq, entries, bytes + entries * LEFT_OUT_BYTES);
    int fitting = read.isEmpty() ? 0 : RunCodec.fitting(read, bytes);
    return fitting == 0 ? Optional.empty() : Optional.of(new Run(read.subList(0, fitting)));
  }
}
