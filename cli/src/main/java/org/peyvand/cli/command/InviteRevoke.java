package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes an invite useless. */
@Command(name = "revoke")
final class InviteRevoke extends NodeCommand {
  @Parameters(paramLabel = "ID")
  private String id;

  @Override
  void fill(Ask ask) {
    ask.request().getInviteRevokeBuilder().setId(id);
  }
}
