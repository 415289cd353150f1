package org.peyvand.cli.command;

import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures this machine. */
@Command(name = "bench")
final class Bench extends Leaf {
  /** What can be measured. */
  enum Work {
    append,
    sync,
    warm,
    live,
    slow,
    reconcile,
    membership,
    crowd
  }

  @Parameters(paramLabel = "WORK")
  private Work work;

  @Option(names = "--entries", paramLabel = "N")
  private int entries;

  @Option(names = "--authors", paramLabel = "A")
  private int authors;

  @Option(names = "--payload", paramLabel = "BYTES")
  private int payload = 300;

  @Option(names = "--writers", paramLabel = "W")
  private int writers = 1;

  @Override
  int run() throws ControlException {
    return BenchShow.show(session(), work.name(), entries, authors, payload, writers);
  }
}
