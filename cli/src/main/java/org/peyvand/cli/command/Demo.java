package org.peyvand.cli.command;

import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;

/** Tells the whole story with two nodes in two processes. */
@Command(name = "demo")
final class Demo extends Leaf {
  @Override
  int run() throws ControlException {
    return DemoShow.show(session());
  }
}
