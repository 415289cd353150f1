package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops a member until the group decides. */
@Command(name = "suspend")
final class MemberSuspend extends NodeCommand {
  @Parameters(paramLabel = "MEMBER")
  private String member;

  @Option(names = "--reason", paramLabel = "REASON", required = true)
  private String reason;

  @Override
  void fill(Ask ask) throws ControlException {
    ask.request().getMemberSuspendBuilder().setMember(member).setReason(ask.text(reason));
  }
}
