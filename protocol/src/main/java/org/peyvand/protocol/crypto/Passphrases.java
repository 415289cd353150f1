package org.peyvand.protocol.crypto;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Stretching of passphrases by Argon2id, version 1.3 (RFC 9106).
 *
 * <p>The costs come from the caller. Where they are read from a file or a peer, the reader must
 * bound them first: this allocates the memory and spends the time that it is told.
 */
public final class Passphrases {
  /** The least bytes of salt; RFC 9106 recommends 16. */
  public static final int MIN_SALT_LENGTH = 8;

  /** The least bytes of output. */
  public static final int MIN_LENGTH = 4;

  private static final long MIN_KIB_PER_LANE = 8;
  private static final byte[] NONE = {};

  private Passphrases() {}

  /**
   * A key from a passphrase.
   *
   * @param salt random, {@link #MIN_SALT_LENGTH} bytes or more
   * @param memoryKib memory in KiB, at least 8 for each lane
   * @param passes passes over the memory, at least 1
   * @param lanes lanes, at least 1; they are part of the function, but are filled one after another
   * @param length bytes of output, {@link #MIN_LENGTH} or more
   * @throws IllegalArgumentException if a parameter is below its least value
   */
  public static SecretBytes stretch(
      byte[] passphrase, byte[] salt, int memoryKib, int passes, int lanes, int length) {
    return stretch(passphrase, salt, NONE, NONE, memoryKib, passes, lanes, length);
  }

  /** With the RFC's secret value and associated data, which only its examples need. */
  static SecretBytes stretch(
      byte[] passphrase,
      byte[] salt,
      byte[] secret,
      byte[] associatedData,
      int memoryKib,
      int passes,
      int lanes,
      int length) {
    requireAtLeast(MIN_SALT_LENGTH, salt.length, "salt bytes");
    requireAtLeast(1, passes, "passes");
    requireAtLeast(1, lanes, "lanes");
    requireAtLeast(MIN_KIB_PER_LANE * lanes, memoryKib, "memory in KiB");
    requireAtLeast(MIN_LENGTH, length, "output bytes");
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withSecret(secret)
            .withAdditional(associatedData)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .build());
    byte[] key = new byte[length];
    generator.generateBytes(passphrase, key);
    return SecretBytes.own(key);
  }

  private static void requireAtLeast(long least, long found, String what) {
    if (found < least) {
      throw new IllegalArgumentException(
          what + ": expected at least " + least + ", found " + found);
    }
  }
}
