package org.peyvand.cli.render;

import com.github.mfathi91.time.PersianDate;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** Dates as people write them: Solar Hijri in Persian, Gregorian in English. */
final class Dates {
  private static final List<String> MONTHS =
      List.of(
          "فروردین",
          "اردیبهشت",
          "خرداد",
          "تیر",
          "مرداد",
          "شهریور",
          "مهر",
          "آبان",
          "آذر",
          "دی",
          "بهمن",
          "اسفند");
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", Locale.ENGLISH);
  private static final Locale FARSI = new Locale("fa");

  private Dates() {}

  /** An ISO 8601 time in this time zone; a text that is none stays as it is. */
  static String show(String iso, boolean persian, ZoneId zone) {
    try {
      ZonedDateTime time = Instant.parse(iso).atZone(zone);
      return persian ? persian(time) : ENGLISH.format(time);
    } catch (DateTimeParseException claimedByAnotherDevice) {
      return Clean.line(iso);
    }
  }

  private static String persian(ZonedDateTime time) {
    PersianDate date = PersianDate.fromGregorian(time.toLocalDate());
    String weekday = time.getDayOfWeek().getDisplayName(TextStyle.FULL, FARSI);
    return MessageFormat.format(
        "{0} {1} {2} {3}، ساعت {4}:{5}",
        weekday,
        digits(date.getDayOfMonth(), 1),
        MONTHS.get(date.getMonthValue() - 1),
        digits(date.getYear(), 1),
        digits(time.getHour(), 2),
        digits(time.getMinute(), 2));
  }

  private static String digits(int number, int least) {
    NumberFormat format = NumberFormat.getIntegerInstance(FARSI);
    format.setGroupingUsed(false);
    format.setMinimumIntegerDigits(least);
    return format.format(number);
  }
}
