package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.crypto.SecretBytes;

class RekeyingTest {
  private static final int KILLS = Integer.getInteger("peyvand.kills", 12);
  private static final int LONGEST_MILLIS = 2_500;

  @TempDir Path temporary;
  private Path home;
  private HomeFiles files;

  /** As a power cut: nothing that follows is done, also not what follows a failure. */
  private static final class Cut extends Error {
    private static final long serialVersionUID = 1;
  }

  @BeforeEach
  void make() throws Exception {
    home = temporary.resolve("home");
    files = new HomeFiles(home);
    RekeyedHome.make(home);
  }

  @Test
  void everythingIsThereUnderTheNewPassphraseAloneAndNothingIsLeft() throws Exception {
    List<Long> told = new ArrayList<>();
    change((done, total) -> told.add(total - done), step -> {});
    refused(Homes.PASSPHRASE);
    RekeyedHome.assertWhole(home, RekeyedHome.CHANGED);
    assertEquals(List.of(), files.present(Side.FIRST));
    assertFalse(Files.exists(KeySlots.replaced(files.keySlots())));
    assertEquals(0L, told.get(told.size() - 1));
  }

  @Test
  void itCanBeDoneAgainAndAgain() throws Exception {
    change((done, total) -> {}, step -> {});
    HomeFolder.changePassphrase(
        home, RekeyedHome.CHANGED, Homes.PASSPHRASE, Homes.ENTROPY, (done, total) -> {});
    refused(RekeyedHome.CHANGED);
    RekeyedHome.assertWhole(home, Homes.PASSPHRASE);
    assertEquals(List.of(), files.present(Side.SECOND));
  }

  @Test
  void aCutAtAnyStepLeavesExactlyOnePassphraseAndLosesNothing() throws Exception {
    for (Rekeying.Step last : Rekeying.Step.values()) {
      Path copy = temporary.resolve("cut " + last);
      Homes.copy(home, copy);
      assertThrows(
          Cut.class,
          () ->
              HomeFolder.changePassphrase(
                  copy,
                  Homes.PASSPHRASE,
                  RekeyedHome.CHANGED,
                  Homes.ENTROPY,
                  (done, total) -> {},
                  step -> cutAt(step, last)));
      assertOneOpens(copy, last.compareTo(Rekeying.Step.SWITCHED) >= 0);
    }
  }

