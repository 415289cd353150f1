package org.peyvand.protocol.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peyvand.protocol.id.Bytes;

@Tag("locale")
class WordListTest {
  private static final Pattern PERSIAN_WORD =
      Pattern.compile("[ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآ]{3,6}");

  /** Given names that are, or might be taken for, everyday words. */
  private static final List<String> NAMES =
      List.of(
          "آرام", "آرزو", "آرش", "آزاده", "آهو", "ارغوان", "افرا", "افسانه", "الماس", "الهام",
          "امید", "امیر", "ایمان", "باران", "بانو", "بنفشه", "بهار", "بهمن", "پروانه", "پرویز",
          "پری", "پگاه", "پویا", "پیام", "پیروز", "پیمان", "ترانه", "خورشید", "دانا", "دریا",
          "رستم", "رعنا", "رها", "رویا", "زری", "زیبا", "ساحل", "سارا", "سایه", "سپهر", "سپیده",
          "ستاره", "ستایش", "سحر", "سمن", "سهراب", "سوسن", "سیما", "سینا", "شادی", "شبنم", "شقایق",
          "شهاب", "شیرین", "شیوا", "صبا", "صدف", "طلا", "عسل", "غزال", "غزل", "فرخ", "فرزانه",
          "فرشته", "فرهاد", "فرهنگ", "فروغ", "فیروزه", "کاوه", "کیمیا", "کیهان", "گلنار", "گوهر",
          "گیتی", "لادن", "لاله", "مرجان", "مروارید", "مریم", "مژده", "مهتاب", "مهر", "مهربان",
          "مینا", "نادر", "نرگس", "نسترن", "نسیم", "نغمه", "نگار", "نگین", "نهال", "نیلوفر", "هدیه",
          "هستی", "هما", "یاسمن", "یاقوت", "ژاله");

  static List<WordList> lists() {
    return List.of(WordList.english(), WordList.persian());
  }

  @ParameterizedTest
  @MethodSource("lists")
  void aListHas2048DifferentWordsInCodePointOrder(WordList list) {
    assertEquals(2048, list.all().size());
    assertEquals(list.all(), List.copyOf(new TreeSet<>(list.all())));
  }

  @Test
  void theEnglishListIsThatOfBip39() throws Exception {
    String file = String.join("\n", WordList.english().all()) + "\n";
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(file.getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda",
        HexFormat.of().formatHex(hash));
  }

  @Test
  void fourLettersTellEnglishWordsApart() {
    TreeSet<String> beginnings = new TreeSet<>();
    for (String word : WordList.english().all()) {
      assertTrue(word.matches("[a-z]{3,8}"), word);
      assertTrue(beginnings.add(word.substring(0, Math.min(4, word.length()))), word);
    }
  }

  @Test
  void aPersianWordHasThreeToSixPlainLetters() {
    for (String word : WordList.persian().all()) {
      assertTrue(PERSIAN_WORD.matcher(word).matches(), word);
    }
  }

  @Test
  void noTwoPersianWordsSoundAlike() {
    TreeMap<String, String> sounds = new TreeMap<>();
    for (String word : WordList.persian().all()) {
      String other = sounds.put(sound(word), word);
      assertEquals(null, other, word);
    }
  }

  @Test
  void lettersThatSoundAlikeAreTakenAsOneByTheTest() {
    assertEquals(sound("سفر"), sound("صفر"));
    assertEquals(sound("توفان"), sound("طوفان"));
    assertEquals(sound("آبرو"), sound("ابرو"));
    assertEquals(sound("خویش"), sound("خیش"));
    assertEquals(sound("غرغره"), sound("قرقره"));
  }

  @Test
  void noPersianWordIsACommonGivenName() {
    for (String name : NAMES) {
      assertTrue(!WordList.persian().all().contains(name), name);
    }
  }

  @Test
  void persianWordsStayDifferentWhenFolded() {
    assertEquals(
        WordList.SIZE, WordList.persian().all().stream().map(Folding::fold).distinct().count());
  }

  @Test
  void elevenBitsChooseAWord() {
    List<String> all = WordList.english().all();
    assertEquals(List.of(all.get(0)), WordList.english().words(bytes("0000"), 1));
    assertEquals(List.of(all.get(1)), WordList.english().words(bytes("0020"), 1));
    assertEquals(List.of(all.get(2047)), WordList.english().words(bytes("ffe0"), 1));
    assertEquals(List.of(all.get(0), all.get(2047)), WordList.english().words(bytes("001ffc"), 2));
    assertEquals(List.of(), WordList.english().words(Bytes.EMPTY, 0));
  }

  @Test
  void moreWordsThanBitsAreRefused() {
    WordList list = WordList.persian();
    assertEquals(1, list.words(bytes("ffff"), 1).size());
    assertThrows(IllegalArgumentException.class, () -> list.words(bytes("ffff"), 2));
    assertThrows(IllegalArgumentException.class, () -> list.words(bytes("ff"), 1));
    assertThrows(IllegalArgumentException.class, () -> list.words(bytes("ffff"), -1));
  }

  @Test
  void aListIsLoadedOnce() {
    assertSame(WordList.persian(), WordList.persian());
  }

  private static Bytes bytes(String hex) {
    return Bytes.ofHex(hex);
  }

  /** One letter for those that sound alike, and no silent و after خ. */
  private static String sound(String word) {
    return word.replaceAll("[ذضظ]", "ز")
        .replaceAll("[ثص]", "س")
        .replace('ط', 'ت')
        .replace('ح', 'ه')
        .replace('غ', 'ق')
        .replaceAll("[عآ]", "ا")
        .replaceAll("خو(?=[ای])", "خ");
  }
}
