package org.peyvand.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.List;
import org.junit.jupiter.api.Test;

class QrTest {
  private static final int QUIET = 4;
  private static final String CODE = "K7QM-2FHX-9TRD-44WP";

  private static String decode(boolean[][] dark) throws Exception {
    int size = dark.length - 2 * QUIET;
    BitMatrix matrix = new BitMatrix(size);
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        if (dark[row + QUIET][column + QUIET]) {
          matrix.set(column, row);
        }
      }
    }
    return new Decoder().decode(matrix).getText();
  }

  @Test
  void halfBlocksAreReadBack() throws Exception {
    List<String> lines = Qr.of(CODE, true).lines().toList();
    int size = lines.get(0).length();
    boolean[][] dark = new boolean[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        char sign = lines.get(row / 2).charAt(column);
        boolean light = sign == '█' || sign == (row % 2 == 0 ? '▀' : '▄');
        dark[row][column] = !light;
      }
    }
    assertEquals(CODE, decode(dark));
  }

  @Test
  void signsAreReadBack() throws Exception {
    List<String> lines = Qr.of(CODE, false).lines().toList();
    boolean[][] dark = new boolean[lines.size()][lines.size()];
    for (int row = 0; row < lines.size(); row++) {
      for (int column = 0; column < lines.size(); column++) {
        dark[row][column] = lines.get(row).charAt(2 * column) == ' ';
      }
    }
    assertEquals(CODE, decode(dark));
  }

  @Test
  void theCodeStandsInAQuietZone() {
    List<String> lines = Qr.of(CODE, true).lines().toList();
    assertTrue(lines.get(0).matches("█+"), lines.get(0));
    assertTrue(lines.get(5).startsWith("████"), lines.get(5));
  }
}
