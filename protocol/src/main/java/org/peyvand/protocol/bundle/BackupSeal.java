package org.peyvand.protocol.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.Passphrases;
import org.peyvand.protocol.crypto.SecretBytes;

/**
 * A bundle for whoever knows a passphrase.
 *
 * <pre>
 * checksum 32, of all before the first block; salt 32; then a bundle with 8 stanzas, one of which
 * is under Argon2id(passphrase, salt) with 64 MiB, 3 passes, 1 lane (RFC 9106)
 * </pre>
 *
 * The checksum tells damage, and files of another kind, from a wrong passphrase.
 */
public final class BackupSeal {
  private static final String CHECKSUM = "peyvand/backup/1";
  private static final int SALT = 32;
  private static final int BUNDLE_HEAD = Layout.SALT + Layout.FEWEST_STANZAS * Layout.STANZA;

  /** Bytes before the first block. */
  static final int HEAD = Digest.LENGTH + SALT + BUNDLE_HEAD;

  private static final int MEMORY_KIB = 64 * 1024;
  private static final int PASSES = 3;
  private static final int LANES = 1;
  private static final int KEY = 32;

  private BackupSeal() {}

  /**
   * Begins a backup. Takes about half a second.
   *
   * @param passphrase UTF-8, the caller's to clear
   */
  public static BundleWriter begin(OutputStream out, byte[] passphrase, Entropy entropy)
      throws IOException {
    byte[] salt = entropy.bytes(SALT);
    ByteArrayOutputStream head = new ByteArrayOutputStream(HEAD);
    head.write(salt);
    BundleWriter writer =
        BundleWriter.begin(head, out, List.of(), List.of(key(passphrase, salt)), entropy);
    out.write(Digest.tagged(CHECKSUM, head.toByteArray()));
    out.write(head.toByteArray());
    return writer;
  }

  /**
   * Opens a backup; empty if the passphrase is wrong. Takes about half a second.
   *
   * @param passphrase UTF-8, the caller's to clear
   * @throws BundleException NOT_FOR_US if the file is no backup or its head is damaged; TRUNCATED
   */
  public static Optional<BundleReader> open(InputStream in, byte[] passphrase)
      throws IOException, BundleException {
    byte[] checksum = in.readNBytes(Digest.LENGTH);
    byte[] head = in.readNBytes(SALT + BUNDLE_HEAD);
    if (!Arrays.equals(checksum, Digest.tagged(CHECKSUM, head))) {
      throw new BundleException(
          BundleException.Kind.NOT_FOR_US, "expected the head of a backup, found other bytes");
    }
    byte[] salt = Arrays.copyOf(head, SALT);
    InputStream bundle =
        new SequenceInputStream(new ByteArrayInputStream(head, SALT, head.length - SALT), in);
    try {
      List<SecretBytes> keys = List.of(key(passphrase, salt));
      return Optional.of(BundleReader.open(bundle, Optional.empty(), keys));
    } catch (BundleException e) {
      if (e.kind() == BundleException.Kind.NOT_FOR_US) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static SecretBytes key(byte[] passphrase, byte[] salt) {
    return Passphrases.stretch(passphrase, salt, MEMORY_KIB, PASSES, LANES, KEY);
  }
}
