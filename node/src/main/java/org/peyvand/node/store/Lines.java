package org.peyvand.node.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;

/** A network's branches in memory, with their numbers and heads. Safe for threads. */
final class Lines {
  private final Map<Branch, Line> byBranch = new TreeMap<>();
  private final Map<Integer, Branch> byNumber = new HashMap<>();

  synchronized void put(Line line) {
    byBranch.put(line.head().branch(), line);
    byNumber.put(line.number(), line.head().branch());
  }

  /** Readers see all of them or none. */
  synchronized void putAll(Collection<Line> lines) {
    lines.forEach(this::put);
  }

  synchronized List<Head> heads() {
    return byBranch.values().stream().map(Line::head).toList();
  }

  synchronized Optional<Head> head(Branch branch) {
    return Optional.ofNullable(byBranch.get(branch)).map(Line::head);
  }

  /** Where a number and sequence number point to; empty if that is beyond the head. */
  synchronized Optional<Place> place(int number, long seq) {
    Branch branch = byNumber.get(number);
    return branch != null && seq <= byBranch.get(branch).head().seq()
        ? Optional.of(new Place(branch, seq))
        : Optional.empty();
  }

  /** These heads with the numbers that they have or, in order, get. */
  synchronized Map<Branch, Line> numbered(Collection<Head> heads) {
    Map<Branch, Line> numbered = new HashMap<>();
    int next = byNumber.size();
    for (Head head : heads) {
      Line line = byBranch.get(head.branch());
      numbered.put(head.branch(), new Line(line != null ? line.number() : next++, head));
    }
    return numbered;
  }
}
