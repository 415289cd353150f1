package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import org.peyvand.node.control.ControlException;

/** A command that the node answers. */
abstract class NodeCommand extends Leaf {
  @Override
  final int run() throws ControlException {
    Ask ask = session().ask();
    fill(ask);
    return session().answer(ask, path());
  }

  /** Puts the arguments into the request. */
  abstract void fill(Ask ask) throws ControlException;
}
