package org.peyvand.protocol.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.words.InviteCode.Parsed;
import org.peyvand.protocol.words.InviteCode.Reason;
import org.peyvand.protocol.words.InviteCode.Valid;
import org.peyvand.protocol.words.InviteCode.Wrong;

@Tag("locale")
class InviteCodeTest {
  private static final Bytes SEED = Bytes.ofHex("000102030405060708090a0b0c0d0e0f");
  private static final Bytes HASH = Bytes.ofHex("f0f1f2f3f4f5f6f7f8f9");
  private static final InviteCode CODE = new InviteCode(SEED, HASH, List.of());
  private static final InviteCode HINTED =
      new InviteCode(SEED, HASH, List.of("192.168.1.20:7400", "[fe80::1%eth0]:7400"));
  private static final InviteCode LONGEST =
      new InviteCode(SEED, HASH, Collections.nCopies(3, "a".repeat(56) + ".onion:65535"));

  @Test
  void aCodeWithoutHintsHasElevenGroups() {
    assertEquals(65, CODE.text().length());
    assertTrue(CODE.text().matches("4[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{5}){10}"));
  }

  @Test
  void theTextOfACodeNeverChanges() {
    assertEquals("40009-G40RE-40M3F-0E209-91853-GR380-E1ZR5-F3WQK-KYKTD-ZDXZN-RZ408", CODE.text());
  }

  @Test
  void theLongestCodeHas94Groups() {
    assertEquals(94 * 6 - 1, LONGEST.text().length());
    assertEquals(new Valid(LONGEST), InviteCode.parse(LONGEST.text()));
  }

  @Test
  void whatIsWrittenIsRead() {
    for (int seed = 0; seed < 1_000; seed++) {
      InviteCode code = anyCode(new Random(seed));
      Parsed parsed = InviteCode.parse(code.text());
      assertEquals(new Valid(code), parsed, "seed " + seed);
      assertEquals(code.text(), ((Valid) parsed).code().text(), "seed " + seed);
      assertEquals(parsed, InviteCode.parse(code.text().toLowerCase(Locale.ROOT)), "seed " + seed);
    }
  }

