package org.peyvand.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.peyvand.protocol.crypto.Aead;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.Passphrases;
import org.peyvand.protocol.crypto.SecretBytes;

/**
 * The data key, sealed under passphrases: a file of 4,096 bytes.
 *
 * <p>Checksum (32) ‖ salt (32) ‖ 8 slots of 504. A slot is random, or nonce (12) ‖ AES-256-GCM
 * (format version, data key, side, zeroes) under Argon2id(passphrase, salt) with 64 MiB, 3 passes,
 * 1 lane (the second choice of RFC 9106, with one lane because ours are filled one after another).
 * Without a passphrase nobody can tell which slots are used. One salt for all slots, so that a
 * passphrase is stretched once and tried on each. No passphrase can be recovered and no data
 * without one.
 */
final class KeySlots {
  static final int VERSION = 1;
  static final int SLOTS = 8;
  static final int FILE_LENGTH = 4096;

  /** Bytes in a data key. */
  static final int KEY_LENGTH = 32;

  private static final int MEMORY_KIB = 64 * 1024;
  private static final int PASSES = 3;
  private static final int LANES = 1;
  private static final int SALT_LENGTH = 32;
  private static final int CONTENT_LENGTH = FILE_LENGTH - Digest.LENGTH;
  private static final int SLOT_LENGTH = (CONTENT_LENGTH - SALT_LENGTH) / SLOTS;
  private static final int PLAIN_LENGTH = SLOT_LENGTH - Aead.NONCE_LENGTH - Aead.TAG_LENGTH;
  private static final byte[] LABEL = "peyvand/keyslots".getBytes(StandardCharsets.UTF_8);

  private static final String REPLACED = ".old";

  /**
   * What a passphrase opens.
   *
   * @param side the files that are sealed under the data key
   */
  record Unlocked(SecretBytes dataKey, Side side) {}

  private final CheckedFile file;

  KeySlots(Path file) {
    this.file = new CheckedFile(file, "keyslots", VERSION);
  }

  /** Where key slots that were replaced are, until they are destroyed. */
  static Path replaced(Path file) {
    return file.resolveSibling(file.getFileName() + REPLACED);
  }

  /** Makes the file, with the data key of the first side in one slot. */
  void create(byte[] passphrase, SecretBytes dataKey, Entropy entropy) throws HomeException {
    if (file.read().isPresent()) {
      throw new HomeException(
          HomeException.Kind.ALREADY_A_HOME,
          "creating key slots: expected none, found " + file.path());
    }
    file.write(content(passphrase, new Unlocked(dataKey, Side.FIRST), entropy));
  }

  /**
   * Replaces the slots by others for another passphrase and data key: before the file is renamed
   * the old passphrase opens, after it the new one. The old slots stay under another name, for
   * {@link #destroyReplaced} to overwrite also after a crash.
   */
  void replace(byte[] passphrase, Unlocked next, Entropy entropy) throws HomeException {
    byte[] content = content(passphrase, next, entropy);
    try {
      Files.createLink(replaced(file.path()), file.path());
      file.write(content);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw HomeException.of("linking", file.path(), e);
    } catch (UnsupportedOperationException | IOException noLinks) {
      // FAT has one name for each file: the old slots lose theirs, and are overwritten at once
      file.writeAndErase(content, entropy);
    }
  }

  /** Overwrites and removes what {@link #replace} left; no error if there is nothing. */
  void destroyReplaced(Entropy entropy) throws HomeException {
    Path old = replaced(file.path());
    try {
      if (Files.exists(old) && Files.isSameFile(old, file.path())) {
        Files.delete(old);
      }
      OwnerFiles.destroy(old, entropy);
    } catch (IOException e) {
      throw HomeException.of("destroying", old, e);
    }
  }

  /** Whether the file is as it was written, as far as that can be told without a passphrase. */
  Optional<CheckedFile.Condition> condition() throws HomeException {
    return file.read()
        .map(
            reading ->
                reading.content().length == CONTENT_LENGTH
                    ? reading.condition()
                    : CheckedFile.Condition.DAMAGED);
  }

