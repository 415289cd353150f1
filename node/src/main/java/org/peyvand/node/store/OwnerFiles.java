package org.peyvand.node.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.peyvand.protocol.crypto.Entropy;

/** Files and folders for the owner's eyes only, where the file system knows owners (POSIX). */
final class OwnerFiles {
  private static final String UNFINISHED = ".new";
  private static final int NOISE = 64 * 1024;
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

  /** As {@link #write}, and then overwrites all that the file held before. */
  static void writeAndErase(Path file, byte[] content, Entropy entropy) throws IOException {
    try (FileChannel old = FileChannel.open(file, StandardOpenOption.WRITE)) {
      write(file, content);
      overwrite(old, entropy);
    }
  }

  /** Overwrites all of the file and removes it. No error if there is none. */
  static void destroy(Path file, Entropy entropy) throws IOException {
    try {
      overwrite(file, entropy);
    } finally {
      Files.deleteIfExists(file);
      sync(file.getParent());
    }
  }

  /** Overwrites all of the file, durably. No error if there is none. */
  static void overwrite(Path file, Entropy entropy) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      overwrite(channel, entropy);
    } catch (NoSuchFileException gone) {
      return;
    }
  }

  /** Removes a file, or a folder with all below; what a link points to stays. */
  static void remove(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }

  /** Where a write of the file is until it is whole. */
  static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + UNFINISHED);
  }

  private static void overwrite(FileChannel channel, Entropy entropy) throws IOException {
    long left = channel.size();
    channel.position(0);
    while (left > 0) {
      ByteBuffer noise = ByteBuffer.wrap(entropy.bytes((int) Math.min(left, NOISE)));
      left -= noise.remaining();
      while (noise.hasRemaining()) {
        channel.write(noise);
      }
    }
    channel.force(true);
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

  static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
