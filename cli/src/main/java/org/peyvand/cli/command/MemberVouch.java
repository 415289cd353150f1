package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stands up for a newcomer, or for the new device of a member who lost all. */
@Command(name = "vouch")
final class MemberVouch extends NodeCommand {
  @Parameters(paramLabel = "MEMBER")
  private String member;

  @Override
  void fill(Ask ask) {
    ask.request().getMemberVouchBuilder().setMember(member);
  }
}
