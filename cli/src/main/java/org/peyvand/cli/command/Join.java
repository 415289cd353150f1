package org.peyvand.cli.command;

import java.util.List;
import org.peyvand.cli.session.Ask;
import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks to join a network. */
@Command(name = "join")
final class Join extends NodeCommand {
  @Parameters(paramLabel = "CODE")
  private String code;

  @Option(names = "--address", paramLabel = "HOST:PORT")
  private List<String> addresses = List.of();

  @Option(names = "--wait", paramLabel = "SECONDS")
  private long waitSeconds = 0;

  @Option(names = "--here")
  private boolean here;

  @Override
  void fill(Ask ask) throws ControlException {
    ask.request()
        .getJoinBuilder()
        .setCode(ask.text(code))
        .addAllAddresses(Digits.latin(addresses))
        .setWaitSeconds(waitSeconds)
        .setHere(here);
  }
}
