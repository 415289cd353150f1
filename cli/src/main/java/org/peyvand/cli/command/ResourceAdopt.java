package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes count again what a removal set aside. */
@Command(name = "adopt")
final class ResourceAdopt extends NodeCommand {
  @Parameters(paramLabel = "ID")
  private String id;

  @Override
  void fill(Ask ask) {
    ask.request().getResourceAdoptBuilder().setRecord(id);
  }
}
