package org.peyvand.node.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * An open RocksDB and all native objects that it needs. Nothing here may be used once closed. Tests
 * extend it to make writes fail.
 */
class Opened implements AutoCloseable {
  private static final long MIB = 1024 * 1024;
  private static final long MEMTABLE_BYTES = 16 * MIB;
  private static final long ALL_MEMTABLES_BYTES = 2 * MEMTABLE_BYTES;
  private static final long WAL_BYTES = 32 * MIB;
  private static final long CACHE_BYTES = 24 * MIB;
  private static final long MANIFEST_STEP_BYTES = 64 * 1024;
  private static final int OPEN_FILES = 256;
  private static final int BITS_PER_KEY = 10;

  private final List<AbstractNativeReference> natives = new ArrayList<>();
  private final List<ColumnFamilyHandle> handles = new ArrayList<>();
  private WriteOptions durable;
  private ReadOptions checked;
  private RocksDB db;

  /**
   * Opens the folder, once.
   *
   * @param create whether to make a new one where none is
   */
  final void open(Path folder, boolean create) throws RocksDBException {
    Library.load();
    durable = own(new WriteOptions().setSync(true));
    checked = own(new ReadOptions().setVerifyChecksums(true));
    try {
      db = RocksDB.open(options(create), folder.toString(), families(), handles);
    } catch (RocksDBException e) {
      close();
      throw e;
    }
  }

  /** The value, or null. */
  byte[] get(Family family, byte[] key) throws RocksDBException {
    return db.get(handle(family), checked, key);
  }

  /** The caller closes it, and asks its status at the end: damage ends an iteration quietly. */
  RocksIterator iterator(Family family) {
    return db.newIterator(handle(family), checked);
  }

  /** Makes all changes durable, or none. */
  void write(List<Change> changes) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      for (Change change : changes) {
        if (change.value() == null) {
          batch.delete(handle(change.family()), change.key());
        } else {
          batch.put(handle(change.family()), change.key(), change.value());
        }
      }
      db.write(durable, batch);
    }
  }

  /** Counts all changes ever written; never goes back. */
  long sequence() {
    return db.getLatestSequenceNumber();
  }

  /** Moves everything out of the log, so that all of it is under checksums that miss no cut. */
  void flush() throws RocksDBException {
    try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
      db.flush(options, handles);
    }
  }

  /** Leaves nothing in any file that was replaced or removed. */
  void compact() throws RocksDBException {
    try (CompactRangeOptions options =
        new CompactRangeOptions()
            .setBottommostLevelCompaction(BottommostLevelCompaction.kForceOptimized)) {
      for (Family family : Family.values()) {
        db.compactRange(handle(family), null, null, options);
      }
    }
  }

  @Override
  public void close() {
    handles.forEach(ColumnFamilyHandle::close);
    if (db != null) {
      db.close();
    }
    for (int i = natives.size() - 1; i >= 0; i--) {
      natives.get(i).close();
    }
  }

  private ColumnFamilyHandle handle(Family family) {
    return handles.get(family.ordinal());
  }

  /**
   * {@link RecordLog} has been there before, so that the log holds whole commits only. The host's
   * name is kept out of the files.
   */
  private DBOptions options(boolean create) {
    Properties unnamed = new Properties();
    unnamed.setProperty("db_host_id", "");
    unnamed.setProperty("track_and_verify_wals_in_manifest", "true");
    DBOptions options = DBOptions.getDBOptionsFromProps(unnamed);
    return own(options)
        .setCreateIfMissing(create)
        .setCreateMissingColumnFamilies(create)
        .setParanoidChecks(true)
        .setWalRecoveryMode(WALRecoveryMode.AbsoluteConsistency)
        .setDbWriteBufferSize(ALL_MEMTABLES_BYTES)
        .setMaxTotalWalSize(WAL_BYTES)
        .setManifestPreallocationSize(MANIFEST_STEP_BYTES)
        .setMaxOpenFiles(OPEN_FILES)
        .setInfoLogLevel(InfoLogLevel.FATAL_LEVEL)
        .setKeepLogFileNum(1)
        .setStatsDumpPeriodSec(0)
        .setStatsPersistPeriodSec(0);
  }

  private List<ColumnFamilyDescriptor> families() {
    ColumnFamilyOptions options = own(new ColumnFamilyOptions());
    options
        .setCompressionType(CompressionType.NO_COMPRESSION)
        .setBottommostCompressionType(CompressionType.NO_COMPRESSION)
        .setWriteBufferSize(MEMTABLE_BYTES)
        .setParanoidFileChecks(true)
        .setForceConsistencyChecks(true)
        .setTableFormatConfig(
            new BlockBasedTableConfig()
                .setBlockCache(own(new LRUCache(CACHE_BYTES)))
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setFilterPolicy(own(new BloomFilter(BITS_PER_KEY))));
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    for (Family family : Family.values()) {
      families.add(new ColumnFamilyDescriptor(family.label(), options));
    }
    return families;
  }

  private <T extends AbstractNativeReference> T own(T created) {
    natives.add(created);
    return created;
  }
}
