package org.peyvand.protocol.replica;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.StoreException;

/** The governance entries of a store, each after all that it links to. */
final class CausalOrder {
  private static final int BATCH_ENTRIES = 256;
  private static final int BATCH_BYTES = 1024 * 1024;

  private final EntryStore store;
  private final Set<EntryId> done = new HashSet<>();
  private final Map<EntryId, List<Branch>> blocked = new HashMap<>();
  private final Map<Branch, Deque<SignedEntry>> ahead = new HashMap<>();
  private final Map<Branch, Long> next = new HashMap<>();
  private final List<Placed> ordered = new ArrayList<>();

  private CausalOrder(EntryStore store) {
    this.store = store;
  }

  static List<Placed> of(EntryStore store) throws StoreException {
    CausalOrder order = new CausalOrder(store);
    for (Head head : store.heads()) {
      if (head.branch().chain().lane() == Lane.GOVERNANCE) {
        order.next.put(head.branch(), head.firstSeq());
        order.advance(head.branch());
      }
    }
    return order.ordered;
  }

  private void advance(Branch start) throws StoreException {
    Deque<Branch> ready = new ArrayDeque<>(List.of(start));
    while (!ready.isEmpty()) {
      Branch branch = ready.pop();
      for (SignedEntry entry = peek(branch); entry != null; entry = peek(branch)) {
        Optional<EntryId> missing = missing(entry.entry().header());
        if (missing.isPresent()) {
          blocked.computeIfAbsent(missing.get(), id -> new ArrayList<>()).add(branch);
          break;
        }
        take(branch, entry);
        List<Branch> woken = blocked.remove(entry.entry().id());
        ready.addAll(woken == null ? List.of() : woken);
      }
    }
  }

  private void take(Branch branch, SignedEntry entry) {
    ahead.get(branch).pop();
    next.merge(branch, 1L, Long::sum);
    done.add(entry.entry().id());
    ordered.add(new Placed(new Place(branch, entry.entry().header().seq()), entry));
  }

  private SignedEntry peek(Branch branch) throws StoreException {
    Deque<SignedEntry> queue = ahead.computeIfAbsent(branch, b -> new ArrayDeque<>());
    if (queue.isEmpty()) {
      queue.addAll(store.read(branch, next.get(branch), BATCH_ENTRIES, BATCH_BYTES));
    }
    return queue.peek();
  }

  private Optional<EntryId> missing(Header header) {
    if (header.previous().filter(id -> !done.contains(id)).isPresent()) {
      return header.previous();
    }
    return header.links().stream().filter(link -> !done.contains(link)).findFirst();
  }
}
