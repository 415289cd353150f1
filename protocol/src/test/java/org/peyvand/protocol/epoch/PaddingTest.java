package org.peyvand.protocol.epoch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Limits;

class PaddingTest {
  @Test
  void everyLengthComesBackWithinTheBounds() {
    for (int length = 0; length < 5_000; length++) {
      byte[] body = new byte[length];
      Arrays.fill(body, (byte) (length % 3 == 0 ? 0 : 0x80));
      byte[] padded = Padding.pad(body);
      assertArrayEquals(body, Padding.unpad(padded).orElseThrow());
      assertTrue(padded.length >= Limits.BODY_FLOOR_BYTES);
      assertTrue(padded.length == 256 || padded.length - length - 1 < (length + 1) / 8 + 1);
    }
  }

  @Test
  void bucketsAreEighthsOfThePowerOfTwoBelow() {
    assertEquals(256, Padding.bucket(1));
    assertEquals(256, Padding.bucket(256));
    assertEquals(288, Padding.bucket(257));
    assertEquals(512, Padding.bucket(481));
    assertEquals(512, Padding.bucket(512));
    assertEquals(576, Padding.bucket(513));
    assertEquals(65536, Padding.bucket(65536));
  }

  @Test
  void malformedPaddingIsRefused() {
    byte[] padded = Padding.pad(new byte[] {1});
    assertEquals(Optional.empty(), Padding.unpad(new byte[256]));
    assertEquals(Optional.empty(), Padding.unpad(new byte[0]));
    assertEquals(Optional.empty(), Padding.unpad(Arrays.copyOf(padded, 288)));
    assertEquals(Optional.empty(), Padding.unpad(Arrays.copyOf(padded, 255)));
    padded[255] = 1;
    assertEquals(Optional.empty(), Padding.unpad(padded));
  }
}
