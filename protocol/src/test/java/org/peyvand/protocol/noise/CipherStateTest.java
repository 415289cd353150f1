package org.peyvand.protocol.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.crypto.Aead;
import org.peyvand.protocol.crypto.SecretBytes;

class CipherStateTest {
  private static final byte[] TEXT = {1, 2, 3};
  private static final long LAST_NONCE = -2;

  @Test
  void messagesOpenInTheOrderInWhichTheyWereSealed() {
    CipherState sending = cipher(0);
    CipherState receiving = cipher(0);
    byte[] first = sending.seal(TEXT);
    byte[] second = sending.seal(TEXT);
    assertFalse(Arrays.equals(first, second));
    assertTrue(receiving.open(second).isEmpty());
    assertArrayEquals(TEXT, receiving.open(first).orElseThrow());
    assertTrue(receiving.open(first).isEmpty());
    assertArrayEquals(TEXT, receiving.open(second).orElseThrow());
  }

  /** Noise, section 12.4: four zero bytes, then the number as 64 bits, big endian. */
  @Test
  void theNonceIsTheMessageNumberInBigEndian() {
    byte[] nonce = {0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};
    byte[] expected = Aead.seal(new byte[32], nonce, new byte[0], TEXT);
    assertArrayEquals(expected, cipher(0x0102030405060708L).seal(TEXT));
  }

  @Test
  void theNonceNeverReachesTheReservedNumber() {
    CipherState sending = cipher(LAST_NONCE);
    CipherState receiving = cipher(LAST_NONCE);
    byte[] last = sending.seal(TEXT);
    assertArrayEquals(TEXT, receiving.open(last).orElseThrow());
    assertThrows(IllegalStateException.class, () -> sending.seal(TEXT));
    assertThrows(IllegalStateException.class, () -> receiving.open(last));
    assertThrows(IllegalStateException.class, () -> sending.seal(TEXT));
  }

  @Test
  void bothSidesMayRekeyBetweenTheSameTwoMessages() {
    CipherState sending = cipher(0);
    CipherState receiving = cipher(0);
    assertTrue(receiving.open(sending.seal(TEXT)).isPresent());
    sending.rekey();
    byte[] message = sending.seal(TEXT);
    assertTrue(receiving.open(message).isEmpty());
    receiving.rekey();
    assertArrayEquals(TEXT, receiving.open(message).orElseThrow());
  }

  /** Noise, sections 4.2 and 5.1: the new key is ENCRYPT(k, 2^64 - 1, empty, 32 zeroes). */
  @Test
  void rekeyingIsTheSpecifiedFunctionAndKeepsCounting() {
    byte[] maxNonce = new byte[12];
    Arrays.fill(maxNonce, 4, 12, (byte) 0xff);
    byte[] sealed = Aead.seal(new byte[32], maxNonce, new byte[0], new byte[32]);
    byte[] nextKey = Arrays.copyOf(sealed, 32);
    CipherState rekeyed = cipher(5);
    rekeyed.rekey();
    byte[] expected = new CipherState(SecretBytes.own(nextKey), 5).seal(TEXT);
    assertArrayEquals(expected, rekeyed.seal(TEXT));
  }

  @Test
  void aMessageHasAtMost65535Bytes() {
    CipherState sending = cipher(0);
    byte[] longest = sending.seal(new byte[CipherState.MAX_PLAINTEXT_LENGTH]);
    assertEquals(CipherState.MAX_MESSAGE_LENGTH, longest.length);
    assertTrue(cipher(0).open(longest).isPresent());
    byte[] tooMuch = new byte[CipherState.MAX_PLAINTEXT_LENGTH + 1];
    assertThrows(IllegalArgumentException.class, () -> sending.seal(tooMuch));
    byte[] tooLong = Aead.seal(new byte[32], new byte[12], new byte[0], tooMuch);
    assertTrue(cipher(0).open(tooLong).isEmpty());
  }

  @Test
  void aDestroyedCipherDoesNothing() {
    CipherState cipher = cipher(0);
    cipher.destroy();
    assertThrows(IllegalStateException.class, () -> cipher.seal(TEXT));
    assertThrows(IllegalStateException.class, () -> cipher.open(new byte[20]));
  }

  private static CipherState cipher(long nonce) {
    return new CipherState(SecretBytes.own(new byte[32]), nonce);
  }
}
