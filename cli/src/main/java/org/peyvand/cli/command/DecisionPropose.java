package org.peyvand.cli.command;

import java.util.List;
import org.peyvand.cli.session.Ask;
import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts something to the vote. */
@Command(name = "propose")
final class DecisionPropose extends NodeCommand {
  @Parameters(paramLabel = "TITLE")
  private String title;

  @Option(names = "--text", paramLabel = "TEXT")
  private String text = "";

  @Option(names = "--method", paramLabel = "METHOD")
  private String method = "";

  @Option(names = "--option", paramLabel = "OPTION")
  private List<String> options = List.of();

  @Option(names = "--effect", paramLabel = "EFFECT")
  private String effect = "";

  @Option(names = "--target", paramLabel = "TARGET")
  private String target = "";

  @Option(names = "--value", paramLabel = "VALUE")
  private String value = "";

  @Override
  void fill(Ask ask) throws ControlException {
    ask.request()
        .getDecisionProposeBuilder()
        .setTitle(ask.text(title))
        .setText(ask.text(text))
        .setMethod(Keys.method(method))
        .addAllOptions(options)
        .setEffect(Keys.effect(effect))
        .setTarget(target)
        .setValue(Keys.value(value));
  }
}
