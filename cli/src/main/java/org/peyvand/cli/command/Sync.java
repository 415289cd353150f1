package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Syncs once, now. */
@Command(name = "sync")
final class Sync extends NodeCommand {
  @Option(names = "--with", paramLabel = "HOST:PORT")
  private String with = "";

  @Option(names = "--wait", paramLabel = "SECONDS")
  private long waitSeconds = 0;

  @Override
  void fill(Ask ask) {
    ask.request().getSyncBuilder().setWith(Digits.latin(with)).setWaitSeconds(waitSeconds);
  }
}
