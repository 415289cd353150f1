package org.peyvand.node.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.peyvand.protocol.log.StoreException;

/**
 * Finds out whether RocksDB can be opened anew, before it is closed: then it needs room for what is
 * in its logs once more. File systems with quotas tell of room that is not there, so it is tried.
 */
final class Probe {
  private static final String NAME = "probe";
  private static final int PIECE = 64 * 1024;
  private static final long LEAST = 4L * 1024 * 1024;

  private Probe() {}

  /**
   * Fills the room and gives it back.
   *
   * @throws StoreException FULL or FAILED
   */
  static void requireRoom(Path folder) throws StoreException {
    Path probe = of(folder);
    try {
      try {
        fill(probe, needed(folder));
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException e) {
      throw new StoreException(
          HomeException.isFull(e) ? StoreException.Kind.FULL : StoreException.Kind.FAILED,
          "looking for room to reopen " + folder + ": " + e.getMessage(),
          e);
    }
  }

  /** The file that it fills, for a moment. */
  static Path of(Path folder) {
    return folder.resolveSibling(NAME);
  }

  private static long needed(Path folder) throws IOException {
    long needed = LEAST;
    for (Path log : RecordLog.all(folder)) {
      needed += Files.size(log);
    }
    return needed;
  }

  private static void fill(Path probe, long bytes) throws IOException {
    byte[] piece = new byte[PIECE];
    try (OutputStream out = Files.newOutputStream(probe)) {
      for (long written = 0; written < bytes; written += piece.length) {
        out.write(piece);
      }
    }
  }
}
