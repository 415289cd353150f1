package org.peyvand.node.store;

import java.util.List;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;

/** Writes a line's entries anew without the bodies that are erased. */
final class Sweep {
  private static final int ENTRIES = 256;
  private static final int BYTES = 1024 * 1024;

  private final Sealed sealed;
  private final NetworkKeys keys;
  private final Epochs epochs;
  private final EntryStore erasing;

  /**
   * @param erasing gives the entries as they shall be written
   */
  Sweep(Sealed sealed, NetworkKeys keys, Epochs epochs, EntryStore erasing) {
    this.sealed = sealed;
    this.keys = keys;
    this.epochs = epochs;
    this.erasing = erasing;
  }

  /**
   * Each part is durable with the number up to which it comes; the last is left to say for whoever
   * knows that no older file holds any.
   */
  void run(Line line) throws StoreException {
    Branch branch = line.head().branch();
    byte[] prefix = keys.line(branch);
    long next = Math.max(line.head().firstSeq(), line.swept() + 1);
    while (next <= line.erased()) {
      Batch batch = new Batch();
      for (SignedEntry signed : part(branch, next, line.erased())) {
        batch.put(Family.ENTRIES, NetworkKeys.entry(prefix, next), packed(signed));
        next++;
      }
      batch.put(
          Family.HEADS,
          keys.head(branch),
          line.sweptThrough(Math.min(next, line.erased()) - 1).packed());
      sealed.write(batch);
    }
  }

  private List<SignedEntry> part(Branch branch, long next, long last) throws StoreException {
    int most = (int) Math.min(ENTRIES, last - next + 1);
    return erasing.read(branch, next, most, BYTES);
  }

  private byte[] packed(SignedEntry signed) {
    boolean numbered = EntryForm.isShort(signed.entry().header());
    return EntryForm.pack(signed, numbered ? epochs.number(signed.entry().header().epoch()) : 0);
  }
}
