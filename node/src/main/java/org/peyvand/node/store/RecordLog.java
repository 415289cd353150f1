package org.peyvand.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.peyvand.protocol.log.StoreException;

/**
 * One of RocksDB's own logs (its write-ahead log, its MANIFEST), checked before RocksDB reads it.
 *
 * <p>RocksDB's reader can spin without end on a damaged record (facebook/rocksdb issue 13333), and
 * takes damage near the end for what a crash leaves. Here the two are told apart: each commit is
 * synced before the next begins, so a crash can spoil the last one only. Damage with a commit's
 * beginning after it is damage.
 *
 * <p>Format: blocks of 32 KiB of records: masked CRC-32C (4) ‖ length (2) ‖ type (1) ‖ payload,
 * little endian; a record is whole, or the first, a middle or the last part of a commit, and never
 * crosses a block. Less than 7 bytes at a block's end are zero.
 */
final class RecordLog {
  private static final int BLOCK = 32 * 1024;
  private static final int HEADER = 7;
  private static final int TYPE_AT = 6;
  private static final int WHOLE = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;
  private static final int CRC_ROTATION = 15;
  private static final int CRC_MASK = 0xa282ead8;

  /**
   * What a log looks like.
   *
   * @param sound bytes up to the end of the last commit that is whole
   * @param damaged whether anything after them was ever acknowledged
   */
  private record Finding(long sound, boolean damaged) {}

  private final ByteBuffer block =
      ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long blockAt;
  private long sound;
  private boolean bad;
  private boolean damaged;

  private RecordLog() {}

  /**
   * Checks all logs of a folder, and removes from their ends what a crash left there.
   *
   * @throws StoreException DAMAGED or FAILED
   */
  static void checkAll(Path folder) throws StoreException {
    try {
      for (Path log : all(folder)) {
        Finding finding = check(log);
        if (finding.damaged()) {
          throw new StoreException(
              StoreException.Kind.DAMAGED,
              "opening " + log + ": expected whole records, found damage at " + finding.sound(),
              null);
        }
        if (finding.sound() < Files.size(log)) {
          cut(log, finding.sound());
        }
      }
    } catch (IOException e) {
      throw new StoreException(StoreException.Kind.FAILED, "reading the logs of " + folder, e);
    }
  }

  static List<Path> all(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(RecordLog::isLog).toList();
    }
  }

  private static boolean isLog(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".log") || name.startsWith("MANIFEST-");
  }

  private static Finding check(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      RecordLog log = new RecordLog();
      while (!log.damaged && log.fill(channel)) {
        log.checkBlock();
        log.blockAt += log.block.limit();
      }
      return new Finding(log.sound, log.damaged);
    }
  }

  private static void cut(Path file, long sound) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(sound);
      channel.force(true);
    }
  }

  private boolean fill(FileChannel channel) throws IOException {
    block.clear();
    while (block.hasRemaining() && channel.read(block) >= 0) {
      continue;
    }
    block.flip();
    return block.hasRemaining();
  }

  private void checkBlock() {
    int at = 0;
    if (!bad) {
      at = checkRecords();
      bad = !isEnd(at);
    }
    if (!bad) {
      return;
    }
    while (!damaged && at < block.limit()) {
      damaged = isRecord(at) && type(at) <= FIRST;
      at++;
    }
  }

  /** Where the records end that follow each other from the block's start on. */
  private int checkRecords() {
    int at = 0;
    while (isRecord(at)) {
      boolean endsCommit = type(at) == WHOLE || type(at) == LAST;
      at += HEADER + length(at);
      if (endsCommit) {
        sound = blockAt + at;
      }
    }
    return at;
  }

  /** Whether nothing is left but what is too short for a record: a full block's zeroes. */
  private boolean isEnd(int at) {
    if (at + HEADER <= block.limit()) {
      return false;
    }
    for (int i = at; i < block.limit(); i++) {
      if (block.get(i) != 0) {
        return false;
      }
    }
    return at == block.limit() || block.limit() == BLOCK;
  }

  private boolean isRecord(int at) {
    return at + HEADER <= block.limit()
        && type(at) >= WHOLE
        && type(at) <= LAST
        && at + HEADER + length(at) <= block.limit()
        && block.getInt(at) == checksum(at);
  }

  private int type(int at) {
    return block.get(at + TYPE_AT);
  }

  private int length(int at) {
    return block.getShort(at + Integer.BYTES) & 0xffff;
  }

  private int checksum(int at) {
    CRC32C crc = new CRC32C();
    crc.update(block.array(), at + TYPE_AT, 1 + length(at));
    return Integer.rotateRight((int) crc.getValue(), CRC_ROTATION) + CRC_MASK;
  }
}
