package org.peyvand.protocol.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.MemoryEntryStore;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.StoreException;

/** A store and the least ingest that keeps its contract: chains, links, forks; no signatures. */
final class TestNode {
  static final Bytes BAD_SIGNATURE = Bytes.own(filled((byte) 0xff));

  final MemoryEntryStore store = new MemoryEntryStore();
  private final ArrayDeque<Run> parked = new ArrayDeque<>();
  private Set<Branch> moved = new TreeSet<>();

  /** Heads that moved since this was asked last. */
  List<Head> moved() {
    List<Head> heads = moved.stream().map(b -> store.head(b).orElseThrow()).toList();
    moved = new TreeSet<>();
    return heads;
  }

  TestNode with(List<SignedEntry> entries) throws StoreException {
    for (SignedEntry entry : entries) {
      if (!(take(new Run(List.of(entry))) instanceof Verdict.Accepted)) {
        throw new AssertionError("history not closed");
      }
    }
    moved();
    return this;
  }

  /** Like the shell's ingest; what waits for links is kept and tried again. */
  Verdict ingest(Run run) throws StoreException {
    Verdict verdict = take(run);
    if (verdict instanceof Verdict.Waiting waiting && waiting.reason() == Reason.MISSING_LINKS) {
      parked.add(run);
    } else if (verdict instanceof Verdict.Accepted) {
      for (int i = parked.size(); i > 0; i--) {
        Run again = parked.poll();
        if (take(again) instanceof Verdict.Accepted) {
          i = parked.size() + 1;
        } else {
          parked.add(again);
        }
      }
    }
    return verdict;
  }

  private Verdict take(Run run) throws StoreException {
    List<Placed> placed = new ArrayList<>();
    Map<EntryId, Place> fresh = new HashMap<>();
    int had = 0;
    for (SignedEntry signed : run.entries()) {
      Entry entry = signed.entry();
      if (signed.signature().equals(Optional.of(BAD_SIGNATURE))) {
        return new Verdict.Rejected(Reason.BAD_SIGNATURE, "expected a good one");
      }
      if (store.place(entry.id()).isPresent()) {
        had++;
        continue;
      }
      for (EntryId link : entry.header().links()) {
        if (store.place(link).isEmpty()) {
          return new Verdict.Waiting(Reason.MISSING_LINKS, "expected links");
        }
      }
      Optional<Place> before = Optional.empty();
      if (entry.header().previous().isPresent()) {
        EntryId previous = entry.header().previous().get();
        before = Optional.ofNullable(fresh.get(previous)).or(() -> store.place(previous));
        if (before.isEmpty()) {
          return new Verdict.Waiting(Reason.GAP, "expected the entry before");
        }
      }
      Optional<Branch> branch = branch(entry, before, fresh);
      if (branch.isEmpty()) {
        return new Verdict.Rejected(Reason.THIRD_BRANCH, "expected at most two");
      }
      Place place = new Place(branch.get(), entry.header().seq());
      fresh.put(entry.id(), place);
      placed.add(new Placed(place, signed));
    }
    store.commit(new Commit(placed, List.of()));
    placed.forEach(p -> moved.add(p.place().branch()));
    return new Verdict.Accepted(placed.size(), had);
  }

  private Optional<Branch> branch(Entry entry, Optional<Place> before, Map<EntryId, Place> fresh) {
    if (before.isPresent() && fresh.containsValue(before.get())) {
      return before.map(Place::branch);
    }
    Branch main = Branch.main(entry.header().chain());
    Branch other = new Branch(entry.header().chain(), 1);
    boolean free = store.head(main).isEmpty();
    boolean extendsMain =
        before.isPresent()
            && before.get().branch().equals(main)
            && store.head(main).orElseThrow().seq() == before.get().seq();
    if (extendsMain || before.isEmpty() && free) {
      return Optional.of(main);
    }
    Optional<Head> second = store.head(other);
    boolean extendsOther =
        second.isPresent() && entry.header().previous().equals(Optional.of(second.get().id()));
    return second.isEmpty() || extendsOther ? Optional.of(other) : Optional.empty();
  }

  private static byte[] filled(byte with) {
    byte[] bytes = new byte[64];
    java.util.Arrays.fill(bytes, with);
    return bytes;
  }
}
