package org.peyvand.cli;

import java.util.Arrays;
import org.peyvand.cli.command.Root;
import org.peyvand.cli.render.Messages;
import org.peyvand.cli.session.LocalNode;
import org.peyvand.cli.session.Session;
import org.peyvand.cli.session.Settings;
import org.peyvand.cli.session.Terminal;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** One command, from words typed to an exit code. Without lambdas, whose first costs 20 ms. */
final class Run
    implements Root.Sessions,
        IExecutionStrategy,
        IParameterExceptionHandler,
        IExecutionExceptionHandler {
  private final Terminal terminal;
  private final LocalNode local;
  private final Messages messages;

  Run(Terminal terminal, LocalNode local, Messages messages) {
    this.terminal = terminal;
    this.local = local;
    this.messages = messages;
  }

  int execute(String... arguments) {
    return Root.commandLine(this, arguments)
        .setExecutionStrategy(this)
        .setParameterExceptionHandler(this)
        .setExecutionExceptionHandler(this)
        .execute(arguments);
  }

  @Override
  public Session open(Settings settings) {
    return new Session(terminal, settings, messages, local);
  }

  @Override
  public int execute(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (last.isUsageHelpRequested()) {
      terminal.out().print(new HelpPage(messages).of(last.commandSpec()));
      return 0;
    }
    if (parsed.isVersionHelpRequested()) {
      String version = Run.class.getPackage().getImplementationVersion();
      terminal.out().println("peyvand " + (version == null ? "0" : version));
      return 0;
    }
    return new RunLast().execute(parsed);
  }

  @Override
  public int handleParseException(ParameterException problem, String[] arguments) {
    boolean json = asksForJson(arguments);
    if (Root.lacksVerb(problem) && !json) {
      CommandLine command = problem.getCommandLine();
      terminal.err().print(new HelpPage(messages).of(command.getCommandSpec()));
      return FailureCode.MISSING_COMMAND.exitCode();
    }
    return new Failures(terminal, messages, json).report(UsageErrors.of(problem));
  }

  @Override
  public int handleExecutionException(Exception problem, CommandLine at, ParseResult parsed)
      throws Exception {
    boolean json = asksForJson(parsed.originalArgs().toArray(new String[0]));
    Failures failures = new Failures(terminal, messages, json);
    if (problem instanceof ControlException refused) {
      return failures.report(refused.failure());
    }
    problem.printStackTrace(terminal.err());
    return failures.report(FailureCode.INTERNAL.failure(problem.getClass().getSimpleName()));
  }

  /** Looked for among the words, for where they are not understood no option is known. */
  private static boolean asksForJson(String[] arguments) {
    return Arrays.asList(arguments).contains("--json");
  }
}
