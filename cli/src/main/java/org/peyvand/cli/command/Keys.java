package org.peyvand.cli.command;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import org.peyvand.protocol.words.Folding;

/**
 * The keys behind words that people type in either language. A word that is none of these stays as
 * it was typed, for the node to judge.
 */
final class Keys {
  private static final Map<String, String> CHOICES =
      Map.ofEntries(
          entry("agree", "agree"),
          entry("موافق", "agree"),
          entry("موافقم", "agree"),
          entry("abstain", "abstain"),
          entry("ممتنع", "abstain"),
          entry("disagree", "disagree"),
          entry("مخالف", "disagree"),
          entry("مخالفم", "disagree"),
          entry("object", "object"),
          entry("مخالفت", "object"),
          entry("مخالفت جدی", "object"),
          entry("block", "block"),
          entry("وتو", "block"));
  private static final Map<String, String> METHODS =
      Map.ofEntries(
          entry("majority", "majority"),
          entry("اکثریت", "majority"),
          entry("اکثریت نسبی", "majority"),
          entry("consent", "consent"),
          entry("عدم مخالفت", "consent"),
          entry("threshold", "threshold"),
          entry("نصاب", "threshold"));
  private static final Map<String, String> PURPOSES =
      Map.ofEntries(
          entry("information", "information"),
          entry("تبادل اطلاعات", "information"),
          entry("coordination", "coordination"),
          entry("هماهنگی", "coordination"),
          entry("funding", "funding"),
          entry("تأمین مالی", "funding"),
          entry("تأمین مالی مشترک", "funding"),
          entry("campaign", "campaign"),
          entry("کارزار", "campaign"),
          entry("فعالیت مشترک", "campaign"),
          entry("alliance", "alliance"),
          entry("ائتلاف", "alliance"),
          entry("هویت مشترک", "alliance"));

  private static final Map<String, String> EFFECTS =
      Map.of(
          "اخراج", "expel",
          "بازگرداندن عضویت", "reinstate",
          "دادن سمت", "grant-role",
          "پایان سمت", "end-role",
          "کنار گذاشتن دستگاه", "retire-device",
          "پاک کردن گذشته", "cut-history",
          "قاعده", "policy",
          "بازسازی", "recover");

  private static final Map<String, String> ROLES =
      Map.of("عضو", "member", "هماهنگ‌کننده", "steward", "عضو تازه", "newcomer");

  private static final Map<String, String> KINDS =
      Map.of(
          "یادداشت", "note",
          "فایل", "file",
          "سند", "document",
          "پیوند", "link",
          "پیوند وب", "link");

  private static final Set<String> WIPE = Set.of("wipe", "نابود کن");

  private Keys() {}

  static String choice(String typed) {
    return key(CHOICES, typed);
  }

  static String method(String typed) {
    return key(METHODS, typed);
  }

  static String purpose(String typed) {
    return key(PURPOSES, typed);
  }

  static String effect(String typed) {
    return key(EFFECTS, typed);
  }

  /** A role, or a rule with its value: a role too, or a number in any digits. */
  static String value(String typed) {
    int equals = typed.indexOf('=');
    return equals < 0
        ? key(ROLES, typed)
        : Digits.latin(typed.substring(0, equals + 1) + key(ROLES, typed.substring(equals + 1)));
  }

  static String kind(String typed) {
    return key(KINDS, typed);
  }

  /** Whether the word was typed that a wipe asks for. */
  static boolean isWipe(String typed) {
    return WIPE.stream().anyMatch(word -> Folding.joined(word).equals(Folding.joined(typed)));
  }

  private static String key(Map<String, String> keys, String typed) {
    String folded = Folding.joined(typed);
    for (Map.Entry<String, String> word : keys.entrySet()) {
      if (Folding.joined(word.getKey()).equals(folded)) {
        return word.getValue();
      }
    }
    return typed;
  }
}
