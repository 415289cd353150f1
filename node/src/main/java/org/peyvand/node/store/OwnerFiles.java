package org.peyvand.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders for the owner's eyes only, where the file system knows owners (POSIX). */
final class OwnerFiles {
  private static final String UNFINISHED = ".new";
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnerFiles() {}

  /** Makes the folder, or takes from everybody else the rights in one that is there. */
  static void folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, permissions(folder, FOLDER));
    }
    if (isPosix(folder)) {
      Files.setPosixFilePermissions(folder, FOLDER);
    }
  }

  /** An open file that is there afterwards, empty if it is new. */
  static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        permissions(file.getParent(), FILE));
  }

  /**
   * Replaces the whole content, durably: after a crash at any moment the file holds the old content
   * or the new.
   */
  static void write(Path file, byte[] content) throws IOException {
    Path unfinished = unfinished(file);
    Files.deleteIfExists(unfinished);
    try (FileChannel channel = channel(unfinished)) {
      writeFully(channel, content);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(file.getParent());
  }

  /** As {@link #write}, and then overwrites with {@code noise} what the file held before. */
  static void writeAndErase(Path file, byte[] content, byte[] noise) throws IOException {
    try (FileChannel old = FileChannel.open(file, StandardOpenOption.WRITE)) {
      write(file, content);
      writeFully(old, noise);
    }
  }

  /** Overwrites and removes the file and any unfinished write of it, as far as they exist. */
  static void destroy(Path file, byte[] noise) throws IOException {
    for (Path each : new Path[] {file, unfinished(file)}) {
      if (Files.exists(each)) {
        try (FileChannel channel = FileChannel.open(each, StandardOpenOption.WRITE)) {
          writeFully(channel, noise);
        }
        Files.delete(each);
      }
    }
    sync(file.getParent());
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + UNFINISHED);
  }

  private static void writeFully(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(content);
    while (left.hasRemaining()) {
      channel.write(left);
    }
    channel.force(true);
  }

  /** Makes renames in a folder durable; only POSIX systems can, and need to. */
  static void sync(Path folder) throws IOException {
    if (isPosix(folder)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static FileAttribute<?>[] permissions(Path near, Set<PosixFilePermission> permissions) {
    return isPosix(near)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
