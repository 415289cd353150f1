package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.epoch.Keyring;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.resource.Resource;
import org.peyvand.protocol.resource.ResourceCodec;
import org.peyvand.protocol.resource.ResourceFold;

/**
 * The records lane, folded into rows.
 *
 * <p>What a records entry had seen of governance is what its own branch has linked to so far. That
 * is kept as one row a branch: the linked governance entries that no other of them had seen.
 */
final class Records {
  private final EntryStore store;
  private final Keyring keyring;
  private final Governance governance;
  private final Map<Branch, TreeSet<EntryId>> linked = new HashMap<>();
  private final UnreadEpochs unread;
  private final RecordCounts counts;

  Records(EntryStore store, Keyring keyring, Governance governance) throws StoreException {
    this.store = store;
    this.keyring = keyring;
    this.governance = governance;
    this.unread = UnreadEpochs.in(store);
    this.counts = RecordCounts.in(store);
  }

  /** How many records entries here are under this epoch. */
  long under(EpochId epoch) {
    return counts.of(epoch);
  }

  boolean isUnread(EpochId epoch) {
    return unread.any(epoch::equals);
  }

  /** Whether a key that came later opens what was unread. */
  boolean hasBecomeReadable() {
    return unread.any(keyring::holdsRecords);
  }

  /** Removes all that {@link #fold} writes, before it is folded again. */
  void clear(Draft draft) throws StoreException {
    for (Bytes key : store.rows(Table.RESOURCE).keySet()) {
      draft.remove(Table.RESOURCE, key);
    }
    unread.clear(draft);
    counts.clear(draft);
  }

  /** Whether all of this run may be taken, and if not, why. Changes nothing. */
  Optional<Verdict> judge(Draft draft, Branch branch, List<SignedEntry> run) throws StoreException {
    TreeSet<EntryId> seen = linkedBefore(draft, branch, run.get(0).entry().header());
    Set<EntryId> before = new HashSet<>();
    boolean changed = true;
    for (SignedEntry signed : run) {
      Header header = signed.entry().header();
      for (EntryId link : header.links()) {
        if (governance.graph().has(link)) {
          changed |= seen.add(link);
        } else if (!before.contains(link) && draft.place(link).isEmpty()) {
          return Optional.of(new Verdict.Waiting(Reason.MISSING_LINKS, "no entry " + link));
        }
      }
      if (changed) {
        Optional<Verdict> verdict = governance.judgeAuthor(header, governance.graph().pastOf(seen));
        if (verdict.isPresent()) {
          return verdict;
        }
      }
      changed = false;
      before.add(signed.entry().id());
    }
    return Optional.empty();
  }

  /** Folds a run that was judged. */
  void take(Draft draft, Branch branch, List<SignedEntry> run) throws StoreException {
    TreeSet<EntryId> seen = linkedBefore(draft, branch, run.get(0).entry().header());
    boolean changed = draft.head(branch).isEmpty();
    Map<EntryId, Entry> erased = new HashMap<>();
    for (SignedEntry signed : run) {
      for (EntryId link : signed.entry().header().links()) {
        changed |= governance.graph().has(link) && seen.add(link);
      }
      if (signed.entry().isErased()) {
        erased.put(signed.entry().id(), signed.entry());
      }
      fold(draft, signed.entry(), erased);
    }
    if (changed) {
      linked.put(branch, seen);
      draft.put(Table.RECORDS_PAST, key(branch), ids(seen));
    }
  }

  /** Of these governance entries, those that the branch has not seen. */
  List<EntryId> unseen(Branch branch, List<EntryId> frontier) throws StoreException {
    Past seen = governance.graph().pastOf(linked(branch));
    return frontier.stream()
        .filter(id -> !seen.includes(governance.graph().point(id).orElseThrow()))
        .toList();
  }

  /** Folds an entry whose past is in the store, or in the draft. */
  void fold(Draft draft, Entry entry) throws StoreException {
    fold(draft, entry, Map.of());
  }

