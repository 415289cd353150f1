package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;

/** Lists those who wait for a yes. */
@Command(name = "requests")
final class MemberRequests extends NodeCommand {
  @Override
  void fill(Ask ask) {
    ask.request().getMemberRequestsBuilder();
  }
}
