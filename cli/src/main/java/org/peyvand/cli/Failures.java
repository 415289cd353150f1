package org.peyvand.cli;

import org.peyvand.cli.render.Json;
import org.peyvand.cli.render.Messages;
import org.peyvand.cli.session.Terminal;
import org.peyvand.node.control.proto.Failure;

/** Says what went wrong, that nothing was lost, and what to do. */
final class Failures {
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
    Object[] arguments = failure.getArgumentsList().toArray();
    String message = sentence("error.", failure, arguments);
    String hint = sentence("hint.", failure, arguments);
    if (json) {
      terminal.err().print(Json.error(failure.getCode(), message, hint) + "\n");
    } else {
      terminal.err().print(hint.isEmpty() ? message + "\n" : message + "\n" + hint + "\n");
    }
    return failure.getExitCode();
  }

  private String sentence(String kind, Failure failure, Object[] arguments) {
    String key = kind + failure.getCode();
    if (messages.has(key)) {
      return messages.text(key, arguments);
    }
    return messages.text(kind + "unknown", failure.getCode());
  }
}
