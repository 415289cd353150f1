package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;

/** Shows one network. */
@Command(name = "show")
final class NetworkShow extends NodeCommand {
  @Override
  void fill(Ask ask) {
    ask.request().getNetworkShowBuilder();
  }
}
