package org.peyvand.cli.render;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * A QR code in letters, light on dark, for cameras that read it from the screen. Two rows of
 * modules share a line by half blocks; where the terminal has no blocks, each module is two signs.
 */
final class Qr {
  /** ISO/IEC 18004 asks for four modules of light around the code. */
  private static final int QUIET = 4;

  private static final String[] HALVES = {" ", "▄", "▀", "█"};

  private final ByteMatrix modules;

  private Qr(ByteMatrix modules) {
    this.modules = modules;
  }

  /**
   * The lines of a code.
   *
   * @param blocks whether the terminal can show half blocks
   */
  static String of(String text, boolean blocks) {
    try {
      Qr qr = new Qr(Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix());
      return blocks ? qr.halfBlocks() : qr.signs();
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException(text.length() + " characters for a code", tooLong);
    }
  }

  private boolean light(int row, int column) {
    boolean inside =
        row >= 0 && column >= 0 && row < modules.getHeight() && column < modules.getWidth();
    return !inside || modules.get(column, row) == 0;
  }

  private String halfBlocks() {
    StringBuilder lines = new StringBuilder();
    for (int row = -QUIET; row < modules.getHeight() + QUIET; row += 2) {
      for (int column = -QUIET; column < modules.getWidth() + QUIET; column++) {
        boolean last = row + 1 >= modules.getHeight() + QUIET;
        int upper = light(row, column) ? 2 : 0;
        int lower = !last && light(row + 1, column) ? 1 : 0;
        lines.append(HALVES[upper + lower]);
      }
      lines.append('\n');
    }
    return lines.toString();
  }

  private String signs() {
    StringBuilder lines = new StringBuilder();
    for (int row = -QUIET; row < modules.getHeight() + QUIET; row++) {
      for (int column = -QUIET; column < modules.getWidth() + QUIET; column++) {
        lines.append(light(row, column) ? "##" : "  ");
      }
      lines.append('\n');
    }
    return lines.toString();
  }
}
