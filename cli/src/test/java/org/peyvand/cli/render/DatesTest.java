package org.peyvand.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.mfathi91.time.PersianDate;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DatesTest {
  private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");

  @Test
  void aTimeIsShownInSolarHijri() {
    assertEquals("یکشنبه ۱ آذر ۱۴۰۵، ساعت ۱۷:۰۹", Dates.show("2026-11-22T13:39:00Z", true, TEHRAN));
  }

  @Test
  void aTimeIsShownInGregorian() {
    assertEquals(
        "Sunday 22 November 2026, 17:09", Dates.show("2026-11-22T13:39:00Z", false, TEHRAN));
  }

  @Test
  void theLeapDayOf1403Exists() {
    assertEquals(LocalDate.of(2025, 3, 20), PersianDate.of(1403, 12, 30).toGregorian());
    assertEquals(
        "پنجشنبه ۳۰ اسفند ۱۴۰۳، ساعت ۱۲:۰۰", Dates.show("2025-03-20T08:30:00Z", true, TEHRAN));
  }

  @Test
  void theYear1404BeginsOnTheDayAfter() {
    assertEquals(LocalDate.of(2025, 3, 21), PersianDate.of(1404, 1, 1).toGregorian());
  }

  @Test
  void leapYearsAreTheRightOnes() {
    assertEquals(29, PersianDate.of(1404, 12, 1).lengthOfMonth());
    assertTrue(PersianDate.isLeapYear(1408));
  }

  @Test
  void whatIsNoTimeStaysAsItIs() {
    assertEquals("yesterday", Dates.show("yesterday", true, TEHRAN));
  }
}
