package org.peyvand.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.log.StoreException;

/**
 * All that a node has on disk, in one folder that only its owner may enter (mode 0700 on POSIX).
 *
 * <p>{@code keyslots}: the data key under the passphrase. {@code secrets}: small secrets. {@code
 * store}: entries and view rows, with {@code mark} to tell an old copy. {@code lock}: held as long
 * as the home is open. {@code run}: for the socket. RocksDB makes its files in {@code store} by the
 * process's umask; the folders' modes keep others out of them.
 */
public final class HomeFolder implements AutoCloseable {
  private static final String KEY_SLOTS = "keyslots";
  private static final String SECRETS = "secrets";
  private static final String STORE = "store";
  private static final String MARK = "mark";
  private static final String LOCK = "lock";
  private static final String RUN = "run";

  /** What a creation that was interrupted can leave before there are key slots. */
  private static final Set<String> UNFINISHED =
      Set.of(LOCK, RUN, SECRETS, SECRETS + ".new", KEY_SLOTS + ".new");

  private final Path home;
  private final HomeLock lock;
  private final Entropy entropy;
  private SecretsFile secrets;
  private StoreFolder store;

  private HomeFolder(Path home, HomeLock lock, Entropy entropy) {
    this.home = home;
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
    try {
      SecretBytes dataKey = SecretBytes.own(entropy.bytes(KeySlots.KEY_LENGTH));
      SecretsFile.create(home.resolve(SECRETS), dataKey, entropy).forget();
      byte[] utf8 = utf8(passphrase);
      keySlots(home).create(utf8, dataKey, entropy);
      Arrays.fill(utf8, (byte) 0);
      created.unseal(dataKey);
      return created;
    } catch (HomeException e) {
      created.unlock(e);
      throw e;
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
    if (!isHome(home)) {
      throw new HomeException(
          HomeException.Kind.NOT_A_HOME,
          "opening a home: expected key slots, found none in " + home);
    }
    HomeFolder opened = lock(home, entropy);
    try {
      byte[] utf8 = utf8(passphrase);
      SecretBytes dataKey = keySlots(home).open(utf8);
      Arrays.fill(utf8, (byte) 0);
      opened.unseal(dataKey);
      return opened;
    } catch (HomeException e) {
      opened.unlock(e);
      throw e;
    }
  }

  /** Whether a home is there: key slots are, whatever their state. */
  public static boolean isHome(Path home) {
    return Files.exists(home.resolve(KEY_SLOTS));
  }

  /** The key slots of a home, also of one that cannot be opened. */
  public static KeySlots keySlots(Path home) {
    return new KeySlots(home.resolve(KEY_SLOTS));
  }

  public SecretsFile secrets() {
    return secrets;
  }

  public StoreFolder store() {
    return store;
  }

  /** Whoever knows the old passphrase sets another. Takes about half a second. */
  public void changePassphrase(char[] old, char[] changed) throws HomeException {
    byte[] oldUtf8 = utf8(old);
    byte[] changedUtf8 = utf8(changed);
    keySlots(home).changePassphrase(oldUtf8, changedUtf8, entropy);
    Arrays.fill(oldUtf8, (byte) 0);
    Arrays.fill(changedUtf8, (byte) 0);
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
      throw HomeException.of("closing", home, e);
    }
  }

  private void unseal(SecretBytes dataKey) throws HomeException {
    try {
      secrets = SecretsFile.open(home.resolve(SECRETS), dataKey, entropy);
      store = StoreFolder.open(home.resolve(STORE), home.resolve(MARK), dataKey, entropy);
    } finally {
      dataKey.destroy();
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
    try (Stream<Path> files = Files.list(home)) {
      Path other =
          files
              .filter(f -> !UNFINISHED.contains(f.getFileName().toString()))
              .findAny()
              .orElse(null);
      if (other != null) {
        throw new HomeException(
            HomeException.Kind.FAILED, "creating a home: expected an empty folder, found " + other);
      }
    } catch (IOException e) {
      throw HomeException.of("creating", home, e);
    }
  }

  private static HomeFolder lock(Path home, Entropy entropy) throws HomeException {
    try {
      OwnerFiles.folder(home);
      OwnerFiles.folder(home.resolve(RUN));
    } catch (IOException e) {
      throw HomeException.of("opening", home, e);
    }
    return new HomeFolder(home, HomeLock.take(home, LOCK), entropy);
  }

  private void unlock(HomeException reason) {
    try {
      lock.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /**
   * The bytes of a passphrase, the caller's to clear. NFC, so that it is the same from every
   * keyboard (RFC 8265, OpaqueString).
   */
  public static byte[] utf8(char[] passphrase) {
    String normal = Normalizer.normalize(CharBuffer.wrap(passphrase), Normalizer.Form.NFC);
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(normal);
    byte[] utf8 = new byte[encoded.remaining()];
    encoded.get(utf8);
    return utf8;
  }
}
