package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says no to a request. */
@Command(name = "refuse")
final class MemberRefuse extends NodeCommand {
  @Parameters(paramLabel = "REQUEST")
  private String request;

  @Option(names = "--reason", paramLabel = "REASON")
  private String reason = "";

  @Override
  void fill(Ask ask) throws ControlException {
    ask.request().getMemberRefuseBuilder().setRequest(request).setReason(ask.text(reason));
  }
}
