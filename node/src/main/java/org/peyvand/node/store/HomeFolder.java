package org.peyvand.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.log.StoreException;

/**
 * All that a node has on disk, in one folder that only its owner may enter (mode 0700 on POSIX).
 *
 * <p>{@code keyslots}: the data key under the passphrase. {@code secrets}: small secrets. {@code
 * store}: entries and view rows, with {@code mark} to tell an old copy; or all three with {@code
 * .2} after their names, see {@link Side}. {@code lock}: held as long as the home is open. {@code
 * run}: for the socket. RocksDB makes its files in {@code store} by the process's umask; the
 * folders' modes keep others out of them.
 */
public final class HomeFolder implements AutoCloseable {
  private final HomeFiles files;
  private final HomeLock lock;
  private final Entropy entropy;
  private SecretsFile secrets;
  private StoreFolder store;

  private HomeFolder(HomeFiles files, HomeLock lock, Entropy entropy) {
    this.files = files;
    this.lock = lock;
    this.entropy = entropy;
  }

  /**
   * Makes a home in a new or empty folder, and opens it.
   *
   * @param passphrase kept nowhere; the caller clears it
   * @throws HomeException ALREADY_A_HOME, LOCKED, FULL or FAILED
   */
  public static HomeFolder create(Path home, char[] passphrase, Entropy entropy)
      throws HomeException {
    requireEmpty(home);
    HomeFolder created = lock(home, entropy);
    byte[] utf8 = PassphraseBytes.of(passphrase);
    try {
      SecretBytes dataKey = SecretBytes.own(entropy.bytes(KeySlots.KEY_LENGTH));
      SecretsFile.create(created.files.secrets(Side.FIRST), dataKey, entropy).forget();
      created.slots().create(utf8, dataKey, entropy);
      created.unseal(new KeySlots.Unlocked(dataKey, Side.FIRST));
      return created;
    } catch (HomeException e) {
      created.unlock(e);
      throw e;
    } finally {
      Arrays.fill(utf8, (byte) 0);
    }
  }

  /**
   * Opens a home.
   *
   * @param passphrase kept nowhere; the caller clears it
   * @throws HomeException NOT_A_HOME, LOCKED, WRONG_PASSPHRASE, DAMAGED, NEWER_VERSION, FOREIGN,
   *     FULL or FAILED
   */
  public static HomeFolder open(Path home, char[] passphrase, Entropy entropy)
      throws HomeException {
    requireHome(home);
    HomeFolder opened = lock(home, entropy);
    try {
      opened.unlockAndUnseal(passphrase);
      return opened;
    } catch (HomeException e) {
      opened.unlock(e);
      throw e;
    }
  }

  /** Brings what was opened under another passphrase and data key, see {@link Rekeying}. */
  private void rekey(char[] changed, Side side, Progress progress, Rekeying.Steps steps)
      throws HomeException, StoreException {
    Rekeying rekeying = new Rekeying(files, side, entropy, steps);
    try {
      rekeying.build(secrets, store, progress);
    } finally {
      secrets.forget();
      store.close();
    }
    byte[] utf8 = PassphraseBytes.of(changed);
    try {
      rekeying.finish(utf8);
    } finally {
      Arrays.fill(utf8, (byte) 0);
    }
  }

  /**
   * Gives a home that nobody has open another passphrase and another data key: everything is
   * written anew, so that an old copy of the key slots opens nothing of it. Whatever interrupts
   * this, either the old passphrase opens the home or the new one does, and nothing is lost. Takes
   * about a second, and for 100,000 entries seven more; needs room for all of it twice.
   *
   * @param old kept nowhere, as {@code changed}; the caller clears both
   * @throws HomeException as {@link #open}; FULL where there is no room, with nothing changed
   */
  public static void changePassphrase(
      Path home, char[] old, char[] changed, Entropy entropy, Progress progress)
      throws HomeException {
    changePassphrase(home, old, changed, entropy, progress, step -> {});
  }

