package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.Commit;

class HomeFolderTest {
  private static final SecretBytes SECRET = SecretBytes.copyOf(new byte[] {1, 2, 3});

  @TempDir Path temporary;
  private Path home;

  @BeforeEach
  void place() {
    home = temporary.resolve("deep").resolve("home");
  }

  @Test
  void whatWasPutIsThereWhenOpenedAgain() throws Exception {
    NetworkId network = ChainMaker.network(1);
    ChainMaker chain = new ChainMaker(network, Lane.GOVERNANCE, 2);
    assertFalse(HomeFolder.isHome(home));
    try (HomeFolder created = create()) {
      created.secrets().put("device", SECRET);
      assertEquals(Set.of(), created.store().networks());
      created.store().network(network).commit(new Commit(chain.next(1), List.of()));
    }
    assertTrue(HomeFolder.isHome(home));
    try (HomeFolder opened = open()) {
      assertEquals(Optional.of(SECRET), opened.secrets().get("device"));
      assertEquals(Set.of("device"), opened.secrets().names());
      assertEquals(Set.of(network), opened.store().networks());
      assertEquals(1, opened.store().network(network).heads().size());
      assertTrue(opened.store().sizeBytes() > 0);
    }
  }

  @Test
  void aPassphraseIsTheSameFromEveryKeyboard() throws Exception {
    HomeFolder.create(home, "caf\u00e9 \u0622\u0628".toCharArray(), Homes.ENTROPY).close();
    HomeFolder.open(home, "cafe\u0301 \u0627\u0653\u0628".toCharArray(), Homes.ENTROPY).close();
  }

  @Test
  void aWrongPassphraseIsTold() throws Exception {
    create().close();
    refused(HomeException.Kind.WRONG_PASSPHRASE, () -> open("wrong".toCharArray()));
    refused(HomeException.Kind.WRONG_PASSPHRASE, () -> open(new char[0]));
    open().close();
  }

  @Test
  void aHomeIsNotMadeOverAnotherNorInAFolderInUse() throws Exception {
    create().close();
    refused(HomeException.Kind.ALREADY_A_HOME, this::create);
    Files.createFile(temporary.resolve("file"));
    refused(
        HomeException.Kind.FAILED,
        () -> HomeFolder.create(temporary, Homes.PASSPHRASE, Homes.ENTROPY));
    assertFalse(HomeFolder.isHome(temporary));
  }

  @Test
  void aCreationThatWasInterruptedCanBeRepeated() throws Exception {
    create().close();
    for (String later : List.of("keyslots", "mark")) {
      Files.delete(home.resolve(later));
    }
    Homes.delete(home.resolve("store"));
    refused(HomeException.Kind.NOT_A_HOME, this::open);
    create().close();
    open().close();
  }

  @Test
  void aFolderThatIsNoHomeIsTold() throws Exception {
    refused(HomeException.Kind.NOT_A_HOME, this::open);
    assertFalse(Files.exists(home));
  }

  @Test
  void aHomeThatIsOpenIsLocked() throws Exception {
    try (HomeFolder created = create()) {
      refused(HomeException.Kind.LOCKED, this::open);
      assertEquals("LOCKED", openInAnotherProcess());
      assertTrue(created.store().networks().isEmpty());
    }
    assertEquals("OPENED", openInAnotherProcess());
    open().close();
  }

  @Test
  void aHomeThatCouldNotBeOpenedIsNotLockedAfterwards() throws Exception {
    create().close();
    refused(HomeException.Kind.WRONG_PASSPHRASE, () -> open("wrong".toCharArray()));
    assertEquals("OPENED", openInAnotherProcess());
  }

  @Test
  void onlyTheOwnerMayEnter() throws Exception {
    assumeTrue(
        home.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "the file system knows no owners");
    create().close();
    for (String folder : List.of("", "run", "store")) {
      assertEquals("rwx------", permissions(home.resolve(folder)));
    }
    for (String file : List.of("keyslots", "secrets", "mark", "lock")) {
      assertEquals("rw-------", permissions(home.resolve(file)));
    }
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    open().close();
    assertEquals("rwx------", permissions(home));
  }

  @Test
  void secretsOfAnotherHomeAreTold() throws Exception {
    create().close();
    Path other = temporary.resolve("other");
    HomeFolder.create(other, Homes.PASSPHRASE, Homes.ENTROPY).close();
    Files.write(home.resolve("secrets"), Files.readAllBytes(other.resolve("secrets")));
    refused(HomeException.Kind.FOREIGN, this::open);
  }

  static void refused(HomeException.Kind kind, Executable attempt) {
    HomeException e = assertThrows(HomeException.class, attempt);
    assertEquals(kind, e.kind(), e.getMessage());
  }

  private HomeFolder create() throws HomeException {
    return HomeFolder.create(home, Homes.PASSPHRASE, Homes.ENTROPY);
  }

  private HomeFolder open() throws HomeException {
    return open(Homes.PASSPHRASE);
  }

  private HomeFolder open(char[] passphrase) throws HomeException {
    return HomeFolder.open(home, passphrase, Homes.ENTROPY);
  }

  private String openInAnotherProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Opener.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes()).strip();
    assertEquals(0, process.waitFor());
    return said;
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
