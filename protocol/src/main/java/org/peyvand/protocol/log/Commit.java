package org.peyvand.protocol.log;

import java.util.List;
import java.util.Map;

/**
 * What is written in one piece: entries, the heads that they move, and the view rows that they
 * change. Either all of it is durable or none.
 *
 * @param entries ascending within each branch, each following the branch's head
 * @param erased of branches of records, the number up to which entries have no bodies from now on:
 *     those that are here already, and those of this commit
 */
public record Commit(List<Placed> entries, List<Row> rows, Map<Branch, Long> erased) {
  public Commit {
    entries = List.copyOf(entries);
    rows = List.copyOf(rows);
    erased = Map.copyOf(erased);
  }

  /** What erases nothing. */
  public Commit(List<Placed> entries, List<Row> rows) {
    this(entries, rows, Map.of());
  }
}
