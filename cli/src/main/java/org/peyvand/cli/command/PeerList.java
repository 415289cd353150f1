package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;

/** Lists the remembered addresses. */
@Command(name = "list")
final class PeerList extends NodeCommand {
  @Override
  void fill(Ask ask) {
    ask.request().getPeerListBuilder();
  }
}
