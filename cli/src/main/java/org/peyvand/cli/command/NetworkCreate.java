package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Founds a network. */
@Command(name = "create")
final class NetworkCreate extends NodeCommand {
  @Parameters(paramLabel = "NAME")
  private String name;

  @Option(names = "--purpose", paramLabel = "PURPOSE")
  private String purpose = "information";

  @Override
  void fill(Ask ask) throws ControlException {
    ask.request()
        .getNetworkCreateBuilder()
        .setName(ask.text(name))
        .setPurpose(Keys.purpose(purpose));
  }
}
