package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows this node at a glance, once or again and again until interrupted. */
@Command(name = "status")
final class Status extends Leaf {
  private static final long PAUSE_MILLISECONDS = 2_000;

  @Option(names = "--watch")
  private boolean watch;

  @Option(names = "--challenge", paramLabel = "WORDS")
  private String challenge = "";

  @Override
  int run() throws ControlException {
    int exit = show();
    while (watch && paused()) {
      exit = show();
    }
    return exit;
  }

  private int show() throws ControlException {
    Ask ask = session().ask();
    ask.request().getStatusBuilder().setChallenge(challenge);
    return session().answer(ask, path());
  }

  private static boolean paused() {
    try {
      Thread.sleep(PAUSE_MILLISECONDS);
      return true;
    } catch (InterruptedException enough) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