  @Test
  void whateverIsReadIsWhatItsTextSays() {
    for (int seed = 0; seed < 1_000; seed++) {
      Parsed parsed = InviteCode.parse(AnyText.from(new Random(seed)));
      if (parsed instanceof Wrong wrong) {
        assertTrue(wrong.group() >= 1 && wrong.group() <= 90, "seed " + seed);
      } else {
        assertEquals(parsed, InviteCode.parse(((Valid) parsed).code().text()), "seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ", "\n", "\r\n", "\u00A0", "\u2028", "\u200B", "\u200C", "\u200D", "\u200E", "\u200F",
        "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069",
        "\uFEFF", "-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "_",
        "\u0640", "\u060C", "\u061B", "\u061F", "\u00AB", "\u00BB", ".", ":", "\u0000", "\t",
        "\u2E3A", "\uFE58", "\uFF0D", "\u061C", "\u06D4"
      })
  void whatCarriesNothingIsForgivenAnywhere(String nothing) {
    String typed = nothing + HINTED.text().replace("-", "").replace("", nothing) + nothing;
    assertEquals(new Valid(HINTED), InviteCode.parse(typed));
  }

  @Test
  void confusedLettersAndOtherDigitsAreForgiven() {
    for (InviteCode code : List.of(CODE, HINTED, LONGEST)) {
      String text = code.text();
      assertEquals(new Valid(code), InviteCode.parse(text.replace('0', 'O').replace('1', 'I')));
      assertEquals(new Valid(code), InviteCode.parse(text.replace('0', 'o').replace('1', 'l')));
      assertEquals(new Valid(code), InviteCode.parse(text.replace('1', 'L').replace('1', 'i')));
      assertEquals(new Valid(code), InviteCode.parse(withDigits(text, '۰')));
      assertEquals(new Valid(code), InviteCode.parse(withDigits(text, '٠')));
    }
  }

  @Test
  void everySingleWrongCharacterIsCaughtAndItsGroupNamed() {
    for (InviteCode code : List.of(CODE, HINTED, LONGEST)) {
      String bare = code.text().replace("-", "");
      for (int at = 0; at < bare.length(); at++) {
        for (char other : Symbols.ALPHABET.toCharArray()) {
          if (other != bare.charAt(at)) {
            String typed = bare.substring(0, at) + other + bare.substring(at + 1);
            assertEquals(new Wrong(Reason.BAD_GROUP, at / 5 + 1), InviteCode.parse(typed));
          }
        }
      }
    }
  }

  @Test
  void everySwapOfNeighboursIsCaughtAndTheFirstGroupNamed() {
    for (int seed = 0; seed < 200; seed++) {
      String bare = anyCode(new Random(seed)).text().replace("-", "");
      for (int at = 0; at + 1 < bare.length(); at++) {
        if (bare.charAt(at) != bare.charAt(at + 1)) {
          assertEquals(
              new Wrong(Reason.BAD_GROUP, at / 5 + 1),
              InviteCode.parse(swapped(bare, at, at + 1)),
              "seed " + seed + ", character " + at);
        }
      }
    }
  }

  @Test
  void anyTwoCharactersOfAGroupSwappedAreCaught() {
    String bare = LONGEST.text().replace("-", "");
    for (int one = 0; one < bare.length(); one++) {
      for (int two = one + 1; two < (one / 5 + 1) * 5; two++) {
        if (bare.charAt(one) != bare.charAt(two)) {
          assertEquals(
              new Wrong(Reason.BAD_GROUP, one / 5 + 1), InviteCode.parse(swapped(bare, one, two)));
        }
      }
    }
  }

  @Test
  void everySwapOfGroupsIsCaughtAndTheFirstNamed() {
    for (int seed = 0; seed < 200; seed++) {
      InviteCode code = anyCodeWithoutHints(new Random(seed));
      String[] groups = code.text().split("-");
      for (int one = 0; one < groups.length; one++) {
        for (int two = one + 1; two < groups.length; two++) {
          String[] moved = groups.clone();
          moved[one] = groups[two];
          moved[two] = groups[one];
          boolean same = groups[one].equals(groups[two]);
          assertEquals(
              same ? new Valid(code) : new Wrong(Reason.BAD_GROUP, one + 1),
              InviteCode.parse(String.join("-", moved)),
              "seed " + seed + ", groups " + one + " and " + two);
        }
      }
    }
  }

  @Test
  void aMissingOrDoubledCharacterIsAlwaysCaught() {
    for (InviteCode code : List.of(CODE, HINTED, LONGEST)) {
      String bare = code.text().replace("-", "");
      for (int at = 0; at < bare.length(); at++) {
        String missing = bare.substring(0, at) + bare.substring(at + 1);
        String doubled = bare.substring(0, at + 1) + bare.substring(at);
        assertTrue(((Wrong) InviteCode.parse(missing)).group() >= at / 5 + 1);
        assertTrue(((Wrong) InviteCode.parse(doubled)).group() >= at / 5 + 1);
      }
    }
  }

  @Test
  void aCodeCutShortSaysSo() {
    for (InviteCode code : List.of(CODE, HINTED)) {
      String bare = code.text().replace("-", "");
      for (int length = 0; length < bare.length(); length++) {
        assertEquals(
            new Wrong(Reason.TOO_SHORT, length / 5 + 1),
            InviteCode.parse(bare.substring(0, length)));
      }
    }
  }

  @Test
  void anExtraGroupIsTooLong() {
    assertEquals(
        new Wrong(Reason.TOO_LONG, 12), InviteCode.parse(text(bits(1, 0).put(0, 7).put(0, 20))));
    assertEquals(new Wrong(Reason.TOO_LONG, 95), InviteCode.parse(LONGEST.text() + "-0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"U", "u", "ب", "é", "+", "=", "|", "\uD800", "\uDC00", "\uD83D\uDE00", "²"})
  void aCharacterOfNoCodeIsNamed(String stranger) {
    String text = CODE.text();
    assertEquals(
        new Wrong(Reason.UNKNOWN_CHARACTER, 3),
        InviteCode.parse(text.substring(0, 13) + stranger + text.substring(14)));
  }

  @Test
  void onlyThisVersionIsRead() {
    for (int version = 0; version < 8; version++) {
      Parsed parsed = InviteCode.parse(text(bits(version, 0)));
      assertEquals(version == 1 ? new Valid(CODE) : new Wrong(Reason.UNKNOWN_VERSION, 1), parsed);
    }
  }

  @Test
  void bitsThatFillTheLastGroupAreZero() {
    for (int rest = 1; rest < 128; rest++) {
      assertEquals(
          new Wrong(Reason.BAD_ENDING, 11), InviteCode.parse(text(bits(1, 0).put(rest, 7))));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        ":1",
        "a:",
        "a:0",
        "a:01",
        "a:65536",
        "a:99999",
        "a b:1",
        "a:1\n",
        "ب:1",
        "a:+1",
        "fe80::1:80",
        "[fe80::1]",
        "[]:1",
        "[g::]:1",
        "a:۱",
        "a/b:1",
        "a\u0000:1"
      })
  void whatIsNoAddressIsRefused(String address) {
    assertThrows(
        IllegalArgumentException.class, () -> new InviteCode(SEED, HASH, List.of(address)));
    Bytes written = Bytes.utf8(address);
    BitWriter bits = bits(1, 1).put(written.length(), 8).put(written);
    assertEquals(new Wrong(Reason.BAD_ADDRESS, 11), InviteCode.parse(text(bits)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:1", "a:65535", "[::1]:80", "[fe80::1%wlan-0]:7400", "x.local:9"})
  void whatIsAnAddressIsKept(String address) {
    InviteCode code = new InviteCode(SEED, HASH, List.of(address));
    assertEquals(new Valid(code), InviteCode.parse(code.text()));
  }

  @Test
  void limitsHoldAtThemAndOneBeyond() {
    String longest = "a".repeat(56) + ".onion:65535";
    assertEquals(68, longest.length());
    assertEquals(1, new InviteCode(SEED, HASH, List.of(longest)).addresses().size());
    assertRefused(SEED, HASH, List.of("a" + longest));
    assertRefused(SEED, HASH, Collections.nCopies(4, "a:1"));
    assertRefused(SEED.slice(0, 15), HASH, List.of());
    assertRefused(SEED.concat(HASH), HASH, List.of());
    assertRefused(SEED, HASH.slice(0, 9), List.of());
    Bytes tooLong = Bytes.utf8("a" + longest);
    BitWriter bits = bits(1, 1).put(tooLong.length(), 8).put(tooLong);
    assertEquals(new Wrong(Reason.BAD_ADDRESS, 11), InviteCode.parse(text(bits)));
  }

  @Test
  void theSeedIsNotPrinted() {
    assertFalse(CODE.toString().contains(SEED.hex()));
    assertFalse(InviteCode.parse(CODE.text()).toString().contains(SEED.hex()));
    assertNotEquals(CODE, new InviteCode(HASH.concat(HASH).slice(0, 16), HASH, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "Z", "\u0000", " ", "\uD800", "\uDC00\uD800", "-", "U", "ب", "\u0301"})
  void aMillionHostileCharactersAreAnsweredQuickly(String part) {
    String typed = part.repeat(1_000_000 / part.length());
    Parsed parsed = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> InviteCode.parse(typed));
    assertInstanceOf(Wrong.class, parsed);
  }

  private static InviteCode anyCodeWithoutHints(Random random) {
    return new InviteCode(anyBytes(random, 16), anyBytes(random, 10), List.of());
  }

  private static InviteCode anyCode(Random random) {
    List<String> addresses = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      addresses.add(anyHost(random) + ":" + (1 + random.nextInt(65_535)));
    }
    return new InviteCode(anyBytes(random, 16), anyBytes(random, 10), addresses);
  }

  /** 1 to 62 letters and digits, which leaves room for the longest port. */
  private static String anyHost(Random random) {
    String letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    StringBuilder host = new StringBuilder();
    for (int left = 1 + random.nextInt(62); left > 0; left--) {
      host.append(letters.charAt(random.nextInt(letters.length())));
    }
    return host.toString();
  }

  private static Bytes anyBytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.own(bytes);
  }

  private static BitWriter bits(int version, int hints) {
    return new BitWriter().put(version, 3).put(hints, 2).put(SEED).put(HASH);
  }

  private static String text(BitWriter bits) {
    return Groups.text(bits);
  }

  private static String withDigits(String text, char zero) {
    StringBuilder typed = new StringBuilder();
    for (char c : text.toCharArray()) {
      typed.append(c >= '0' && c <= '9' ? (char) (c - '0' + zero) : c);
    }
    return typed.toString();
  }

  private static String swapped(String text, int one, int two) {
    StringBuilder typed = new StringBuilder(text);
    typed.setCharAt(one, text.charAt(two));
    typed.setCharAt(two, text.charAt(one));
    return typed.toString();
  }

  private static void assertRefused(Bytes seed, Bytes hash, List<String> addresses) {
    assertThrows(IllegalArgumentException.class, () -> new InviteCode(seed, hash, addresses));
  }
}
