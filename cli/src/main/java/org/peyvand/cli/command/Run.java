package org.peyvand.cli.command;

import org.peyvand.cli.session.LocalNode;
import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the node in the foreground until interrupted. */
@Command(name = "run")
final class Run extends Leaf {
  @Option(names = "--listen", paramLabel = "HOST:PORT")
  private String listen = "";

  @Option(names = "--proxy", paramLabel = "URL")
  private String proxy = "";

  @Option(names = "--no-discovery")
  private boolean noDiscovery;

  @Override
  int run() throws ControlException {
    return session().run(new LocalNode.Start(listen, proxy, !noDiscovery));
  }
}
