package org.peyvand.protocol.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.id.Bytes;

@Tag("locale")
class SixWordsTest {
  @Test
  void theFirst66BitsAreTheWords() {
    assertEquals(
        List.of("abandon", "abandon", "abandon", "abandon", "abandon", "abandon"),
        SixWords.of(Bytes.copyOf(new byte[9]), WordList.english()));
    assertEquals(
        List.of("zoo", "zoo", "zoo", "zoo", "zoo", "zoo"),
        SixWords.of(Bytes.ofHex("ffffffffffffffffc0"), WordList.english()));
    // BIP-39 takes the same bits: its vector for this entropy begins with these six words
    assertEquals(
        List.of("legal", "winner", "thank", "year", "wave", "sausage"),
        SixWords.of(Bytes.ofHex("7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f"), WordList.english()));
  }

  @Test
  void everyOneOfThe66BitsChangesTheWordsAndNoLaterOneDoes() {
    long seed = 66;
    byte[] digest = new byte[32];
    new Random(seed).nextBytes(digest);
    for (WordList list : WordListTest.lists()) {
      List<String> words = SixWords.of(Bytes.copyOf(digest), list);
      for (int bit = 0; bit < digest.length * 8; bit++) {
        byte[] flipped = digest.clone();
        flipped[bit / 8] ^= (byte) (0x80 >> bit % 8);
        List<String> others = SixWords.of(Bytes.own(flipped), list);
        if (bit < 66) {
          assertNotEquals(words, others, "bit " + bit);
        } else {
          assertEquals(words, others, "bit " + bit);
        }
      }
    }
  }

  @Test
  void nineBytesAreEnoughAndEightAreNot() {
    assertEquals(6, SixWords.of(Bytes.copyOf(new byte[9]), WordList.persian()).size());
    assertThrows(
        IllegalArgumentException.class,
        () -> SixWords.of(Bytes.copyOf(new byte[8]), WordList.persian()));
  }
}
