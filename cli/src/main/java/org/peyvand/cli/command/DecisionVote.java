package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Casts a ballot, or another one in its place. */
@Command(name = "vote")
final class DecisionVote extends NodeCommand {
  @Parameters(paramLabel = "ID")
  private String id;

  @Parameters(paramLabel = "CHOICE")
  private String choice;

  @Option(names = "--reason", paramLabel = "REASON")
  private String reason = "";

  @Override
  void fill(Ask ask) throws ControlException {
    ask.request()
        .getDecisionVoteBuilder()
        .setDecision(id)
        .setChoice(Keys.choice(choice))
        .setTyped(choice)
        .setReason(ask.text(reason));
  }
}
