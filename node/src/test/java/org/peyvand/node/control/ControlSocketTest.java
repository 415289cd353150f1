package org.peyvand.node.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {
  private static final int TAIL = "/run/node.sock".length();

  private static Path homeOfSocketLength(int bytes) {
    return Path.of("/" + "a".repeat(bytes - TAIL - 1));
  }

  @Test
  void aHomeUpToTheLimitHoldsItsOwnSocket() {
    Path home = homeOfSocketLength(ControlSocket.PATH_BYTES);
    assertEquals(home.resolve("run/node.sock"), ControlSocket.of(home));
  }

  @Test
  void aDeeperHomeHasItsSocketInAShortFolder() {
    Path deep = homeOfSocketLength(ControlSocket.PATH_BYTES + 1);
    Path other = homeOfSocketLength(ControlSocket.PATH_BYTES + 2);
    assertFalse(ControlSocket.of(deep).startsWith(deep));
    assertEquals(ControlSocket.of(deep), ControlSocket.of(deep));
    assertNotEquals(ControlSocket.of(deep), ControlSocket.of(other));
  }

  @Test
  void thePersianNameOfAHomeCountsInBytes() {
    Path home = Path.of("/" + "پ".repeat(60));
    assertFalse(ControlSocket.of(home).startsWith(home));
  }

  @Test
  void theFolderIsForItsOwnerAlone(@TempDir Path home) throws IOException {
    Path folder = home.resolve("run");
    ControlSocket.makeFolder(folder);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    ControlSocket.makeFolder(folder);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    assertTrue(ControlSocket.isOwn(folder));
  }

  @Test
  void aLinkInPlaceOfTheFolderIsRefused(@TempDir Path home) throws IOException {
    Path folder = home.resolve("run");
    Files.createSymbolicLink(folder, Files.createDirectory(home.resolve("elsewhere")));
    assertThrows(IOException.class, () -> ControlSocket.makeFolder(folder));
    assertFalse(ControlSocket.isOwn(folder));
  }
}
