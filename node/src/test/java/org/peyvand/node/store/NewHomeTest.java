package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewHomeTest {
  @TempDir Path temporary;
  private Path home;
  private Path beside;

  @BeforeEach
  void name() {
    home = temporary.resolve("home");
    beside = temporary.resolve("home.unfinished");
  }

  private NewHome begin() throws HomeException {
    return NewHome.begin(home, Homes.PASSPHRASE, Homes.ENTROPY);
  }

  @Test
  void itComesToItsPlaceWhole() throws Exception {
    try (NewHome made = begin()) {
      made.folder().secrets().put("what", RekeyedHome.secret("it holds"));
      assertFalse(HomeFolder.isHome(home));
      made.finish();
    }
    assertFalse(Files.exists(beside));
    try (HomeFolder opened = HomeFolder.open(home, Homes.PASSPHRASE, Homes.ENTROPY)) {
      assertEquals(Optional.of(RekeyedHome.secret("it holds")), opened.secrets().get("what"));
    }
  }

  @Test
  void whatIsNotFinishedIsDestroyedKeysFirst() throws Exception {
    Path link = temporary.resolve("link");
    byte[] slots;
    try (NewHome made = begin()) {
      made.folder().secrets().put("what", RekeyedHome.secret("it holds"));
      slots = Files.readAllBytes(new HomeFiles(beside).keySlots());
      Files.createLink(link, new HomeFiles(beside).keySlots());
    }
    assertFalse(Files.exists(beside));
    assertFalse(Files.exists(home));
    KeySlotsTest.assertOverwritten(slots, Files.readAllBytes(link));
  }

  @Test
  void whatACrashLeftGivesWayButWhatIsBeingFilledDoesNot() throws Exception {
    HomeFolder.create(beside, Homes.PASSPHRASE, Homes.ENTROPY).close();
    try (NewHome made = begin()) {
      HomeFolderTest.refused(HomeException.Kind.LOCKED, this::begin);
      made.finish();
    }
    assertTrue(HomeFolder.isHome(home));
    HomeFolderTest.refused(HomeException.Kind.ALREADY_A_HOME, this::begin);
  }
}
