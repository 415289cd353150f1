package org.peyvand.node.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a home for one opener: by a lock on a file against other processes, by a set against this
 * one. POSIX gives up a process's lock as soon as the process closes any handle of the file, so a
 * second attempt of this process must not even touch it.
 */
final class HomeLock implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private HomeLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock, in a folder that is there. */
  static HomeLock take(Path lock) throws HomeException {
    Path home = lock.getParent();
    try {
      Path file = home.toRealPath().resolve(lock.getFileName());
      if (!HELD.add(file)) {
        throw held(home);
      }
      FileChannel channel = channel(file);
      if (channel == null) {
        throw held(home);
      }
      return new HomeLock(file, channel);
    } catch (IOException e) {
      throw HomeException.of("locking", home, e);
    }
  }

  Path path() {
    return file;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      HELD.remove(file);
    }
  }

  /** The file's channel with its lock, or null if another process has it. */
  private static FileChannel channel(Path file) throws IOException {
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel = OwnerFiles.channel(file);
      lock = channel.tryLock();
      return lock == null ? null : channel;
    } finally {
      if (lock == null) {
        HELD.remove(file);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  private static HomeException held(Path home) {
    return new HomeException(
        HomeException.Kind.LOCKED, "opening a home: expected it closed, found it open: " + home);
  }
}
