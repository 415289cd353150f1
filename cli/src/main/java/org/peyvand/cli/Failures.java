package org.peyvand.cli;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.peyvand.cli.render.Json;
import org.peyvand.cli.render.Messages;
import org.peyvand.cli.session.Terminal;
import org.peyvand.node.control.proto.Failure;

/** Says what went wrong, that nothing was lost, and what to do. */
final class Failures {
  /** Arguments that are keys, and the kind of their words. */
  private static final Map<String, String> WORDS =
      Map.of(
          "role-needed.0", "role",
          "decision-not-open.0", "decision-state",
          "effect-not-now.0", "effect-name",
          "member-not-active.1", "member-state",
          "too-long.0", "part",
          "too-many.0", "part");

  private static final Set<String> NUMBERS =
      Set.of(
          "code-wrong.0",
          "cannot-pass.0",
          "cannot-pass.1",
          "cannot-pass.2",
          "too-few-agreed.0",
          "too-few-agreed.1",
          "too-few-agreed.2",
          "too-many-devices.0",
          "too-long.1",
          "too-many.1",
          "file-too-large.1",
          "reply-too-large.0",
          "file-not-here.1",
          "file-not-here.2",
          "not-equal-in-time.0");

  /** Names, a line each. */
  private static final String NAMES = "too-few-agreed.3";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final Terminal terminal;
  private final Messages messages;
  private final boolean json;

  Failures(Terminal terminal, Messages messages, boolean json) {
    this.terminal = terminal;
    this.messages = messages;
    this.json = json;
  }

  /** Prints the failure on standard error and returns its exit code. */
  int report(Failure failure) {
    Object[] arguments = arguments(failure);
    String message = sentence("error.", failure, arguments);
    String hint = sentence("hint.", failure, arguments);
    if (json) {
      terminal.err().print(Json.error(failure.getCode(), message.strip(), hint.strip()) + "\n");
    } else {
      terminal.err().print(hint.isEmpty() ? message + "\n" : message + "\n" + hint + "\n");
    }
    return failure.getExitCode();
  }

  /** Numbers get the digits of the language and keys its words; all else stays as it is. */
  private Object[] arguments(Failure failure) {
    Object[] arguments = failure.getArgumentsList().toArray();
    for (int index = 0; index < arguments.length; index++) {
      String place = failure.getCode() + "." + index;
      String given = failure.getArguments(index);
      if (WORDS.containsKey(place)) {
        arguments[index] = messages.word(WORDS.get(place), given);
      } else if (NUMBERS.contains(place) && NUMBER.matcher(given).matches()) {
        arguments[index] = Long.valueOf(given);
      } else if (place.equals(NAMES)) {
        arguments[index] = String.join(messages.plain("list.comma"), given.split("\n"));
      }
    }
    return arguments;
  }

  private String sentence(String kind, Failure failure, Object[] arguments) {
    String key = kind + failure.getCode();
    if (messages.has(key)) {
      return messages.text(key, arguments);
    }
    return messages.text(kind + "unknown", failure.getCode());
  }
}
