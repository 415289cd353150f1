package org.peyvand.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SecretBytesTest {
  @Test
  void aSecretNeverPrints() {
    SecretBytes secret = SecretBytes.own(new byte[] {65, 66, 67});
    assertEquals("SecretBytes[3]", secret.toString());
    assertEquals(secret.hashCode(), SecretBytes.own(new byte[3]).hashCode());
  }

  @Test
  void secretsCompareByContent() {
    SecretBytes secret = SecretBytes.own(new byte[] {1, 2});
    assertEquals(secret, SecretBytes.own(new byte[] {1, 2}));
    assertNotEquals(secret, SecretBytes.own(new byte[] {1, 3}));
    assertNotEquals(secret, SecretBytes.own(new byte[] {1, 2, 0}));
  }

  @Test
  void aCopyIsIndependentAndAnOwnedArrayIsNot() {
    byte[] content = {1, 2, 3};
    assertSame(content, SecretBytes.own(content).expose());
    SecretBytes copy = SecretBytes.copyOf(content);
    content[0] = 9;
    assertArrayEquals(new byte[] {1, 2, 3}, copy.expose());
  }

  @Test
  void destroyingZeroesAndEndsReading() {
    byte[] content = {1, 2, 3};
    SecretBytes secret = SecretBytes.own(content);
    secret.destroy();
    assertArrayEquals(new byte[3], content);
    assertEquals(3, secret.length());
    assertThrows(IllegalStateException.class, secret::expose);
  }
}
