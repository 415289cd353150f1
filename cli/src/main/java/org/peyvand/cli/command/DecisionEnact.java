package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes the effect of a proposal true, once enough have agreed. */
@Command(name = "enact")
final class DecisionEnact extends NodeCommand {
  @Parameters(paramLabel = "ID")
  private String id;

  @Override
  void fill(Ask ask) {
    ask.request().getDecisionEnactBuilder().setDecision(id);
  }
}
