package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the log as a file that others can read. */
@Command(name = "export")
final class LogExport extends NodeCommand {
  @Parameters(paramLabel = "FILE")
  private String file;

  @Override
  void fill(Ask ask) {
    ask.request().getLogExportBuilder().setPath(ask.path(file));
  }
}
