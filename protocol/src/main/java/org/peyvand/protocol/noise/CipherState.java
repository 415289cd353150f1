package org.peyvand.protocol.noise;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.peyvand.protocol.crypto.Aead;
import org.peyvand.protocol.crypto.SecretBytes;

/**
 * One direction of a channel (Noise, section 5.1): AES-256-GCM under one key, with a nonce that
 * counts messages. Messages must be opened in the order in which they were sealed, none left out.
 * Not safe for use by several threads at once.
 */
public final class CipherState {
  /** Bytes by which a message is longer than its plaintext. */
  public static final int OVERHEAD = Aead.TAG_LENGTH;

  /** The longest message, sealed (Noise, section 3). */
  public static final int MAX_MESSAGE_LENGTH = 65535;

  /** The longest plaintext. */
  public static final int MAX_PLAINTEXT_LENGTH = MAX_MESSAGE_LENGTH - OVERHEAD;

  static final int KEY_LENGTH = Aead.KEY_LENGTH;

  private static final byte[] EMPTY = {};

  /** 2^64 - 1, kept for {@link #rekey}; read as unsigned. */
  private static final long RESERVED_NONCE = -1;

  private SecretBytes key;
  private long nonce;

  CipherState(SecretBytes key) {
    this(key, 0);
  }

  CipherState(SecretBytes key, long nonce) {
    this.key = key;
    this.nonce = nonce;
  }

  /**
   * The next message.
   *
   * @throws IllegalArgumentException if the plaintext is above {@link #MAX_PLAINTEXT_LENGTH}
   * @throws IllegalStateException after 2^64 - 1 messages
   */
  public byte[] seal(byte[] plaintext) {
    if (plaintext.length > MAX_PLAINTEXT_LENGTH) {
      throw new IllegalArgumentException(
          "plaintext: expected at most "
              + MAX_PLAINTEXT_LENGTH
              + " bytes, found "
              + plaintext.length);
    }
    return seal(EMPTY, plaintext);
  }

  /**
   * The plaintext of the next message, or empty if this is not it. A refused message does not
   * count: the true one can still be opened.
   *
   * @throws IllegalStateException after 2^64 - 1 messages
   */
  public Optional<byte[]> open(byte[] message) {
    if (message.length > MAX_MESSAGE_LENGTH) {
      return Optional.empty();
    }
    return open(EMPTY, message);
  }

  /**
   * Replaces the key by a one-way function of it (Noise, section 4.2), and keeps counting. Both
   * sides must do so between the same two messages.
   */
  public void rekey() {
    byte[] sealed =
        Aead.seal(key.expose(), nonceBytes(RESERVED_NONCE), EMPTY, new byte[KEY_LENGTH]);
    key.destroy();
    key = SecretBytes.own(Arrays.copyOf(sealed, KEY_LENGTH));
  }

  /** Zeroes the key; nothing can be sealed or opened afterwards. */
  public void destroy() {
    key.destroy();
  }

  byte[] seal(byte[] associatedData, byte[] plaintext) {
    byte[] sealed = Aead.seal(key.expose(), nextNonce(), associatedData, plaintext);
    nonce++;
    return sealed;
  }

  Optional<byte[]> open(byte[] associatedData, byte[] sealed) {
    Optional<byte[]> plaintext = Aead.open(key.expose(), nextNonce(), associatedData, sealed);
    if (plaintext.isPresent()) {
      nonce++;
    }
    return plaintext;
  }

  private byte[] nextNonce() {
    if (nonce == RESERVED_NONCE) {
      throw new IllegalStateException("nonce: expected below 2^64 - 1, found that; use a new key");
    }
    return nonceBytes(nonce);
  }

  /** Four zero bytes and the number, big endian (Noise, section 12.4). */
  private static byte[] nonceBytes(long number) {
    return ByteBuffer.allocate(Aead.NONCE_LENGTH).putInt(0).putLong(number).array();
  }
}
