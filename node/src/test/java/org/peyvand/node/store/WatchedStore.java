package org.peyvand.node.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.peyvand.protocol.crypto.SecretBytes;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** A store whose forced writes are counted, and whose reads and writes fail when told to. */
public final class WatchedStore {
  private final Path home;
  private volatile int writes;
  private volatile boolean full;
  private volatile boolean unreadable;

  public WatchedStore(Path home) {
    this.home = home;
  }

  public StoreFolder open() throws Exception {
    return Homes.openStore(home, () -> Long.MAX_VALUE, Watched::new);
  }

  /** Small secrets beside it, made at the first asking; no write of theirs is counted. */
  public SecretsFile secrets() throws HomeException {
    Path file = home.resolve("secrets");
    SecretBytes key = SecretBytes.copyOf(Homes.DATA_KEY);
    return Files.exists(file)
        ? SecretsFile.open(file, key, Homes.ENTROPY)
        : SecretsFile.create(file, key, Homes.ENTROPY);
  }

  /** Forced writes until now. */
  public int writes() {
    return writes;
  }

  /** From now on writes fail for want of room, or do so no more. */
  public void full(boolean isFull) {
    full = isFull;
  }

  /** From now on values cannot be read, or can again. */
  public void unreadable(boolean isUnreadable) {
    unreadable = isUnreadable;
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

    @Override
    byte[] get(Family family, byte[] key) throws RocksDBException {
      requireReadable();
      return super.get(family, key);
    }

    private void requireReadable() throws RocksDBException {
      if (unreadable) {
        throw new RocksDBException(new Status(Status.Code.IOError, Status.SubCode.None, "test"));
      }
    }
  }
}
