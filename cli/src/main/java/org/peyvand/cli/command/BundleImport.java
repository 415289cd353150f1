package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reads a bundle. */
@Command(name = "import")
final class BundleImport extends NodeCommand {
  @Parameters(paramLabel = "FILE")
  private String file;

  @Override
  void fill(Ask ask) {
    ask.request().getBundleImportBuilder().setPath(ask.path(file));
  }
}