  /**
   * @param erased entries before it that came in one run with it, and have no bodies
   */
  private void fold(Draft draft, Entry entry, Map<EntryId, Entry> erased) throws StoreException {
    counts.add(draft, entry.header().epoch());
    Opening opening = Opening.of(keyring, entry);
    if (opening instanceof Opening.Sealed) {
      unread.add(draft, entry.header().epoch());
    } else if (opening instanceof Opening.Read read) {
      Optional<EntryId> subject = ResourceFold.subject(entry.id(), read.body().act());
      if (subject.isPresent()) {
        after(draft, subject.get(), entry, read.body(), erased)
            .ifPresent(r -> draft.put(Table.RESOURCE, r.id().bytes(), ResourceCodec.encode(r)));
      }
    }
  }

  private static Optional<Resource> after(
      Draft draft, EntryId subject, Entry entry, Body body, Map<EntryId, Entry> erased)
      throws StoreException {
    DeviceId author = entry.header().device();
    List<EntryId> links = entry.header().links();
    Optional<Resource> before = resource(draft.row(Table.RESOURCE, subject.bytes()));
    if (before.isPresent() || body.act() instanceof Act.AddResource) {
      return ResourceFold.apply(before, entry.id(), author, links, body);
    }
    Optional<Entry> began =
        erased.containsKey(subject)
            ? Optional.of(erased.get(subject))
            : draft.entry(subject).map(SignedEntry::entry).filter(Entry::isErased);
    return began.isEmpty()
        ? Optional.empty()
        : ResourceFold.afterErasing(began.get().header().device(), entry.id(), author, links, body);
  }

  static Optional<Resource> resource(Optional<Bytes> row) throws StoreException {
    if (row.isEmpty()) {
      return Optional.empty();
    }
    Optional<Resource> resource = ResourceCodec.decode(row.get()).asOptional();
    if (resource.isEmpty()) {
      throw new StoreException(
          StoreException.Kind.DAMAGED,
          "resource row: expected a resource, found other bytes",
          null);
    }
    return resource;
  }

  private TreeSet<EntryId> linkedBefore(Draft draft, Branch branch, Header first)
      throws StoreException {
    if (branch.number() > 0 && draft.head(branch).isEmpty()) {
      TreeSet<EntryId> seen = new TreeSet<>();
      Optional<EntryId> before = first.previous();
      while (before.isPresent()) {
        before = linkedUpTo(draft, draft.place(before.get()).orElseThrow(), seen);
      }
      return seen;
    }
    return new TreeSet<>(linked(branch));
  }

  private TreeSet<EntryId> linked(Branch branch) throws StoreException {
    TreeSet<EntryId> known = linked.get(branch);
    if (known == null) {
      known = new TreeSet<>();
      Optional<Bytes> row = store.row(Table.RECORDS_PAST, key(branch));
      for (int at = 0; row.isPresent() && at < row.get().length(); at += EntryId.LENGTH) {
        known.add(new EntryId(row.get().slice(at, at + EntryId.LENGTH)));
      }
      linked.put(branch, known);
    }
    return known;
  }

  /**
   * Adds what a branch had linked to up to an entry of it: read from its entries, for the fork's
   * sake.
   *
   * @return the entry that the branch split from
   */
  private Optional<EntryId> linkedUpTo(Draft draft, Place end, TreeSet<EntryId> seen)
      throws StoreException {
    Optional<EntryId> before = Optional.empty();
    long first = draft.head(end.branch()).orElseThrow().firstSeq();
    for (long seq = first; seq <= end.seq(); ) {
      for (SignedEntry signed : draft.read(end.branch(), seq)) {
        Header header = signed.entry().header();
        if (header.seq() == first) {
          before = header.previous();
        }
        if (header.seq() <= end.seq()) {
          header.links().stream().filter(governance.graph()::has).forEach(seen::add);
        }
        seq = header.seq() + 1;
      }
    }
    return before;
  }

  private static Bytes key(Branch branch) {
    return branch.chain().device().bytes().concat(Bytes.own(new byte[] {(byte) branch.number()}));
  }

  private static Bytes ids(TreeSet<EntryId> ids) {
    List<EntryId> all = new ArrayList<>(ids);
    byte[] bytes = new byte[all.size() * EntryId.LENGTH];
    for (int i = 0; i < all.size(); i++) {
      System.arraycopy(all.get(i).bytes().view(), 0, bytes, i * EntryId.LENGTH, EntryId.LENGTH);
    }
    return Bytes.own(bytes);
  }
}
