package org.peyvand.node.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * Where the socket of a home is: {@code HOME/run/node.sock}. The system allows a socket's path
 * about a hundred bytes; for a home deeper than that it is in a folder of the temporary folder,
 * named by the home's path. Either folder belongs to this user alone, mode 0700, and is checked
 * before use.
 */
public final class ControlSocket {
  /** The shortest limit of the systems that we run on, macOS, is 104 with the closing zero. */
  static final int PATH_BYTES = 100;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private ControlSocket() {}

  /** The path of the socket of the node that holds this home. */
  public static Path of(Path home) {
    Path absolute = home.toAbsolutePath().normalize();
    Path usual = absolute.resolve("run").resolve("node.sock");
    if (bytes(usual.toString()).length <= PATH_BYTES) {
      return usual;
    }
    String name = HexFormat.of().formatHex(sha256(bytes(absolute.toString())), 0, 12);
    return Path.of(System.getProperty("java.io.tmpdir"), "peyvand-" + name, "node.sock");
  }

  /**
   * Makes the folder of a socket for this user alone.
   *
   * @throws IOException when the folder cannot be made or belongs to somebody else
   */
  static void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException there) {
      requireOwn(folder);
    }
    PosixFileAttributeView view = view(folder);
    if (view != null) {
      view.setPermissions(OWNER_ONLY);
    }
  }

  /** Removes what a node that ended in haste left of its socket outside the home. */
  public static void remove(Path home) throws IOException {
    Path socket = of(home);
    Path folder = socket.getParent();
    if (!socket.startsWith(home.toAbsolutePath().normalize())
        && Files.exists(folder)
        && isOwn(folder)) {
      Files.deleteIfExists(socket);
      Files.delete(folder);
    }
  }

  /** Whether the folder is this user's own, so that who listens in it is this user's node. */
  static boolean isOwn(Path folder) {
    try {
      requireOwn(folder);
      return true;
    } catch (IOException foreign) {
      return false;
    }
  }

  private static void requireOwn(Path folder) throws IOException {
    PosixFileAttributeView view = view(folder);
    if (view == null) {
      return;
    }
    PosixFileAttributes attributes = view.readAttributes();
    String owner = attributes.owner().getName();
    if (!attributes.isDirectory() || !owner.equals(System.getProperty("user.name"))) {
      throw new IOException(folder + ": expected a folder of this user, found one of " + owner);
    }
  }

  private static PosixFileAttributeView view(Path folder) {
    return Files.getFileAttributeView(
        folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java has SHA-256", impossible);
    }
  }
}
