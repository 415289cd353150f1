package org.peyvand.cli.render;

import java.util.List;

/** What an act of power does, in words. */
final class EffectText {
  private EffectText() {}

  /**
   * A phrase such as “expel Omid”.
   *
   * @param names whom it is about
   * @param value a role, or a rule with its value
   */
  static String phrase(Messages messages, String effect, List<String> names, String value) {
    String name = String.join(messages.plain("list.comma"), names);
    return switch (effect) {
      case "grant-role", "end-role" ->
          messages.text("effect." + effect, name, messages.word("role", value));
      case "policy" -> rule(messages, value);
      case "recover" ->
          name.isEmpty() ? messages.plain("effect.undo") : messages.text("effect.recover", name);
      default -> messages.text("effect." + effect, name);
    };
  }

  private static String rule(Messages messages, String setting) {
    String[] parts = setting.split("=", 2);
    String value = parts[1];
    String word =
        switch (parts[0]) {
          case "tellers" -> messages.word("tellers", value);
          case "history" -> messages.word("history", value);
          case "quorum", "power" -> messages.text("number", Long.valueOf(value));
          default -> messages.word("role", value);
        };
    return messages.text("effect.policy", messages.word("policy", parts[0]), word);
  }
}
