package org.peyvand.cli.command;

import java.util.concurrent.Callable;
import org.peyvand.cli.session.Session;
import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that does something. */
abstract class Leaf implements Callable<Integer> {
  @Spec CommandSpec spec;

  /** The session of this run, made by the root from the options given anywhere. */
  final Session session() {
    return ((Root) spec.root().userObject()).session();
  }

  /** What was asked, without the program's name: {@code network create}. */
  final String path() {
    return Root.path(spec);
  }

  @Override
  public final Integer call() throws ControlException {
    return run();
  }

  /** Does it and returns the exit code. */
  abstract int run() throws ControlException;
}
