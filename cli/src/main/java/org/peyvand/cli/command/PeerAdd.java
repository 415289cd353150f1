package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Remembers the address of another device. */
@Command(name = "add")
final class PeerAdd extends NodeCommand {
  @Parameters(paramLabel = "HOST:PORT")
  private String address;

  @Override
  void fill(Ask ask) {
    ask.request().getPeerAddBuilder().setAddress(Digits.latin(address));
  }
}
