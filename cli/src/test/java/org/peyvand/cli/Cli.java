package org.peyvand.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.peyvand.cli.session.LocalNode;
import org.peyvand.cli.session.Terminal;

/** Runs the program in this process, with made-up input and surroundings. */
final class Cli {
  private final LocalNode node;
  private final Map<String, String> environment = new HashMap<>();
  private String input = "";
  private boolean interactive;
  private String typedSecret;

  /** What came of a run. */
  record Ran(int exit, String out, String err) {
    String lastErrorLine() {
      String[] lines = err.split("\n");
      return lines[lines.length - 1];
    }
  }

  Cli(LocalNode node) {
    this.node = node;
  }

  /** A home that has every answer, opened by the passphrase from standard input. */
  static Cli answering() {
    return new Cli(new FakeNode(true, Canned::answer))
        .with("PEYVAND_PASSPHRASE_FILE", "-")
        .input(FakeNode.PASSPHRASE + "\nopen barley\n");
  }

  Cli with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Cli input(String text) {
    input = text;
    return this;
  }

  Cli typing(String secret) {
    interactive = true;
    typedSecret = secret;
    return this;
  }

  Ran run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    environment.putIfAbsent("PEYVAND_HOME", "/nowhere/peyvand-home");
    Terminal terminal =
        new Terminal(
            new BufferedReader(new StringReader(input)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            interactive,
            question -> typedSecret == null ? null : typedSecret.toCharArray());
    int exit = new App(terminal, node).run(arguments);
    return new Ran(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
