package org.peyvand.node.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/** RocksDB's native code, unpacked and loaded once a process. */
final class Library {
  private static boolean loaded;

  private Library() {}

  /**
   * Loads it from a new folder that only this user may enter, so that nobody can put another file
   * in its place, and removes it at once: what is loaded needs its file no more, and a process that
   * is killed leaves none. Windows keeps the file as long as the process; there it goes at the end.
   *
   * @throws UncheckedIOException if it cannot be unpacked
   * @throws UnsatisfiedLinkError if it does not fit this machine
   */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    try {
      File folder = Files.createTempDirectory("peyvand-library-").toFile();
      folder.deleteOnExit();
      try {
        NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RocksDB.loadLibrary();
    loaded = true;
  }

  /** What cannot be removed yet is marked for removal at the end. */
  private static boolean remove(File folder) {
    boolean all = true;
    for (File file : folder.listFiles()) {
      all &= file.delete();
    }
    return all && folder.delete();
  }
}
