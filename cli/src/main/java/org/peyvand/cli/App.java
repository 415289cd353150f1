package org.peyvand.cli;

import org.peyvand.cli.render.Messages;
import org.peyvand.cli.session.LocalNode;
import org.peyvand.cli.session.Terminal;

/** The program, ready to run commands. */
public final class App {
  private final Terminal terminal;
  private final LocalNode local;

  public App(Terminal terminal, LocalNode local) {
    this.terminal = terminal;
    this.local = local;
  }

  /** Runs one command and returns its exit code. */
  public int run(String... arguments) {
    Messages messages = Messages.in(Languages.of(arguments, terminal));
    try {
      return new Run(terminal, local, messages).execute(arguments);
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }
}
