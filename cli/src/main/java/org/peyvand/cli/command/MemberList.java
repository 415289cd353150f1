package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;

/** Lists the members. */
@Command(name = "list")
final class MemberList extends NodeCommand {
  @Override
  void fill(Ask ask) {
    ask.request().getMemberListBuilder();
  }
}