  /** With steps to stop at, for tests. */
  static void changePassphrase(
      Path home,
      char[] old,
      char[] changed,
      Entropy entropy,
      Progress progress,
      Rekeying.Steps steps)
      throws HomeException {
    requireHome(home);
    HomeFolder opened = lock(home, entropy);
    try (opened.lock) {
      Side side = opened.unlockAndUnseal(old);
      opened.rekey(changed, side, progress, steps);
    } catch (StoreException e) {
      throw HomeException.of(e);
    } catch (IOException e) {
      throw HomeException.of("closing", home, e);
    }
  }

  /** Whether a home is there: key slots are, whatever their state. */
  public static boolean isHome(Path home) {
    return Files.exists(new HomeFiles(home).keySlots());
  }

  public SecretsFile secrets() {
    return secrets;
  }

  public StoreFolder store() {
    return store;
  }

  /**
   * Zeroes the keys in memory, as far as Java lets us. Nothing can be read or written afterwards:
   * the process is to end.
   */
  public void forget() {
    secrets.forget();
    store.forget();
  }

  /** Closes whatever happens; throws if the store could not be left in its last form. */
  @Override
  public void close() throws HomeException {
    try (lock) {
      secrets.forget();
      store.close();
    } catch (StoreException e) {
      throw HomeException.of(e);
    } catch (IOException e) {
      throw HomeException.of("closing", files.home(), e);
    }
  }

  private KeySlots slots() {
    return new KeySlots(files.keySlots());
  }

  private Side unlockAndUnseal(char[] passphrase) throws HomeException {
    byte[] utf8 = PassphraseBytes.of(passphrase);
    try {
      KeySlots.Unlocked unlocked = slots().open(utf8);
      unseal(unlocked);
      return unlocked.side();
    } finally {
      Arrays.fill(utf8, (byte) 0);
    }
  }

  /** Only what has been opened whole tells that the other side is of no use any more. */
  private void unseal(KeySlots.Unlocked unlocked) throws HomeException {
    Side side = unlocked.side();
    try {
      secrets = SecretsFile.open(files.secrets(side), unlocked.dataKey(), entropy);
      store = StoreFolder.open(files.store(side), files.mark(side), unlocked.dataKey(), entropy);
    } finally {
      unlocked.dataKey().destroy();
    }
    try {
      slots().destroyReplaced(entropy);
      files.destroy(side.other(), entropy);
    } catch (HomeException e) {
      abandon(e);
      throw e;
    }
  }

  private void abandon(HomeException reason) {
    secrets.forget();
    try {
      store.close();
    } catch (StoreException e) {
      reason.addSuppressed(e);
    }
  }

  private static void requireHome(Path home) throws HomeException {
    if (!isHome(home)) {
      throw new HomeException(
          HomeException.Kind.NOT_A_HOME,
          "opening a home: expected key slots, found none in " + home);
    }
  }

  /**
   * Nothing but what an interrupted creation leaves may be there.
   *
   * @throws HomeException ALREADY_A_HOME or FAILED
   */
  static void requireEmpty(Path home) throws HomeException {
    if (isHome(home)) {
      throw new HomeException(
          HomeException.Kind.ALREADY_A_HOME, "creating a home: expected none, found " + home);
    }
    if (!Files.exists(home)) {
      return;
    }
    List<Path> unfinished = new HomeFiles(home).unfinishedCreation();
    try (Stream<Path> found = Files.list(home)) {
      Path other = found.filter(f -> !unfinished.contains(f)).findAny().orElse(null);
      if (other != null) {
        throw new HomeException(
            HomeException.Kind.FAILED, "creating a home: expected an empty folder, found " + other);
      }
    } catch (IOException e) {
      throw HomeException.of("creating", home, e);
    }
  }

  private static HomeFolder lock(Path home, Entropy entropy) throws HomeException {
    HomeFiles files = new HomeFiles(home);
    try {
      OwnerFiles.folder(home);
      OwnerFiles.folder(files.run());
    } catch (IOException e) {
      throw HomeException.of("opening", home, e);
    }
    return new HomeFolder(files, HomeLock.take(files.lock()), entropy);
  }

  private void unlock(HomeException reason) {
    try {
      lock.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
