package org.peyvand.protocol.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locale")
class FoldingTest {
  @ParameterizedTest
  @CsvSource({
    "علي, علی",
    "كتاب, کتاب",
    "رأی, رای",
    "إجرا, اجرا",
    "آب, اب",
    "مسؤول, مسوول",
    "مسئول, مسیول",
    "نسخۀ, نسخه",
    "نسخهٔ, نسخه",
    "نسخه\u200Cی پشتیبان, نسخه پشتیبان",
    "شبکه\u200Cی, شبکه",
    "اســـت, است",
    "مَهارَت, مهارت",
    "شبکه\u200Cسازی, شبکهسازی",
    "می\u200Cرسد, میرسد",
    "\u202Bنام\u202C, نام",
    "\u2067نام\u2069, نام",
    "\u200Eنام\u200F, نام",
    "۱۲۳۴۵۶۷۸۹۰, 1234567890",
    "٠١٢٣٤٥٦٧٨٩, 0123456789",
    "K7qM, k7qm",
    "STRASSE, strasse",
    "ﻛﺘﺎﺑﻲ, کتابی",
  })
  void variantsFoldToTheSame(String written, String folded) {
    assertEquals(folded, Folding.fold(written));
    assertEquals(Folding.fold(folded), Folding.fold(written));
  }

  @Test
  void composedAndDecomposedLettersFoldAlike() {
    assertEquals(Folding.fold("رأی"), Folding.fold("ر\u0627\u0654ی"));
    assertEquals(Folding.fold("آب"), Folding.fold("\u0627\u0653ب"));
    assertEquals(Folding.fold("\u06C0"), Folding.fold("\u06D5\u0654"));
    assertEquals(Folding.fold("\u00E9"), Folding.fold("e\u0301"));
  }

  @Test
  void anEzafeIsDroppedOnlyAtTheEndOfAWord() {
    assertEquals("شبکهیابی", Folding.fold("شبکه\u200Cیابی"));
    assertEquals(Folding.joined("شبکه یابی"), Folding.joined("شبکه\u200Cیابی"));
    assertEquals("شبکه.", Folding.fold("شبکه\u200Cی."));
  }

  @Test
  void whatIsDifferentStaysDifferent() {
    assertNotEquals(Folding.fold("سفر"), Folding.fold("صفر"));
    assertNotEquals(Folding.fold("e\u0301"), Folding.fold("e"));
    assertNotEquals(Folding.fold("شبکه سازی"), Folding.fold("شبکه\u200Cسازی"));
  }

  @Test
  void joinedTakesHalfSpaceSpaceAndNoneAsOne() {
    assertEquals("شبکهسازی", Folding.joined("شبکه\u200Cسازی"));
    assertEquals("شبکهسازی", Folding.joined("شبکه سازی"));
    assertEquals("شبکهسازی", Folding.joined("شبکهسازی"));
    assertEquals("شبکهسازی", Folding.joined("\u00A0شبکه\t\n سازی "));
  }

  @Test
  void cleanTakesAwayOnlyDirectionMarksAndControls() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String text = "م" + Character.toString(c) + "د";
      boolean dropped =
          c >= 0x202A && c <= 0x202E
              || c >= 0x2066 && c <= 0x2069
              || c < 0x20 && c != '\n' && c != '\t'
              || c >= 0x7F && c < 0xA0;
      assertEquals(dropped ? "مد" : text, Folding.clean(text), Integer.toHexString(c));
    }
  }

  @Test
  void everyCharacterFoldsOnceAndForAll() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String once = Folding.fold(Character.toString(c));
      assertEquals(once, Folding.fold(once), Integer.toHexString(c));
    }
  }

  @Test
  void foldingTwiceChangesNothingMore() {
    for (int seed = 0; seed < 2_000; seed++) {
      String text = AnyText.from(new Random(seed));
      String once = Folding.fold(text);
      assertEquals(once, Folding.fold(once), "seed " + seed);
      assertEquals(Folding.joined(text), Folding.joined(once), "seed " + seed);
      String clean = Folding.clean(text);
      assertEquals(clean, Folding.clean(clean), "seed " + seed);
    }
  }

  @Test
  void marksInAnyOrderFoldAlike() {
    assertEquals(Folding.fold("a\u0301\u0323"), Folding.fold("a\u0323\u0301"));
  }

  @Test
  void thirtyMarksInARunStayTogetherAndThirtyOneAreCut() {
    String marks = "\u0323".repeat(30);
    assertEquals("x" + marks, Folding.fold("x" + marks));
    String cut = "x" + marks + "\u034F\u0323";
    assertEquals(cut, Folding.fold("x" + marks + "\u0323"));
    assertEquals(cut, Folding.fold(cut));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0301\u0323", "\u0344", "ه\u200C", "\uFDFA", "\uD800", "\u0000", "ي"})
  void aMillionHostileCharactersAreFoldedQuickly(String part) {
    String text = "!" + part.repeat(1_000_000 / part.length());
    String folded = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Folding.fold(text));
    assertEquals('!', folded.charAt(0));
  }
}
