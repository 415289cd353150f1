package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.log.StoreException;

class WipeTest {
  private static final int KILLS = Integer.getInteger("peyvand.kills", 15);
  private static final int WINDOW = 16;
  private static final long LONGEST_NANOS = 20_000_000;

  @TempDir Path temporary;
  private Path home;
  private HomeFiles files;
  private byte[] slots;
  private byte[] secrets;

  private static final class Cut extends Error {
    private static final long serialVersionUID = 1;
  }

  @BeforeEach
  void make() throws Exception {
    home = temporary.resolve("home");
    files = new HomeFiles(home);
    RekeyedHome.make(home);
    slots = Files.readAllBytes(files.keySlots());
    secrets = Files.readAllBytes(files.secrets(Side.FIRST));
  }

  @Test
  void theKeysGoInUnderASecondAndThenEverything() throws Exception {
    Path link = Files.createLink(temporary.resolve("link"), files.keySlots());
    Path other = Files.createLink(temporary.resolve("other"), files.secrets(Side.FIRST));
    Wipe wipe = new Wipe(home, Homes.ENTROPY);
    Wipe.Keys keys = wipe.destroyKeys();
    assertTrue(keys.millis() < 1_000, keys::toString);
    assertTrue(keys.overwritten());
    assertUnopenable(home);
    KeySlotsTest.assertOverwritten(slots, Files.readAllBytes(link));
    KeySlotsTest.assertOverwritten(secrets, Files.readAllBytes(other));
    assertEquals(List.of(), wipe.removeRest());
    assertFalse(Files.exists(home));
    assertFalse(Wipe.isNeeded(home));
  }

  @Test
  void cutAtAnyStepNothingOpensAndItCanBeRepeated() throws Exception {
    List<String> steps = new ArrayList<>();
    Path whole = copy("whole");
    wipe(new Wipe(whole, Homes.ENTROPY, steps::add));
    assertTrue(steps.size() > 6, steps::toString);
    for (int last = 0; last < steps.size(); last++) {
      Path cut = copy("cut " + last);
      int stopAt = last;
      int[] done = {0};
      Wipe.Steps stops =
          step -> {
            if (done[0]++ == stopAt) {
              throw new Cut();
            }
          };
      assertThrows(Cut.class, () -> wipe(new Wipe(cut, Homes.ENTROPY, stops)));
      assertUnopenable(cut);
      wipe(new Wipe(cut, Homes.ENTROPY));
      assertFalse(Files.exists(cut));
    }
  }

  @Test
  void cutWhileThePassphraseChangesNothingOpensEither() throws Exception {
    for (Rekeying.Step step : Rekeying.Step.values()) {
      Path changing = copy(step.name());
      assertThrows(Cut.class, () -> changeUpTo(changing, step));
      new Wipe(changing, Homes.ENTROPY).destroyKeys();
      assertUnopenable(changing);
      assertEquals(List.of(), new Wipe(changing, Homes.ENTROPY).removeRest());
    }
  }

