package org.peyvand.cli.command;

import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;

/** Checks everything, says what is wrong and what to do. */
@Command(name = "doctor")
final class Doctor extends Leaf {
  @Override
  int run() throws ControlException {
    return session().examine();
  }
}
