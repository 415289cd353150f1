package org.peyvand.node.store;

import java.nio.file.Path;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** A store whose forced writes are counted, and fail when they are told to. */
public final class WatchedStore {
  private final Path home;
  private volatile int writes;
  private volatile boolean full;

  public WatchedStore(Path home) {
    this.home = home;
  }

  public StoreFolder open() throws Exception {
    return Homes.openStore(home, () -> Long.MAX_VALUE, Watched::new);
  }

  /** Forced writes until now. */
  public int writes() {
    return writes;
  }

  /** From now on writes fail for want of room, or do so no more. */
  public void full(boolean isFull) {
    full = isFull;
  }

  private final class Watched extends Opened {
    @Override
    void write(List<Change> changes) throws RocksDBException {
      if (full) {
        throw new RocksDBException(new Status(Status.Code.IOError, Status.SubCode.NoSpace, "test"));
      }
      super.write(changes);
      writes++;
    }
  }
}