  @Tag("slow")
  @Test
  void killedAtAnyMomentTheHomeIsUntouchedOrGone() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int gone = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Path killed = copy("killed " + kill);
      Process process = start(killed, copy("before " + kill));
      assertNotEquals(-1, process.getInputStream().read());
      LockSupport.parkNanos((long) (random.nextDouble() * LONGEST_NANOS));
      process.destroyForcibly().waitFor();
      Path left = new HomeFiles(killed).keySlots();
      boolean untouched = Files.exists(left) && Arrays.equals(slots, Files.readAllBytes(left));
      if (!untouched) {
        gone++;
        assertUnopenable(killed);
      }
      OwnerFiles.remove(killed);
    }
    assertTrue(gone > 0, "expected some to come as far as the keys, seed " + seed);
  }

  @Test
  void aDamagedHomeIsWipedToo() throws Exception {
    Files.write(files.keySlots(), new byte[] {1, 2, 3});
    Files.delete(files.mark(Side.FIRST));
    Files.delete(files.secrets(Side.FIRST));
    Files.createDirectory(files.secrets(Side.FIRST));
    Files.write(files.secrets(Side.FIRST).resolve("inside"), secrets);
    wipe(new Wipe(home, Homes.ENTROPY));
    assertFalse(Files.exists(home));
  }

  @Test
  void filesThatAreClosedToWritingAreOverwrittenAllTheSame() throws Exception {
    assumeTrue(OwnerFiles.isPosix(home), "the file system knows no owners");
    Path link = Files.createLink(temporary.resolve("link"), files.keySlots());
    Files.setPosixFilePermissions(files.keySlots(), PosixFilePermissions.fromString("---------"));
    assertTrue(new Wipe(home, Homes.ENTROPY).destroyKeys().overwritten());
    KeySlotsTest.assertOverwritten(slots, Files.readAllBytes(link));
  }

  @Test
  void whatIsNotThisProgramsStays() throws Exception {
    Path letter = Files.writeString(home.resolve("letter.txt"), "kept");
    wipe(new Wipe(home, Homes.ENTROPY));
    assertEquals("kept", Files.readString(letter));
    assertFalse(Wipe.isNeeded(home));
  }

  @Test
  void aHomeThatIsOpenLosesItsKeysAtOnceAndWritesNothingMore() throws Exception {
    HomeFolder open = HomeFolder.open(home, Homes.PASSPHRASE, Homes.ENTROPY);
    new Wipe(home, Homes.ENTROPY).destroyKeys();
    open.forget();
    assertUnopenable(home);
    assertThrows(
        IllegalStateException.class, () -> open.secrets().put("late", RekeyedHome.secret("x")));
    assertThrows(StoreException.class, () -> RekeyedHome.write(open.store()));
    open.close();
    wipe(new Wipe(home, Homes.ENTROPY));
    assertFalse(Files.exists(home));
  }

  @Test
  void whatAnInterruptedRestorationLeftBesideIsDestroyedToo() throws Exception {
    Path beside = copy("home.unfinished");
    HomeFiles left = new HomeFiles(beside);
    Path link = Files.createLink(temporary.resolve("link"), left.keySlots());
    Path other = Files.createLink(temporary.resolve("other"), left.secrets(Side.FIRST));
    Homes.delete(home);
    assertTrue(Wipe.isNeeded(home));
    assertEquals(List.of(beside), new Inspection(home).unfinished());
    Wipe wipe = new Wipe(home, Homes.ENTROPY);
    wipe.destroyKeys();
    assertUnopenable(beside);
    KeySlotsTest.assertOverwritten(slots, Files.readAllBytes(link));
    KeySlotsTest.assertOverwritten(secrets, Files.readAllBytes(other));
    assertEquals(List.of(), wipe.removeRest());
    assertFalse(Files.exists(beside));
    assertFalse(Wipe.isNeeded(home));
  }

  private static void wipe(Wipe wipe) throws HomeException {
    wipe.destroyKeys();
    assertEquals(List.of(), wipe.removeRest());
  }

  private static void changeUpTo(Path home, Rekeying.Step last) throws HomeException {
    HomeFolder.changePassphrase(
        home,
        Homes.PASSPHRASE,
        RekeyedHome.CHANGED,
        Homes.ENTROPY,
        (done, total) -> {},
        step -> {
          if (step == last) {
            throw new Cut();
          }
        });
  }

  private Path copy(String name) throws Exception {
    Path copy = temporary.resolve(name);
    Homes.copy(home, copy);
    return copy;
  }

  /** By no passphrase and no file that is left; and no piece of the key files is found anywhere. */
  private void assertUnopenable(Path wiped) throws Exception {
    for (char[] passphrase : List.of(Homes.PASSPHRASE, RekeyedHome.CHANGED)) {
      assertThrows(HomeException.class, () -> HomeFolder.open(wiped, passphrase, Homes.ENTROPY));
    }
    if (!Files.exists(wiped)) {
      return;
    }
    for (Path left : Homes.files(wiped)) {
      String raw = new String(Files.readAllBytes(left), StandardCharsets.ISO_8859_1);
      for (int at = 0; at + WINDOW <= slots.length; at += WINDOW) {
        String piece = new String(slots, at, WINDOW, StandardCharsets.ISO_8859_1);
        assertFalse(raw.contains(piece), () -> "a piece of the key slots is left in " + left);
      }
      assertThrows(
          HomeException.class,
          () -> new KeySlots(left).open(PassphraseBytes.of(Homes.PASSPHRASE)),
          left::toString);
    }
  }

  private static Process start(Path home, Path before) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Wiper.class.getName(),
            home.toString(),
            before.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
