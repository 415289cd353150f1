package org.peyvand.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.peyvand.cli.session.LocalNode;
import org.peyvand.cli.session.Terminal;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.Result;

/** Where the program starts. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new App(Terminal.ofProcess(), new RunningNodesOnly()).run(arguments));
  }

  /** Reaches homes through the node that runs in them. */
  private static final class RunningNodesOnly implements LocalNode {
    @Override
    public boolean exists(Path home) {
      return Files.exists(home.resolve("run"));
    }

    @Override
    public Result init(Path home, String name, char[] passphrase) throws ControlException {
      throw new ControlException(FailureCode.CONNECTION_LOST);
    }

    @Override
    public Opened open(Path home, char[] passphrase) throws ControlException {
      throw new ControlException(FailureCode.CONNECTION_LOST);
    }
  }
}
