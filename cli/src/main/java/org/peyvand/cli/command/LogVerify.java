package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;

/** Checks the whole log. */
@Command(name = "verify")
final class LogVerify extends NodeCommand {
  @Override
  void fill(Ask ask) {
    ask.request().getLogVerifyBuilder();
  }
}
