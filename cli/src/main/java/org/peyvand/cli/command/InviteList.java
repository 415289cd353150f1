package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;

/** Lists the invites. */
@Command(name = "list")
final class InviteList extends NodeCommand {
  @Override
  void fill(Ask ask) {
    ask.request().getInviteListBuilder();
  }
}
