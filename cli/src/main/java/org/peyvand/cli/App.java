package org.peyvand.cli;

import org.peyvand.cli.command.Root;
import org.peyvand.cli.render.Messages;
import org.peyvand.cli.session.LocalNode;
import org.peyvand.cli.session.Session;
import org.peyvand.cli.session.Terminal;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One run of the program, from words typed to an exit code. */
public final class App {
  private static final int USAGE = FailureCode.BAD_USAGE.exitCode();

  private final Terminal terminal;
  private final LocalNode local;

  public App(Terminal terminal, LocalNode local) {
    this.terminal = terminal;
    this.local = local;
  }

  /** Runs one command and returns its exit code. */
  public int run(String... arguments) {
    Messages messages = Messages.in(Languages.of(arguments, terminal));
    Failures failures = new Failures(terminal, messages, Languages.given(arguments, "--json"));
    try {
      CommandLine program =
          Root.commandLine(settings -> new Session(terminal, settings, messages, local));
      program.setExecutionStrategy(parsed -> execute(parsed, messages));
      program.setParameterExceptionHandler((problem, all) -> misused(problem, messages, failures));
      program.setExecutionExceptionHandler((problem, at, parsed) -> failed(problem, failures));
      return program.execute(arguments);
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }

  private int execute(ParseResult parsed, Messages messages) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (last.isUsageHelpRequested()) {
      terminal.out().print(new HelpPage(messages).of(last.commandSpec()));
      return 0;
    }
    if (parsed.isVersionHelpRequested()) {
      String version = App.class.getPackage().getImplementationVersion();
      terminal.out().println("peyvand " + (version == null ? "0" : version));
      return 0;
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private int misused(ParameterException problem, Messages messages, Failures failures) {
    if (Root.lacksVerb(problem) && !failures.json()) {
      CommandLine command = problem.getCommandLine();
      terminal.err().print(new HelpPage(messages).of(command.getCommandSpec()));
      return USAGE;
    }
    return failures.report(UsageErrors.of(problem));
  }

  private static int failed(Exception problem, Failures failures) throws Exception {
    if (problem instanceof ControlException refused) {
      return failures.report(refused.failure());
    }
    throw problem;
  }
}
