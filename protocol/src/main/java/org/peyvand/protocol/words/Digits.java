package org.peyvand.protocol.words;

/** The digits that people type besides 0–9. */
final class Digits {
  private Digits() {}

  /** Whether this is one of ۰–۹ (U+06F0–06F9) or ٠–٩ (U+0660–0669). */
  static boolean isPersianOrArabic(int c) {
    return c >= 0x06F0 && c <= 0x06F9 || c >= 0x0660 && c <= 0x0669;
  }
}
