package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a bundle. */
@Command(name = "export")
final class BundleExport extends NodeCommand {
  @Parameters(paramLabel = "FILE")
  private String file;

  @Option(names = "--since-last")
  private boolean sinceLast;

  @Option(names = "--join", paramLabel = "CODE")
  private String join = "";

  @Override
  void fill(Ask ask) throws ControlException {
    ask.request()
        .getBundleExportBuilder()
        .setPath(ask.path(file))
        .setSinceLast(sinceLast)
        .setJoin(ask.text(join));
  }
}
