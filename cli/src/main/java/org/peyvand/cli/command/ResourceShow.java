package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows something shared. */
@Command(name = "show")
final class ResourceShow extends NodeCommand {
  @Parameters(paramLabel = "ID")
  private String id;

  @Override
  void fill(Ask ask) {
    ask.request().getResourceShowBuilder().setResource(id);
  }
}
