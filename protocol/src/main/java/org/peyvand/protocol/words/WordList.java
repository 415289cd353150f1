package org.peyvand.protocol.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.peyvand.protocol.id.Bytes;

/**
 * A list of 2,048 words, so that one word stands for 11 bits.
 *
 * <p>The place of a word is part of the protocol: a list is never edited, only replaced by another
 * one under another name.
 *
 * <p><b>English</b> is the list of BIP-39, unchanged (Palatinus, Rusnak, Voisine, Bowe, 2013; MIT
 * licence; {@code bip-0039/english.txt}). It is sorted, and the first four letters tell its words
 * apart.
 *
 * <p><b>Persian</b> was chosen by hand for this project from everyday words. Its tests hold that it
 * is sorted by code point; that every word has three to six letters, all of the Persian alphabet,
 * with ی U+06CC and ک U+06A9 and without half-space, vowel signs, kashida or hamza; that no two
 * words are equal once the letters that sound alike are taken as one (ز ذ ض ظ, س ث ص, ت ط, ح ه, ق
 * غ, ا ع آ, and the silent و of خوا); and that none is on a list of common given names. By
 * judgement alone, and so with mistakes to be expected: words that vowels could turn into another
 * word were left out, and names, places, religion, politics and war. Not promised: unlike
 * beginnings (about 1,560 different first three letters), and distance (some 200 pairs are one
 * letter apart). The list has not yet been tried over a telephone.
 */
public final class WordList {
  /** Words in a list. */
  public static final int SIZE = 2048;

  /** Bits that one word stands for. */
  public static final int BITS_PER_WORD = 11;

  private final List<String> words;

  private WordList(String resource) {
    this.words = load(resource);
  }

  /** The English list; loaded when first asked for. */
  public static WordList english() {
    return English.LIST;
  }

  /** The Persian list; loaded when first asked for. */
  public static WordList persian() {
    return Persian.LIST;
  }

  /**
   * The words for the first {@code 11 * count} bits, most significant bit of the first byte first.
   *
   * @throws IllegalArgumentException if {@code bits} is shorter than that, or {@code count}
   *     negative
   */
  public List<String> words(Bytes bits, int count) {
    int available = bits.length() * Byte.SIZE / BITS_PER_WORD;
    if (count < 0 || count > available) {
      throw new IllegalArgumentException(
          "words: expected a count of 0 to " + available + ", found " + count);
    }
    BitReader reader = new BitReader(bits);
    List<String> chosen = new ArrayList<>(count);
    while (chosen.size() < count) {
      chosen.add(words.get(reader.next(BITS_PER_WORD)));
    }
    return List.copyOf(chosen);
  }

  /** All words in their order. */
  public List<String> all() {
    return words;
  }

  private static List<String> load(String resource) {
    try (InputStream stream = WordList.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("word list " + resource + ": not on the class path");
      }
      List<String> words =
          new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      if (words.size() != SIZE) {
        throw new IllegalStateException(
            "word list " + resource + ": expected " + SIZE + " words, found " + words.size());
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException("word list " + resource + ": cannot be read", e);
    }
  }

  private static final class English {
    static final WordList LIST = new WordList("en.txt");
  }

  private static final class Persian {
    static final WordList LIST = new WordList("fa.txt");
  }
}
