package org.peyvand.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WidthTest {
  @Test
  void halfSpacesAndMarksTakeNoRoom() {
    assertEquals(5, Width.of("می‌رسد"));
    assertEquals(7, Width.of("شبکهٔ من"));
    assertEquals(3, Width.of("مَرد"));
  }

  @Test
  void wideLettersTakeTwo() {
    assertEquals(4, Width.of("漢字"));
    assertEquals(2, Width.of("🌲"));
  }

  @Test
  void paddingCountsColumns() {
    assertEquals("شبکهٔ   |", Width.pad("شبکهٔ", 7) + "|");
    assertEquals("longer", Width.pad("longer", 3));
  }
}
