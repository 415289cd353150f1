package org.peyvand.protocol.crypto;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** ChaCha20-Poly1305 (RFC 8439), for HPKE. */
final class ChaCha {
  static final int KEY_LENGTH = 32;
  static final int NONCE_LENGTH = 12;
  static final int TAG_LENGTH = 16;

  private ChaCha() {}

  static byte[] seal(byte[] key, byte[] nonce, byte[] aad, byte[] plaintext) {
    try {
      return process(true, key, nonce, aad, plaintext);
    } catch (InvalidCipherTextException e) {
      throw new AssertionError("sealing checks no tag", e);
    }
  }

  static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] aad, byte[] sealed) {
    if (sealed.length < TAG_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(process(false, key, nonce, aad, sealed));
    } catch (InvalidCipherTextException e) {
      return Optional.empty();
    }
  }

  private static byte[] process(boolean seal, byte[] key, byte[] nonce, byte[] aad, byte[] in)
      throws InvalidCipherTextException {
    Lengths.require(key, KEY_LENGTH, "ChaCha20-Poly1305 key");
    Lengths.require(nonce, NONCE_LENGTH, "ChaCha20-Poly1305 nonce");
    ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
    cipher.init(
        seal, new AEADParameters(new KeyParameter(key), TAG_LENGTH * Byte.SIZE, nonce, aad));
    byte[] out = new byte[cipher.getOutputSize(in.length)];
    int written = cipher.processBytes(in, 0, in.length, out, 0);
    written += cipher.doFinal(out, written);
    return written == out.length ? out : Arrays.copyOf(out, written);
  }
}
