package org.peyvand.protocol.replica;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.sync.Run;

/**
 * Runs that came in any order, put so that each can be taken when its turn comes: governance entry
 * by entry, after all that it links to (Kahn's algorithm), then records as they came. So a whole
 * log is taken in one pass, however its authors' entries link to each other.
 */
final class Arrival {
  private final Map<EntryId, SignedEntry> entries = new LinkedHashMap<>();
  private final Map<EntryId, Integer> missing = new HashMap<>();
  private final Map<EntryId, List<EntryId>> waiting = new HashMap<>();

  private Arrival() {}

  static List<Run> ordered(List<Run> runs) {
    Arrival arrival = new Arrival();
    List<Run> ordered = new ArrayList<>();
    for (Run run : runs) {
      if (run.chain().lane() == Lane.GOVERNANCE) {
        run.entries().forEach(signed -> arrival.entries.put(signed.entry().id(), signed));
      }
    }
    arrival.causal().forEach(signed -> ordered.add(new Run(List.of(signed))));
    runs.stream().filter(run -> run.chain().lane() == Lane.RECORDS).forEach(ordered::add);
    return ordered;
  }

  /** No entry waits for itself, for its id is a hash over those that it waits for. */
  private List<SignedEntry> causal() {
    Deque<EntryId> ready = new ArrayDeque<>();
    for (SignedEntry signed : entries.values()) {
      EntryId id = signed.entry().id();
      List<EntryId> before = before(signed.entry().header()).toList();
      missing.put(id, before.size());
      before.forEach(needed -> waiting.computeIfAbsent(needed, n -> new ArrayList<>()).add(id));
      if (before.isEmpty()) {
        ready.add(id);
      }
    }
    List<SignedEntry> causal = new ArrayList<>();
    while (!ready.isEmpty()) {
      EntryId id = ready.pop();
      causal.add(entries.get(id));
      for (EntryId next : waiting.getOrDefault(id, List.of())) {
        if (missing.merge(next, -1, Integer::sum) == 0) {
          ready.add(next);
        }
      }
    }
    return causal;
  }

  private Stream<EntryId> before(Header header) {
    return Stream.concat(header.previous().stream(), header.links().stream())
        .distinct()
        .filter(entries::containsKey);
  }
}
