package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a shared file to this disk. */
@Command(name = "get")
final class ResourceGet extends NodeCommand {
  @Parameters(paramLabel = "ID")
  private String id;

  @Option(names = "--out", paramLabel = "FILE", required = true)
  private String out;

  @Override
  void fill(Ask ask) {
    ask.request().getResourceGetBuilder().setResource(id).setPath(ask.path(out));
  }
}
