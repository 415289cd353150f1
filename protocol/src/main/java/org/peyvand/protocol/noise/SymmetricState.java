package org.peyvand.protocol.noise;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.crypto.Hkdf;
import org.peyvand.protocol.crypto.SecretBytes;

/** The chaining key, transcript hash and current cipher of a handshake (Noise, section 5.2). */
final class SymmetricState {
  private static final byte[] EMPTY = {};

  private SecretBytes chainingKey;
  private byte[] hash;
  private Optional<CipherState> cipher = Optional.empty();

  SymmetricState(String protocolName) {
    byte[] name = protocolName.getBytes(StandardCharsets.US_ASCII);
    hash = name.length <= Digest.LENGTH ? Arrays.copyOf(name, Digest.LENGTH) : Digest.sha256(name);
    chainingKey = SecretBytes.copyOf(hash);
  }

  void mixHash(byte[] data) {
    hash = Digest.sha256(hash, data);
  }

  void mixKey(byte[] input) {
    SecretBytes[] keys = chain(input, 2);
    advance(keys[0], keys[1]);
  }

  void mixKeyAndHash(byte[] input) {
    SecretBytes[] keys = chain(input, 3);
    mixHash(keys[1].expose());
    keys[1].destroy();
    advance(keys[0], keys[2]);
  }

  /** Seals under the transcript so far, or passes through while there is no key. */
  byte[] encryptAndHash(byte[] plaintext) {
    byte[] sealed = cipher.map(c -> c.seal(hash, plaintext)).orElse(plaintext);
    mixHash(sealed);
    return sealed;
  }

  /** The plaintext, or empty when it does not authenticate; the state is then of no more use. */
  Optional<byte[]> decryptAndHash(byte[] sealed) {
    Optional<byte[]> plaintext =
        cipher.isPresent() ? cipher.get().open(hash, sealed) : Optional.of(sealed);
    mixHash(sealed);
    return plaintext;
  }

  /** By how much {@link #encryptAndHash} lengthens, at this point of the handshake. */
  int overhead() {
    return cipher.isPresent() ? CipherState.OVERHEAD : 0;
  }

  byte[] hash() {
    return hash.clone();
  }

  /** The ciphers of the initiator's and the responder's messages. Ends this state. */
  CipherState[] split() {
    SecretBytes[] keys = chain(EMPTY, 2);
    destroy();
    return new CipherState[] {new CipherState(keys[0]), new CipherState(keys[1])};
  }

  void destroy() {
    chainingKey.destroy();
    cipher.ifPresent(CipherState::destroy);
  }

  /** HKDF of Noise, section 4.3, which is RFC 5869 with the chaining key as salt and no info. */
  private SecretBytes[] chain(byte[] input, int outputs) {
    SecretBytes prk = Hkdf.extract(chainingKey.expose(), input);
    byte[] material = Hkdf.expand(prk, EMPTY, outputs * Hkdf.HASH_LENGTH);
    SecretBytes[] keys = new SecretBytes[outputs];
    for (int i = 0; i < outputs; i++) {
      int at = i * Hkdf.HASH_LENGTH;
      keys[i] = SecretBytes.own(Arrays.copyOfRange(material, at, at + Hkdf.HASH_LENGTH));
    }
    prk.destroy();
    Arrays.fill(material, (byte) 0);
    return keys;
  }

  private void advance(SecretBytes nextChainingKey, SecretBytes nextKey) {
    destroy();
    chainingKey = nextChainingKey;
    cipher = Optional.of(new CipherState(nextKey));
  }
}