  /**
   * The data key. Takes about 0.2 seconds and 64 MiB for a while.
   *
   * <p>A damaged file opens as long as the salt and the passphrase's slot are whole.
   *
   * @throws HomeException NOT_A_HOME, WRONG_PASSPHRASE, DAMAGED, NEWER_VERSION or FAILED
   */
  Unlocked open(byte[] passphrase) throws HomeException {
    CheckedFile.Reading reading = read();
    SecretBytes stretched = stretch(passphrase, reading.content());
    byte[] plain = {};
    try {
      plain = find(reading, stretched);
      return unpack(ByteBuffer.wrap(plain));
    } finally {
      stretched.destroy();
      Arrays.fill(plain, (byte) 0);
    }
  }

  private Unlocked unpack(ByteBuffer plain) throws HomeException {
    if (plain.getShort() > VERSION) {
      throw newer();
    }
    byte[] dataKey = new byte[KEY_LENGTH];
    plain.get(dataKey);
    return new Unlocked(SecretBytes.own(dataKey), Side.values()[plain.get()]);
  }

  private CheckedFile.Reading read() throws HomeException {
    CheckedFile.Reading reading =
        file.read()
            .orElseThrow(
                () ->
                    new HomeException(
                        HomeException.Kind.NOT_A_HOME,
                        "opening a home: expected key slots, found no " + file.path()));
    if (reading.condition() == CheckedFile.Condition.NEWER) {
      throw newer();
    }
    if (reading.content().length != CONTENT_LENGTH) {
      throw damaged();
    }
    return reading;
  }

  private byte[] find(CheckedFile.Reading reading, SecretBytes stretched) throws HomeException {
    byte[] content = reading.content();
    for (int slot = 0; slot < SLOTS; slot++) {
      int at = offset(slot);
      byte[] nonce = Arrays.copyOfRange(content, at, at + Aead.NONCE_LENGTH);
      byte[] sealed = Arrays.copyOfRange(content, at + Aead.NONCE_LENGTH, at + SLOT_LENGTH);
      Optional<byte[]> plain = Aead.open(stretched.expose(), nonce, context(slot), sealed);
      if (plain.isPresent()) {
        return plain.get();
      }
    }
    if (reading.condition() == CheckedFile.Condition.DAMAGED) {
      throw damaged();
    }
    throw new HomeException(
        HomeException.Kind.WRONG_PASSPHRASE, "wrong passphrase for " + file.path());
  }

  /** The file's content: random but for one slot. */
  private static byte[] content(byte[] passphrase, Unlocked unlocked, Entropy entropy) {
    byte[] content = entropy.bytes(CONTENT_LENGTH);
    int slot = entropy.bytes(1)[0] & SLOTS - 1;
    byte[] plain =
        ByteBuffer.allocate(PLAIN_LENGTH)
            .putShort((short) VERSION)
            .put(unlocked.dataKey().expose())
            .put((byte) unlocked.side().ordinal())
            .array();
    SecretBytes stretched = stretch(passphrase, content);
    byte[] nonce = entropy.bytes(Aead.NONCE_LENGTH);
    byte[] sealed = Aead.seal(stretched.expose(), nonce, context(slot), plain);
    ByteBuffer.wrap(content).position(offset(slot)).put(nonce).put(sealed);
    stretched.destroy();
    Arrays.fill(plain, (byte) 0);
    return content;
  }

  private static SecretBytes stretch(byte[] passphrase, byte[] content) {
    byte[] salt = Arrays.copyOf(content, SALT_LENGTH);
    return Passphrases.stretch(passphrase, salt, MEMORY_KIB, PASSES, LANES, Aead.KEY_LENGTH);
  }

  private static int offset(int slot) {
    return SALT_LENGTH + slot * SLOT_LENGTH;
  }

  private static byte[] context(int slot) {
    return ByteBuffer.allocate(LABEL.length + 1).put(LABEL).put((byte) slot).array();
  }

  private HomeException damaged() {
    return new HomeException(
        HomeException.Kind.DAMAGED,
        "key slots: expected a sound file, found damage in " + file.path());
  }

  private HomeException newer() {
    return new HomeException(
        HomeException.Kind.NEWER_VERSION,
        "key slots: expected format " + VERSION + ", found a newer one in " + file.path());
  }
}
