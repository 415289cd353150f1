package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
  @TempDir Path temporary;
  private Path home;
  private HomeFiles files;
  private Inspection inspection;

  @BeforeEach
  void make() throws Exception {
    home = temporary.resolve("home");
    files = new HomeFiles(home);
    inspection = new Inspection(home);
    HomeFolder.create(home, Homes.PASSPHRASE, Homes.ENTROPY).close();
  }

  @Test
  void aHomeInOrderHasNothingToSay() throws Exception {
    assertEquals(List.of(), inspection.openToOthers());
    assertEquals(Inspection.Condition.SOUND, inspection.keySlots());
    assertEquals(Inspection.Condition.SOUND, inspection.secrets());
    assertFalse(inspection.isHeld());
    assertEquals(List.of(), inspection.leftovers());
    assertTrue(inspection.room() > 0);
  }

  @Test
  void filesThatAreDamagedMissingOrNewerAreTold() throws Exception {
    byte[] slots = Files.readAllBytes(files.keySlots());
    slots[1_000] ^= 1;
    Files.write(files.keySlots(), slots);
    assertEquals(Inspection.Condition.DAMAGED, inspection.keySlots());
    new CheckedFile(files.keySlots(), "keyslots", KeySlots.VERSION).write(new byte[1]);
    assertEquals(Inspection.Condition.DAMAGED, inspection.keySlots());
    Files.delete(files.keySlots());
    assertEquals(Inspection.Condition.MISSING, inspection.keySlots());
    new CheckedFile(files.secrets(Side.FIRST), "secrets", SecretsFile.VERSION + 1)
        .write(new byte[1]);
    assertEquals(Inspection.Condition.NEWER, inspection.secrets());
    Files.delete(files.secrets(Side.FIRST));
    assertEquals(Inspection.Condition.MISSING, inspection.secrets());
  }

  @Test
  void aHomeThatIsOpenIsHeldAndStaysHeld() throws Exception {
    try (HomeFolder open = HomeFolder.open(home, Homes.PASSPHRASE, Homes.ENTROPY)) {
      assertTrue(inspection.isHeld());
      HomeFolderTest.refused(
          HomeException.Kind.LOCKED, () -> HomeFolder.open(home, Homes.PASSPHRASE, Homes.ENTROPY));
      assertTrue(open.store().networks().isEmpty());
    }
    assertFalse(inspection.isHeld());
  }

  @Test
  void whatIsOpenToOthersIsNamed() throws Exception {
    assumeTrue(OwnerFiles.isPosix(home), "the file system knows no owners");
    for (Path path : List.of(home, files.keySlots(), files.store(Side.FIRST))) {
      var before = Files.getPosixFilePermissions(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-----"));
      assertEquals(List.of(path), inspection.openToOthers());
      Files.setPosixFilePermissions(path, before);
    }
  }

  @Test
  void leftoversAreNamedAndTakenAwayByTheNextOpening() throws Exception {
    List<Path> left =
        List.of(
            KeySlots.replaced(files.keySlots()),
            files.secrets(Side.SECOND),
            files.mark(Side.SECOND));
    for (Path path : left) {
      Files.write(path, new byte[10]);
    }
    Files.createDirectory(files.store(Side.SECOND));
    assertEquals(4, inspection.leftovers().size(), inspection.leftovers().toString());
    HomeFolder.open(home, Homes.PASSPHRASE, Homes.ENTROPY).close();
    assertEquals(List.of(), inspection.leftovers());
  }
}
