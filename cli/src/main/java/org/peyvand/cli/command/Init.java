package org.peyvand.cli.command;

import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes this device's keys and store. */
@Command(name = "init")
final class Init extends Leaf {
  @Option(names = "--name", paramLabel = "NAME", required = true)
  private String name;

  @Override
  int run() throws ControlException {
    return session().init(session().ask().text(name));
  }
}
