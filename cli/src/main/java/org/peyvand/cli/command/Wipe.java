package org.peyvand.cli.command;

import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Destroys the keys of this device first, then the rest. */
@Command(name = "wipe")
final class Wipe extends Leaf {
  @Option(names = "--yes")
  private boolean yes;

  @Override
  int run() throws ControlException {
    if (!yes && !Keys.isWipe(session().askBeforeWiping("--yes"))) {
      throw new ControlException(FailureCode.NOT_CONFIRMED);
    }
    return session().wipe();
  }
}
