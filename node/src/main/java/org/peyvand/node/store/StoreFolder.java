package org.peyvand.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;

/**
 * Entries and view rows of all networks, in one RocksDB whose keys are blinded and whose values are
 * sealed. Safe for threads; no store that it gave may be used once it is closed.
 *
 * <p>A file beside the folder marks how far the database had come when it was opened and when it
 * was closed; one that has come less far is damaged, or an old copy.
 */
public final class StoreFolder implements AutoCloseable {
  static final int VERSION = 1;

  private static final int VERSION_LENGTH = 1;

  private final Path folder;
  private final CheckedFile mark;
  private final Database database;
  private final Sealed sealed;
  private final SortedMap<NetworkId, RocksEntryStore> stores = new TreeMap<>();
  private boolean closed;

  private StoreFolder(Path folder, CheckedFile mark, Database database, StoreKeys keys) {
    this.folder = folder;
    this.mark = mark;
    this.database = database;
    this.sealed = new Sealed(folder, database, keys);
  }

  /**
   * Opens the folder, or makes it if neither it nor its mark was ever there.
   *
   * @param mark the file that tells how far the database had come
   * @throws HomeException DAMAGED, FOREIGN, NEWER_VERSION, FULL or FAILED
   */
  static StoreFolder open(Path folder, Path mark, SecretBytes dataKey, Entropy entropy)
      throws HomeException {
    try {
      OwnerFiles.folder(folder);
      return open(
          folder, mark, new StoreKeys(dataKey, entropy), Database.roomOf(folder), Opened::new);
    } catch (IOException e) {
      throw HomeException.of("opening", folder, e);
    }
  }

  /** With what tests replace: the room there is, and the writing. */
  static StoreFolder open(
      Path folder, Path mark, StoreKeys keys, Database.Room room, Supplier<Opened> opener)
      throws HomeException {
    CheckedFile file = new CheckedFile(mark, "mark", VERSION);
    Optional<CheckedFile.Reading> reading = file.read();
    Optional<Mark> marked = reading.flatMap(StoreFolder::marked);
    try {
      requireMarked(folder, marked);
      Database database = Database.open(folder, reading.isEmpty(), room, opener);
      StoreFolder opened = new StoreFolder(folder, file, database, keys);
      try {
        opened.check(marked.map(Mark::sequence).orElse(0L));
        opened.putMark(database.sequence());
        return opened;
      } catch (HomeException | StoreException e) {
        opened.release();
        throw e;
      }
    } catch (StoreException e) {
      throw HomeException.of(e);
    }
  }

  /** The network's store, empty if nothing was ever committed to it. */
  public EntryStore network(NetworkId network) throws StoreException {
    return store(network);
  }

  /** Commits to several networks in one forced write: all of it is durable, or none of it is. */
  public synchronized void commit(Map<NetworkId, Commit> commits) throws StoreException {
    Batch batch = new Batch();
    List<Runnable> whenWritten = new ArrayList<>();
    for (Map.Entry<NetworkId, Commit> each : commits.entrySet()) {
      whenWritten.add(store(each.getKey()).stage(each.getValue(), batch));
    }
    sealed.write(batch);
    whenWritten.forEach(Runnable::run);
  }

  /**
   * Takes off the disk what is erased, and the files that held it. What is erased is given out no
   * more in any case; to be called again where it failed.
   */
  public synchronized void sweep() throws StoreException {
    Map<RocksEntryStore, List<Line>> swept = new HashMap<>();
    for (RocksEntryStore store : stores.values()) {
      List<Line> lines = store.sweep();
      if (!lines.isEmpty()) {
        swept.put(store, lines);
      }
    }
    if (!swept.isEmpty()) {
      database.rewrite();
    }
    for (Map.Entry<RocksEntryStore, List<Line>> each : swept.entrySet()) {
      each.getKey().swept(each.getValue());
    }
  }

  private synchronized RocksEntryStore store(NetworkId network) throws StoreException {
    RocksEntryStore store = stores.get(network);
    if (store == null) {
      store = RocksEntryStore.open(sealed, network);
      stores.put(network, store);
    }
    return store;
  }

  /** The networks that anything was committed to. */
  public SortedSet<NetworkId> networks() throws StoreException {
    SortedSet<NetworkId> networks = new TreeSet<>();
    byte[] all = NetworkKeys.allNetworks();
    sealed.scan(
        Family.META,
        all,
        all.length,
        (key, plain) -> {
          networks.add(new NetworkId(Bytes.own(plain)));
          return true;
        });
    return networks;
  }

  /** Bytes in all files, also those about to be removed. */
  public long sizeBytes() throws StoreException {
    long size = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        size += sizeOf(file);
      }
    } catch (IOException e) {
      throw new StoreException(StoreException.Kind.FAILED, "listing " + folder, e);
    }
    return size;
  }

  /** Closes whatever happens; throws if it could not be left in its last form. */
  @Override
  public synchronized void close() throws StoreException {
    if (closed) {
      return;
    }
    closed = true;
    long sequence = -1;
    try {
      database.flush();
      sequence = database.sequence();
    } finally {
      release();
    }
    try {
      putMark(sequence);
    } catch (HomeException e) {
      throw new StoreException(StoreException.Kind.FAILED, e.getMessage(), e);
    }
  }

  /** Zeroes the keys: nothing can be read or written any more. */
  void forget() {
    sealed.forget();
  }

  private void release() {
    database.close();
    sealed.forget();
  }

  private void check(long least) throws HomeException, StoreException {
    byte[] key = NetworkKeys.version(sealed.keys());
    Optional<Integer> version = sealed.get(Family.META, key, plain -> new Unpacker(plain).small());
    long sequence = database.sequence();
    if (version.isEmpty() && sequence > 0) {
      throw trouble(HomeException.Kind.FOREIGN, "this home's store", "another home's", folder);
    }
    if (version.isPresent() && version.get() > VERSION) {
      throw trouble(
          HomeException.Kind.NEWER_VERSION, "format " + VERSION, "" + version.get(), folder);
    }
    if (sequence < least) {
      throw trouble(HomeException.Kind.DAMAGED, least + " changes or more", "" + sequence, folder);
    }
    if (version.isEmpty()) {
      Batch batch = new Batch();
      batch.put(Family.META, key, new Packer(VERSION_LENGTH).number(VERSION).packed());
      sealed.write(batch);
    }
  }

  /** A damaged mark says nothing: what it guards may be whole, and usually is. */
  private static Optional<Mark> marked(CheckedFile.Reading reading) {
    return reading.condition() == CheckedFile.Condition.SOUND
        ? Mark.unpacked(reading.content())
        : Optional.empty();
  }

  private static void requireMarked(Path folder, Optional<Mark> mark) throws HomeException {
    try {
      if (mark.isPresent() && !mark.get().mayPrecede(folder)) {
        throw trouble(
            HomeException.Kind.DAMAGED, "the files listed when last open", "others", folder);
      }
    } catch (IOException e) {
      throw HomeException.of("reading", folder, e);
    }
  }

  private void putMark(long sequence) throws HomeException {
    try {
      mark.write(Mark.of(folder, sequence).packed());
    } catch (IOException e) {
      throw HomeException.of("marking", folder, e);
    }
  }

  private static long sizeOf(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException removedMeanwhile) {
      return 0;
    }
  }

  private static HomeException trouble(
      HomeException.Kind kind, String expected, String found, Path folder) {
    return new HomeException(
        kind, "store: expected " + expected + ", found " + found + " at " + folder);
  }
}
