package org.peyvand.node.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
 * (format version, data key, zeroes) under Argon2id(passphrase, salt) with 64 MiB, 3 passes, 1 lane
 * (the second choice of RFC 9106, with one lane because ours are filled one after another). Without
 * a passphrase nobody can tell which slots are used. One salt for all slots, so that a passphrase
 * is stretched once and tried on each. No passphrase can be recovered and no data without one.
 */
public final class KeySlots {
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

  private record Found(int slot, byte[] plain) {}

  private final CheckedFile file;

  public KeySlots(Path file) {
    this.file = new CheckedFile(file, "keyslots", VERSION);
  }

  /** Makes the file, with the data key in one slot. */
  void create(byte[] passphrase, SecretBytes dataKey, Entropy entropy) throws HomeException {
    if (file.read().isPresent()) {
      throw new HomeException(
          HomeException.Kind.ALREADY_A_HOME,
          "creating key slots: expected none, found " + file.path());
    }
    byte[] content = entropy.bytes(CONTENT_LENGTH);
    int slot = entropy.bytes(1)[0] & SLOTS - 1;
    byte[] plain =
        ByteBuffer.allocate(PLAIN_LENGTH).putShort((short) VERSION).put(dataKey.expose()).array();
    seal(content, slot, plain, stretch(passphrase, content), entropy);
    file.write(content);
  }

  /**
   * The data key. Takes about 0.2 seconds and 64 MiB for a while.
   *
   * <p>A damaged file opens as long as the salt and the passphrase's slot are whole.
   *
   * @throws HomeException NOT_A_HOME, WRONG_PASSPHRASE, DAMAGED, NEWER_VERSION or FAILED
   */
  public SecretBytes open(byte[] passphrase) throws HomeException {
    CheckedFile.Reading reading = read();
    SecretBytes stretched = stretch(passphrase, reading.content());
    byte[] plain = find(reading, stretched).plain();
    stretched.destroy();
    int version = ByteBuffer.wrap(plain).getShort();
    if (version > VERSION) {
      throw newer();
    }
    SecretBytes dataKey =
        SecretBytes.own(Arrays.copyOfRange(plain, Short.BYTES, Short.BYTES + KEY_LENGTH));
    Arrays.fill(plain, (byte) 0);
    return dataKey;
  }

  /** Seals the data key anew, in the old passphrase's slot, and overwrites the old file. */
  public void changePassphrase(byte[] old, byte[] changed, Entropy entropy) throws HomeException {
    CheckedFile.Reading reading = read();
    byte[] content = reading.content();
    Found found = find(reading, stretch(old, content));
    seal(content, found.slot(), found.plain(), stretch(changed, content), entropy);
    file.writeAndErase(content, entropy.bytes(FILE_LENGTH));
  }

  /** Overwrites and removes the file: nobody can open the home again. No error if it is gone. */
  public void destroy(Entropy entropy) throws HomeException {
    file.destroy(entropy.bytes(FILE_LENGTH));
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

  private Found find(CheckedFile.Reading reading, SecretBytes stretched) throws HomeException {
    byte[] content = reading.content();
    for (int slot = 0; slot < SLOTS; slot++) {
      int at = offset(slot);
      byte[] nonce = Arrays.copyOfRange(content, at, at + Aead.NONCE_LENGTH);
      byte[] sealed = Arrays.copyOfRange(content, at + Aead.NONCE_LENGTH, at + SLOT_LENGTH);
      Optional<byte[]> plain = Aead.open(stretched.expose(), nonce, context(slot), sealed);
      if (plain.isPresent()) {
        return new Found(slot, plain.get());
      }
    }
    if (reading.condition() == CheckedFile.Condition.DAMAGED) {
      throw damaged();
    }
    throw new HomeException(
        HomeException.Kind.WRONG_PASSPHRASE, "wrong passphrase for " + file.path());
  }

  private static void seal(
      byte[] content, int slot, byte[] plain, SecretBytes stretched, Entropy entropy) {
    byte[] nonce = entropy.bytes(Aead.NONCE_LENGTH);
    byte[] sealed = Aead.seal(stretched.expose(), nonce, context(slot), plain);
    ByteBuffer.wrap(content).position(offset(slot)).put(nonce).put(sealed);
    stretched.destroy();
    Arrays.fill(plain, (byte) 0);
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
