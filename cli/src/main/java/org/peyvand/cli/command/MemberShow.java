package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one member, and why he or she is one. */
@Command(name = "show")
final class MemberShow extends NodeCommand {
  @Parameters(paramLabel = "MEMBER")
  private String member;

  @Override
  void fill(Ask ask) {
    ask.request().getMemberShowBuilder().setMember(member);
  }
}
