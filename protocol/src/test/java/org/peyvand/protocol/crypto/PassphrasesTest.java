package org.peyvand.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.peyvand.protocol.VectorFiles.hex;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassphrasesTest {
  /** RFC 9106, section 5.3. */
  @Test
  void rfc9106ExampleIsReproduced() {
    SecretBytes tag =
        Passphrases.stretch(
            repeated(1, 32), repeated(2, 16), repeated(3, 8), repeated(4, 12), 32, 3, 4, 32);
    assertArrayEquals(
        hex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"), tag.expose());
  }

  @Test
  void everyInputMatters() {
    SecretBytes key = Passphrases.stretch(repeated(1, 8), repeated(2, 16), 64, 2, 2, 32);
    assertEquals(key, Passphrases.stretch(repeated(1, 8), repeated(2, 16), 64, 2, 2, 32));
    assertNotEquals(key, Passphrases.stretch(repeated(9, 8), repeated(2, 16), 64, 2, 2, 32));
    assertNotEquals(key, Passphrases.stretch(repeated(1, 8), repeated(9, 16), 64, 2, 2, 32));
    assertNotEquals(key, Passphrases.stretch(repeated(1, 8), repeated(2, 16), 80, 2, 2, 32));
    assertNotEquals(key, Passphrases.stretch(repeated(1, 8), repeated(2, 16), 64, 3, 2, 32));
    assertNotEquals(key, Passphrases.stretch(repeated(1, 8), repeated(2, 16), 64, 2, 1, 32));
  }

  @Test
  void theLeastParametersAreTaken() {
    assertEquals(4, Passphrases.stretch(repeated(1, 0), repeated(2, 8), 8, 1, 1, 4).length());
  }

  @ParameterizedTest
  @CsvSource({
    "7, 8, 1, 1, 4",
    "8, 7, 1, 1, 4",
    "8, 15, 1, 2, 4",
    "8, 8, 0, 1, 4",
    "8, 8, 1, 0, 4",
    "8, 8, 1, 1, 3",
    "8, 8, 1, 2147483647, 4"
  })
  void oneBelowTheLeastIsOurOwnMistake(
      int saltLength, int memoryKib, int passes, int lanes, int length) {
    byte[] salt = new byte[saltLength];
    assertThrows(
        IllegalArgumentException.class,
        () -> Passphrases.stretch(new byte[1], salt, memoryKib, passes, lanes, length));
  }

  private static byte[] repeated(int value, int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
