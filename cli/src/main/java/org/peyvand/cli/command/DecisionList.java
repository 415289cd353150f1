package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;

/** Lists the decisions. */
@Command(name = "list")
final class DecisionList extends NodeCommand {
  @Override
  void fill(Ask ask) {
    ask.request().getDecisionListBuilder();
  }
}
