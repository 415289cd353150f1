package org.peyvand.protocol.words;

import org.peyvand.protocol.id.Bytes;

/**
 * Bits as groups of five characters: four of data (20 bits) and one check character.
 *
 * <p>The check character is a weighted sum over the field of 32 elements (x^5 + x^2 + 1) plus the
 * number of the group. In a group all five weights differ and none is zero, so one wrong character,
 * or any two swapped, are always caught. Within the first 32 groups a whole group in another place
 * is always caught too; after each 32 the weights move on by one power, which leaves a group that
 * strays that far one chance in 32. Any other damage to a group passes with that same chance.
 */
final class Groups {
  static final int LENGTH = 5;
  static final int DATA_BITS = (LENGTH - 1) * Symbols.BITS;

  private static final int FIELD = 32;
  private static final int REDUCTION = 0b100101;

  private Groups() {}

  /** The bits as text, zero bits filling the last group. */
  static String text(BitWriter bits) {
    BitReader reader = new BitReader(bits.padTo(DATA_BITS).padTo(Byte.SIZE).wholeBytes());
    int count = bits.length() / DATA_BITS;
    StringBuilder text = new StringBuilder(count * (LENGTH + 1));
    for (int group = 0; group < count; group++) {
      int[] symbols = new int[LENGTH];
      for (int i = 0; i < LENGTH - 1; i++) {
        symbols[i] = reader.next(Symbols.BITS);
      }
      symbols[LENGTH - 1] = check(symbols, 0, group);
      text.append(group == 0 ? "" : "-");
      for (int symbol : symbols) {
        text.append(Symbols.character(symbol));
      }
    }
    return text.toString();
  }

  /** The number, from 1, of the first whole group whose check fails, or 0. */
  static int firstBad(int[] symbols) {
    for (int group = 0; (group + 1) * LENGTH <= symbols.length; group++) {
      int from = group * LENGTH;
      if (symbols[from + LENGTH - 1] != check(symbols, from, group)) {
        return group + 1;
      }
    }
    return 0;
  }

  /** The data bits of whole groups; up to four zero bits may follow to fill the last byte. */
  static Bytes data(int[] symbols) {
    BitWriter bits = new BitWriter();
    for (int i = 0; i < symbols.length; i++) {
      if (i % LENGTH != LENGTH - 1) {
        bits.put(symbols[i], Symbols.BITS);
      }
    }
    return bits.padTo(Byte.SIZE).wholeBytes();
  }

  private static int check(int[] symbols, int from, int group) {
    int sum = (group + 1) % FIELD;
    int shift = 1 + group / FIELD;
    for (int i = 0; i < LENGTH - 1; i++) {
      sum ^= timesPower(symbols[from + i], shift + i);
    }
    return sum;
  }

  /** The element times x to this power. */
  private static int timesPower(int element, int power) {
    int product = element;
    for (int i = 0; i < power; i++) {
      product <<= 1;
      product ^= product >= FIELD ? REDUCTION : 0;
    }
    return product;
  }
}
