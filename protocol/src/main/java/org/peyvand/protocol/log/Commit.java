package org.peyvand.protocol.log;

import java.util.List;

/**
 * What is written in one piece: entries, the heads that they move, and the view rows that they
 * change. Either all of it is durable or none.
 *
 * @param entries ascending within each branch, each following the branch's head
 */
public record Commit(List<Placed> entries, List<Row> rows) {
  public Commit {
    entries = List.copyOf(entries);
    rows = List.copyOf(rows);
  }
}
