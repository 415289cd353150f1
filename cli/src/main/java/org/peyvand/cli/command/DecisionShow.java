package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a decision and how it stands. */
@Command(name = "show")
final class DecisionShow extends NodeCommand {
  @Parameters(paramLabel = "ID")
  private String id;

  @Override
  void fill(Ask ask) {
    ask.request().getDecisionShowBuilder().setDecision(id);
  }
}
