package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a proposal back. */
@Command(name = "withdraw")
final class DecisionWithdraw extends NodeCommand {
  @Parameters(paramLabel = "ID")
  private String id;

  @Override
  void fill(Ask ask) {
    ask.request().getDecisionWithdrawBuilder().setDecision(id);
  }
}
