package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says that the local network here is safe to look for others on. */
@Command(name = "trust")
final class NetworkTrust extends NodeCommand {
  @Option(names = "--forget")
  private boolean forget;

  @Override
  void fill(Ask ask) {
    ask.request().getNetworkTrustBuilder().setForget(forget);
  }
}
