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

  /** Up to which number a branch's bodies are erased; -1 if none is. */
  synchronized long erased(Branch branch) {
    Line line = byBranch.get(branch);
    return line == null ? -1 : line.erased();
  }

  /** The lines with bodies on the disk that are erased. */
  synchronized List<Line> unswept() {
    return byBranch.values().stream().filter(line -> line.swept() < line.erased()).toList();
  }

  /** These lines as they are by now, swept as far as they were erased then. */
  synchronized List<Line> swept(List<Line> then) {
    return then.stream()
        .map(line -> byBranch.get(line.head().branch()).sweptThrough(line.erased()))
        .toList();
  }

  /**
   * The lines that these heads move, with the numbers that they have or, in order, get; and those
   * of which more is erased.
   */
  synchronized Map<Branch, Line> moved(Collection<Head> heads, Map<Branch, Long> erased) {
    Map<Branch, Line> moved = new HashMap<>();
    int next = byNumber.size();
    for (Head head : heads) {
      Line line = byBranch.get(head.branch());
      moved.put(head.branch(), line != null ? line.at(head) : new Line(next++, head));
    }
    for (Map.Entry<Branch, Long> each : erased.entrySet()) {
      Line line = moved.getOrDefault(each.getKey(), byBranch.get(each.getKey()));
      moved.put(each.getKey(), line.erasing(each.getValue()));
    }
    return moved;
  }
}
