package org.peyvand.protocol.replica;

import java.util.List;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.log.Head;

/**
 * What became of the runs that were offered.
 *
 * @param verdicts one a run, in the order of the runs
 * @param grown the heads that moved; durable already
 * @param opened whether a key came with them that opens what could not be read here
 */
public record Taken(List<Verdict> verdicts, List<Head> grown, boolean opened) {
  public Taken {
    verdicts = List.copyOf(verdicts);
    grown = List.copyOf(grown);
  }
}
