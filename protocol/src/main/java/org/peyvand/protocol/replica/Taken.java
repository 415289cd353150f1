package org.peyvand.protocol.replica;

import java.util.List;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.log.Head;

/**
 * What became of the runs that were offered.
 *
 * @param verdicts one a run, in the order of the runs
 * @param grown the heads that moved; durable already
 */
public record Taken(List<Verdict> verdicts, List<Head> grown) {
  public Taken {
    verdicts = List.copyOf(verdicts);
    grown = List.copyOf(grown);
  }
}
