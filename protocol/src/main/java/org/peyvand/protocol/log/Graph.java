package org.peyvand.protocol.log;

import static java.util.function.Predicate.not;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.id.EntryId;

/**
 * The governance lane as a graph: each entry after all that it links to.
 *
 * <p>Invariant: causally closed; whatever stands here, its previous entry and its links stand here.
 */
public final class Graph {
  private final Map<Branch, Integer> lines = new HashMap<>();
  private final Map<EntryId, Point> points = new LinkedHashMap<>();
  private final TreeSet<EntryId> frontier = new TreeSet<>();

  /** An entry's past is asked for when it is judged, and again when it is added. */
  private List<EntryId> lastJoined = List.of();

  private Past last = Past.NOTHING;

  /** Adds an entry whose past is here already. */
  public Point add(Entry entry, Branch branch) {
    Header header = entry.header();
    int line = lines.computeIfAbsent(branch, b -> lines.size());
    Past past = pastOf(header.parents());
    Point point = new Point(entry.id(), header.device(), line, header.seq(), past);
    points.put(entry.id(), point);
    header.parents().forEach(frontier::remove);
    frontier.add(entry.id());
    return point;
  }

  public Optional<Point> point(EntryId id) {
    return Optional.ofNullable(points.get(id));
  }

  public boolean has(EntryId id) {
    return points.containsKey(id);
  }

  /** The entries that no other entry links to or follows, ascending. */
  public List<EntryId> frontier() {
    return List.copyOf(frontier);
  }

  /** The heads of what is left without these entries and all that builds on them, ascending. */
  public List<EntryId> frontierWithout(Collection<EntryId> entries) {
    List<Point> without = entries.stream().map(this::require).toList();
    List<Point> left =
        points.values().stream()
            .filter(point -> without.stream().noneMatch(point.and()::includes))
            .toList();
    Past seen = Past.NOTHING;
    for (Point point : left) {
      seen = seen.join(point.past());
    }
    return left.stream().filter(not(seen::includes)).map(Point::id).sorted().toList();
  }

  /** All points, each after its past. */
  public Collection<Point> points() {
    return points.values();
  }

  /** All that an entry with these links would have seen. */
  public Past pastOf(Collection<EntryId> links) {
    if (!links.equals(lastJoined)) {
      Past past = Past.NOTHING;
      for (EntryId link : links) {
        past = past.with(require(link));
      }
      lastJoined = List.copyOf(links);
      last = past;
    }
    return last;
  }

  private Point require(EntryId id) {
    Point point = points.get(id);
    if (point == null) {
      throw new IllegalStateException("graph not causally closed: no entry " + id);
    }
    return point;
  }
}
