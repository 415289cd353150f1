package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.crypto.SecretBytes;

class KeySlotsTest {
  private static final byte[] PASSPHRASE = "four plain words here".getBytes(StandardCharsets.UTF_8);
  private static final int SLOTS_AT = 64;
  private static final int SLOT = 504;

  @TempDir Path folder;
  private Path file;
  private KeySlots slots;
  private SecretBytes dataKey;

  @BeforeEach
  void create() throws Exception {
    file = folder.resolve("keyslots");
    slots = new KeySlots(file);
    dataKey = SecretBytes.copyOf(Homes.DATA_KEY);
    slots.create(PASSPHRASE, dataKey, Homes.ENTROPY);
  }

  @Test
  void thePassphraseGivesTheDataKey() throws Exception {
    assertEquals(new KeySlots.Unlocked(dataKey, Side.FIRST), slots.open(PASSPHRASE));
    assertEquals(KeySlots.FILE_LENGTH, Files.size(file));
  }

  @Test
  void theSamePassphraseNeverGivesTheSameFile() throws Exception {
    KeySlots other = new KeySlots(folder.resolve("other"));
    other.create(PASSPHRASE, dataKey, Homes.ENTROPY);
    assertNotEquals(-1, Files.mismatch(file, folder.resolve("other")));
  }

  /** Of 4,064 random bytes no value comes up 60 times: 16 are expected, and 60 is 11 sigma off. */
  @Test
  void usedAndUnusedSlotsLookAlike() throws Exception {
    int[] counts = new int[256];
    for (byte each : Files.readAllBytes(file)) {
      counts[each & 0xff]++;
    }
    assertTrue(Arrays.stream(counts).max().getAsInt() < 60);
  }

  @Test
  void damageIsToldFromAWrongPassphrase() throws Exception {
    byte[] wrong = {1};
    HomeFolderTest.refused(HomeException.Kind.WRONG_PASSPHRASE, () -> slots.open(wrong));
    byte[] sound = Files.readAllBytes(file);
    for (int at : new int[] {0, 31, 32, 63}) {
      flip(sound, at);
      HomeFolderTest.refused(HomeException.Kind.DAMAGED, () -> slots.open(wrong));
    }
    flip(sound, 32);
    HomeFolderTest.refused(HomeException.Kind.DAMAGED, () -> slots.open(PASSPHRASE));
  }

  @Test
  void damageElsewhereDoesNotShutTheOwnerOut() throws Exception {
    byte[] sound = Files.readAllBytes(file);
    int opened = 0;
    for (int slot = 0; slot < KeySlots.SLOTS; slot++) {
      flip(sound, SLOTS_AT + slot * SLOT + 100);
      opened += opens() ? 1 : 0;
    }
    assertEquals(KeySlots.SLOTS - 1, opened);
    flip(sound, 0);
    assertTrue(opens());
  }

  @Test
  void aFileOfAnotherLengthIsDamaged() throws Exception {
    byte[] sound = Files.readAllBytes(file);
    for (int length : new int[] {0, 31, 32, 4095, 4097}) {
      Files.write(file, Arrays.copyOf(sound, length));
      HomeFolderTest.refused(HomeException.Kind.DAMAGED, () -> slots.open(PASSPHRASE));
    }
  }

  @Test
  void aNewerVersionIsTold() throws Exception {
    byte[] sound = Files.readAllBytes(file);
    byte[] content = Arrays.copyOfRange(sound, Digest.LENGTH, sound.length);
    byte[] newer = Digest.tagged("peyvand/keyslots/" + (KeySlots.VERSION + 1), content);
    Files.write(file, StoreKeys.join(newer, content));
    HomeFolderTest.refused(HomeException.Kind.NEWER_VERSION, () -> slots.open(PASSPHRASE));
  }

  @Test
  void keySlotsAreNotMadeOverOthers() {
    HomeFolderTest.refused(
        HomeException.Kind.ALREADY_A_HOME, () -> slots.create(PASSPHRASE, dataKey, Homes.ENTROPY));
  }

  @Test
  void replacedSlotsOpenByTheNewPassphraseAloneAndGiveTheNewKey() throws Exception {
    SecretBytes next = SecretBytes.own(Homes.ENTROPY.bytes(KeySlots.KEY_LENGTH));
    KeySlots.Unlocked unlocked = new KeySlots.Unlocked(next, Side.SECOND);
    slots.replace(new byte[] {2}, unlocked, Homes.ENTROPY);
    HomeFolderTest.refused(HomeException.Kind.WRONG_PASSPHRASE, () -> slots.open(PASSPHRASE));
    assertEquals(unlocked, slots.open(new byte[] {2}));
  }

  @Test
  void slotsThatWereReplacedAreGoneAndOverwritten() throws Exception {
    Path link = Files.createLink(folder.resolve("link"), file);
    byte[] before = Files.readAllBytes(file);
    slots.replace(PASSPHRASE, slots.open(PASSPHRASE), Homes.ENTROPY);
    assertTrue(Files.exists(KeySlots.replaced(file)));
    slots.destroyReplaced(Homes.ENTROPY);
    assertFalse(Files.exists(KeySlots.replaced(file)));
    assertOverwritten(before, Files.readAllBytes(link));
    slots.destroyReplaced(Homes.ENTROPY);
    assertEquals(dataKey, slots.open(PASSPHRASE).dataKey());
  }

  @Test
  void slotsThatWereOnlyAboutToBeReplacedAreKept() throws Exception {
    Files.createLink(KeySlots.replaced(file), file);
    slots.destroyReplaced(Homes.ENTROPY);
    assertFalse(Files.exists(KeySlots.replaced(file)));
    assertEquals(dataKey, slots.open(PASSPHRASE).dataKey());
  }

  static void assertOverwritten(byte[] before, byte[] after) {
    assertEquals(before.length, after.length);
    for (int at = 0; at + 16 <= before.length; at += 16) {
      assertFalse(Arrays.equals(before, at, at + 16, after, at, at + 16), "kept at " + at);
    }
  }

  private boolean opens() throws HomeException {
    try {
      return slots.open(PASSPHRASE).dataKey().equals(dataKey);
    } catch (HomeException e) {
      assertEquals(HomeException.Kind.DAMAGED, e.kind());
      return false;
    }
  }

  private void flip(byte[] sound, int at) throws Exception {
    byte[] flipped = sound.clone();
    flipped[at] ^= 1;
    Files.write(file, flipped);
  }
}
