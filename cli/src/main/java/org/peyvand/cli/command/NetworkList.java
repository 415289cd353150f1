package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;

/** Lists the networks of this home. */
@Command(name = "list")
final class NetworkList extends NodeCommand {
  @Override
  void fill(Ask ask) {
    ask.request().getNetworkListBuilder();
  }
}
