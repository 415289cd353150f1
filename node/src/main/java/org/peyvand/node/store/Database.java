package org.peyvand.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.peyvand.protocol.log.StoreException;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;

/**
 * Raw reads and durable writes. Safe for threads; writes take turns.
 *
 * <p>A write that RocksDB fails makes it refuse all later ones, and may yet have reached the disk.
 * So what stands under its keys is remembered (RocksDB shows a write only once it is durable);
 * before the next write RocksDB is opened anew and, if the failed write is there, put back. A
 * caller that was told "failed" thus never meets it.
 */
final class Database implements AutoCloseable {
  /** Kept free, so that what is in memory and logs can always be brought into its last form. */
  static final long RESERVE_BYTES = 32L * 1024 * 1024;

  /** How much room the file system has left, in bytes. */
  interface Room {
    long bytes() throws IOException;
  }

  /** Takes keys in order; false ends the scan. */
  interface Visitor {
    boolean visit(byte[] key, byte[] value) throws StoreException;
  }

  private final Path folder;
  private final Room room;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private Opened opened;
  private List<Change> undo = List.of();
  private boolean failed;

  private final Supplier<Opened> opener;

  private Database(Path folder, Room room, Supplier<Opened> opener) {
    this.folder = folder;
    this.room = room;
    this.opener = opener;
  }

  /**
   * Opens the folder, which is there.
   *
   * @param create whether to make a new database where none is
   * @param opener gives what is to be opened
   */
  static Database open(Path folder, boolean create, Room room, Supplier<Opened> opener)
      throws StoreException {
    Database database = new Database(folder, room, opener);
    database.openFolder(create);
    return database;
  }

  static Room roomOf(Path folder) throws IOException {
    return Files.getFileStore(folder)::getUsableSpace;
  }

  /** The value, or null. */
  byte[] get(Family family, byte[] key) throws StoreException {
    lock.readLock().lock();
    try {
      return opened().get(family, key);
    } catch (RocksDBException e) {
      throw trouble("reading", folder, e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Visits keys from {@code from} on, as long as they start as its first {@code prefix} bytes. */
  void scan(Family family, byte[] from, int prefix, Visitor visitor) throws StoreException {
    lock.readLock().lock();
    try (RocksIterator each = opened().iterator(family)) {
      for (each.seek(from); each.isValid(); each.next()) {
        byte[] key = each.key();
        if (!Arrays.equals(key, 0, Math.min(prefix, key.length), from, 0, prefix)
            || !visitor.visit(key, each.value())) {
          break;
        }
      }
      each.status();
    } catch (RocksDBException e) {
      throw trouble("reading", folder, e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Makes all changes durable, or throws and has changed nothing. */
  synchronized void write(List<Change> changes) throws StoreException {
    requireRoom(changes);
    if (failed) {
      reopen();
    }
    lock.readLock().lock();
    try {
      opened().write(changes);
    } catch (RocksDBException e) {
      failed = true;
      undo = before(changes);
      throw trouble("writing", folder, e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Counts all changes ever written; never goes back. */
  long sequence() throws StoreException {
    lock.readLock().lock();
    try {
      return opened().sequence();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Takes back a failed write, and moves everything out of the log. */
  synchronized void flush() throws StoreException {
    if (failed) {
      reopen();
    }
    lock.readLock().lock();
    try {
      opened().flush();
    } catch (RocksDBException e) {
      throw trouble("flushing", folder, e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Writes all files anew without what was replaced or removed. */
  synchronized void rewrite() throws StoreException {
    flush();
    lock.readLock().lock();
    try {
      opened().compact();
    } catch (RocksDBException e) {
      throw trouble("compacting", folder, e);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public synchronized void close() {
    lock.writeLock().lock();
    try {
      release();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void release() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }

  private Opened opened() throws StoreException {
    if (opened == null) {
      throw new StoreException(
          StoreException.Kind.FAILED, "store is closed, or could not be reopened: " + folder, null);
    }
    return opened;
  }

  private void requireRoom(List<Change> changes) throws StoreException {
    long needed = RESERVE_BYTES;
    for (Change change : changes) {
      needed += change.size();
    }
    try {
      long found = room.bytes();
      if (found < needed) {
        throw new StoreException(
            StoreException.Kind.FULL,
            "writing " + folder + ": expected " + needed + " bytes of room, found " + found,
            null);
      }
    } catch (IOException e) {
      throw new StoreException(StoreException.Kind.FAILED, "asking for room at " + folder, e);
    }
  }

  private List<Change> before(List<Change> changes) throws StoreException {
    List<Change> before = new ArrayList<>(changes.size());
    for (Change change : changes) {
      byte[] value = get(change.family(), change.key());
      before.add(new Change(change.family(), change.key(), value));
    }
    return before;
  }

  private void reopen() throws StoreException {
    Probe.requireRoom(folder);
    lock.writeLock().lock();
    try {
      release();
      openFolder(false);
      restore();
      failed = false;
      undo = List.of();
    } catch (RocksDBException e) {
      throw trouble("reopening", folder, e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void openFolder(boolean create) throws StoreException {
    RecordLog.checkAll(folder);
    try {
      Opened opening = opener.get();
      opening.open(folder, create);
      opened = opening;
    } catch (RocksDBException e) {
      throw trouble("opening", folder, e);
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      throw new StoreException(
          StoreException.Kind.FAILED, "loading RocksDB for " + folder + ": " + e.getMessage(), e);
    }
  }

  private void restore() throws RocksDBException {
    List<Change> different = new ArrayList<>();
    for (Change change : undo) {
      if (!Arrays.equals(opened.get(change.family(), change.key()), change.value())) {
        different.add(change);
      }
    }
    if (!different.isEmpty()) {
      opened.write(different);
    }
  }

  private static StoreException trouble(String doing, Path folder, RocksDBException cause) {
    return new StoreException(kind(cause), doing + " " + folder + ": " + cause.getMessage(), cause);
  }

  /** RocksDB tells of a missing file and of options that do not fit one as it does of damage. */
  private static StoreException.Kind kind(RocksDBException cause) {
    Status status = cause.getStatus();
    if (status == null) {
      return StoreException.Kind.FAILED;
    }
    if (status.getSubCode() == Status.SubCode.NoSpace || HomeException.isFull(cause)) {
      return StoreException.Kind.FULL;
    }
    if (String.valueOf(cause.getMessage()).contains("No such file")) {
      return StoreException.Kind.DAMAGED;
    }
    return switch (status.getCode()) {
      case Corruption, NotFound, InvalidArgument, NotSupported -> StoreException.Kind.DAMAGED;
      default -> StoreException.Kind.FAILED;
    };
  }
}
