package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;

/** Leaves a network. */
@Command(name = "leave")
final class NetworkLeave extends NodeCommand {
  @Override
  void fill(Ask ask) {
    ask.request().getNetworkLeaveBuilder();
  }
}
