package org.peyvand.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.peyvand.protocol.VectorFiles.hex;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DigestTest {
  /** FIPS 180-4, the one-block example. */
  @Test
  void sha256OfAbcIsReproducedHoweverItIsCut() {
    byte[] expected = hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertArrayEquals(expected, Digest.sha256(ascii("abc")));
    assertArrayEquals(expected, Digest.sha256(ascii("a"), ascii(""), ascii("bc")));
  }

  @Test
  void aTaggedDigestIsTheDigestOfItsDocumentedBytes() {
    byte[] bytes = hex("01" + "64" + "00000002" + "6162" + "00000000" + "00000001" + "63");
    assertArrayEquals(Digest.sha256(bytes), Digest.tagged("d", ascii("ab"), ascii(""), ascii("c")));
  }

  @Test
  void partsOfATaggedDigestDoNotRunIntoEachOther() {
    byte[] digest = Digest.tagged("d", ascii("ab"), ascii("c"));
    assertFalse(Arrays.equals(digest, Digest.tagged("d", ascii("a"), ascii("bc"))));
    assertFalse(Arrays.equals(digest, Digest.tagged("d", ascii("abc"))));
    assertFalse(Arrays.equals(digest, Digest.tagged("d", ascii("ab"), ascii("c"), ascii(""))));
    assertFalse(Arrays.equals(digest, Digest.tagged("e", ascii("ab"), ascii("c"))));
  }

  @Test
  void aDomainHasOneTo255Bytes() {
    assertEquals(Digest.LENGTH, Digest.tagged("x".repeat(255)).length);
    assertThrows(IllegalArgumentException.class, () -> Digest.tagged("x".repeat(256)));
    assertThrows(IllegalArgumentException.class, () -> Digest.tagged(""));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
