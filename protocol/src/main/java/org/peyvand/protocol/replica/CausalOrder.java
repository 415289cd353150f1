package org.peyvand.protocol.replica;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
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
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.sync.Run;

/**
 * Governance entries, each after all that it links to among them (Kahn's algorithm): in one pass,
 * however they came and however their authors' entries link to each other.
 */
final class CausalOrder {
  private static final int BATCH_ENTRIES = 256;
  private static final int BATCH_BYTES = 1024 * 1024;

  private final Map<EntryId, SignedEntry> entries;
  private final Map<EntryId, Integer> missing = new HashMap<>();
  private final Map<EntryId, List<EntryId>> waiting = new HashMap<>();

  private CausalOrder(Map<EntryId, SignedEntry> entries) {
    this.entries = entries;
  }

  /** The governance entries of a store. */
  static List<Placed> of(EntryStore store) throws StoreException {
    Map<EntryId, SignedEntry> entries = new LinkedHashMap<>();
    Map<EntryId, Place> places = new HashMap<>();
    for (Head head : store.heads()) {
      long next = head.firstSeq();
      while (head.branch().chain().lane() == Lane.GOVERNANCE && next <= head.seq()) {
        for (SignedEntry signed : store.read(head.branch(), next, BATCH_ENTRIES, BATCH_BYTES)) {
          entries.put(signed.entry().id(), signed);
          places.put(signed.entry().id(), new Place(head.branch(), next++));
        }
      }
    }
    return new CausalOrder(entries)
        .sorted().stream().map(s -> new Placed(places.get(s.entry().id()), s)).toList();
  }

  /** Runs that each can be taken when its turn comes: governance one by one, then records. */
  static List<Run> of(Collection<Run> runs) {
    Map<EntryId, SignedEntry> entries = new LinkedHashMap<>();
    runs.stream()
        .filter(run -> run.chain().lane() == Lane.GOVERNANCE)
        .flatMap(run -> run.entries().stream())
        .forEach(signed -> entries.put(signed.entry().id(), signed));
    return Stream.concat(
            new CausalOrder(entries).sorted().stream().map(signed -> new Run(List.of(signed))),
            runs.stream().filter(run -> run.chain().lane() == Lane.RECORDS))
        .toList();
  }

  /** No entry waits for itself, for its id is a hash over those that it waits for. */
  private List<SignedEntry> sorted() {
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
    List<SignedEntry> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      EntryId id = ready.pop();
      sorted.add(entries.get(id));
      for (EntryId next : waiting.getOrDefault(id, List.of())) {
        if (missing.merge(next, -1, Integer::sum) == 0) {
          ready.add(next);
        }
      }
    }
    return sorted;
  }

  private Stream<EntryId> before(Header header) {
    return header.parents().stream().distinct().filter(entries::containsKey);
  }
}
