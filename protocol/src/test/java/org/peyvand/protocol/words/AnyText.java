package org.peyvand.protocol.words;

import java.util.Random;

/** Text nobody chose: letters of both scripts, marks, controls, and surrogates without a pair. */
final class AnyText {
  private AnyText() {}

  /** 0 to 80 characters, each drawn from a small neighbourhood or from all of Unicode. */
  static String from(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(81); left > 0; left--) {
      text.appendCodePoint(codePoint(random));
    }
    return text.toString();
  }

  private static int codePoint(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(0x80);
      case 1 -> between(random, 0x0600, 0x06FF);
      case 2 -> between(random, 0x0300, 0x036F);
      case 3 -> between(random, 0x2000, 0x206F);
      case 4 -> random.nextInt(Character.MIN_SUPPLEMENTARY_CODE_POINT);
      default -> random.nextInt(Character.MAX_CODE_POINT + 1);
    };
  }

  private static int between(Random random, int first, int last) {
    return first + random.nextInt(last - first + 1);
  }
}
