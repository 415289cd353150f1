package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the entries. */
@Command(name = "list")
final class LogList extends NodeCommand {
  @Option(names = "--after", paramLabel = "ID")
  private String after = "";

  @Override
  void fill(Ask ask) {
    ask.request().getLogListBuilder().setAfter(after);
  }
}