  @Tag("slow")
  @Test
  void aKillAtAnyStepLeavesExactlyOnePassphraseAndLosesNothing() throws Exception {
    for (Rekeying.Step last : Rekeying.Step.values()) {
      Path copy = temporary.resolve("killed " + last);
      Homes.copy(home, copy);
      Process process = start(copy, last);
      try (BufferedReader said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = said.readLine(); !last.name().equals(line); line = said.readLine()) {
          assertTrue(line != null, "ended before " + last);
        }
      }
      process.destroyForcibly().waitFor();
      assertOneOpens(copy, last.compareTo(Rekeying.Step.SWITCHED) >= 0);
    }
  }

  @Tag("slow")
  @Test
  void aKillAtAnyMomentLeavesExactlyOnePassphraseAndLosesNothing() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      Path copy = temporary.resolve("moment " + kill);
      Homes.copy(home, copy);
      Process process = start(copy, Rekeying.Step.OLD_DESTROYED);
      process.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      boolean switched = opens(copy, RekeyedHome.CHANGED);
      assertEquals(!switched, opens(copy, Homes.PASSPHRASE), "seed " + seed + ", kill " + kill);
      assertOneOpens(copy, switched);
      Homes.delete(copy);
    }
  }

  @Test
  void anOldCopyOfTheKeySlotsOpensNothingThatStands() throws Exception {
    byte[] old = Files.readAllBytes(files.keySlots());
    Path thief = Files.write(temporary.resolve("old slots"), old);
    change((done, total) -> {}, step -> {});
    HomeFolder.open(home, RekeyedHome.CHANGED, Homes.ENTROPY).close();
    SecretBytes oldKey = new KeySlots(thief).open(PassphraseBytes.of(Homes.PASSPHRASE)).dataKey();
    HomeFolderTest.refused(
        HomeException.Kind.FOREIGN,
        () -> SecretsFile.open(files.secrets(Side.SECOND), oldKey, Homes.ENTROPY));
    HomeFolderTest.refused(
        HomeException.Kind.FOREIGN,
        () ->
            StoreFolder.open(
                files.store(Side.SECOND), files.mark(Side.SECOND), oldKey, Homes.ENTROPY));
    Files.write(files.keySlots(), old);
    HomeFolderTest.refused(
        HomeException.Kind.DAMAGED, () -> HomeFolder.open(home, Homes.PASSPHRASE, Homes.ENTROPY));
  }

  @Test
  void theOldSlotsAndSecretsAreOverwritten() throws Exception {
    Path slots = Files.createLink(temporary.resolve("slots"), files.keySlots());
    Path secrets = Files.createLink(temporary.resolve("secrets"), files.secrets(Side.FIRST));
    byte[] slotsBefore = Files.readAllBytes(slots);
    byte[] secretsBefore = Files.readAllBytes(secrets);
    change((done, total) -> {}, step -> {});
    KeySlotsTest.assertOverwritten(slotsBefore, Files.readAllBytes(slots));
    KeySlotsTest.assertOverwritten(secretsBefore, Files.readAllBytes(secrets));
  }

  @Test
  void aWrongPassphraseChangesNothing() throws Exception {
    HomeFolderTest.refused(
        HomeException.Kind.WRONG_PASSPHRASE,
        () ->
            HomeFolder.changePassphrase(
                home,
                RekeyedHome.CHANGED,
                RekeyedHome.CHANGED,
                Homes.ENTROPY,
                (done, total) -> {}));
    RekeyedHome.assertWhole(home, Homes.PASSPHRASE);
  }

  @Test
  void aHomeThatIsOpenIsNotTouched() throws Exception {
    try (HomeFolder open = HomeFolder.open(home, Homes.PASSPHRASE, Homes.ENTROPY)) {
      HomeFolderTest.refused(
          HomeException.Kind.LOCKED, () -> change((done, total) -> {}, step -> {}));
      assertEquals(2, open.store().networks().size());
    }
    assertEquals(List.of(), files.present(Side.SECOND));
  }

  private void change(Progress progress, Rekeying.Steps steps) throws HomeException {
    HomeFolder.changePassphrase(
        home, Homes.PASSPHRASE, RekeyedHome.CHANGED, Homes.ENTROPY, progress, steps);
  }

  private static void cutAt(Rekeying.Step step, Rekeying.Step last) {
    if (step == last) {
      throw new Cut();
    }
  }

  /** And once it was opened nothing is left of the other side. */
  private static void assertOneOpens(Path home, boolean switched) throws Exception {
    char[] shut = switched ? Homes.PASSPHRASE : RekeyedHome.CHANGED;
    HomeFolderTest.refused(
        HomeException.Kind.WRONG_PASSPHRASE, () -> HomeFolder.open(home, shut, Homes.ENTROPY));
    RekeyedHome.assertWhole(home, switched ? RekeyedHome.CHANGED : Homes.PASSPHRASE);
    HomeFiles files = new HomeFiles(home);
    assertEquals(List.of(), files.present(switched ? Side.FIRST : Side.SECOND));
    assertFalse(Files.exists(KeySlots.replaced(files.keySlots())));
  }

  private void refused(char[] passphrase) {
    HomeFolderTest.refused(
        HomeException.Kind.WRONG_PASSPHRASE,
        () -> HomeFolder.open(home, passphrase, Homes.ENTROPY));
  }

  private static boolean opens(Path home, char[] passphrase) throws Exception {
    try {
      HomeFolder.open(home, passphrase, Homes.ENTROPY).close();
      return true;
    } catch (HomeException e) {
      assertEquals(HomeException.Kind.WRONG_PASSPHRASE, e.kind(), e.getMessage());
      return false;
    }
  }

  private static Process start(Path home, Rekeying.Step last) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Rekeyer.class.getName(),
            home.toString(),
            last.name())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
