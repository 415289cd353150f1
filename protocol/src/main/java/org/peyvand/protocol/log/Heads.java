package org.peyvand.protocol.log;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;

/** The one rule for what a store takes: every entry follows its branch's head. */
public final class Heads {
  private final EntryStore store;
  private final SortedMap<Branch, Head> moved = new TreeMap<>();
  private final Map<EntryId, Place> taken = new HashMap<>();

  private Heads(EntryStore store) {
    this.store = store;
  }

  /**
   * The heads that the commit moves, as they stand after it.
   *
   * @throws IllegalArgumentException if an entry stands elsewhere than its header says, does not
   *     follow the head of its branch, or begins a branch that does not split from its chain; or if
   *     what shall be erased is not here
   */
  public static SortedMap<Branch, Head> after(EntryStore store, Commit commit)
      throws StoreException {
    Heads heads = new Heads(store);
    for (Placed placed : commit.entries()) {
      heads.add(placed);
    }
    commit.erased().forEach(heads::requireErasable);
    return heads.moved;
  }

  /** Governance is never erased; nor is what is not here yet, for it may be another line. */
  private void requireErasable(Branch branch, long through) {
    Optional<Head> head = head(branch);
    if (branch.chain().lane() != Lane.RECORDS || head.isEmpty() || through > head.get().seq()) {
      throw new IllegalArgumentException(
          "erasing: expected records that are here, found " + branch + " up to " + through);
    }
  }

  private void add(Placed placed) throws StoreException {
    Place place = placed.place();
    Header header = placed.signed().entry().header();
    EntryId id = placed.signed().entry().id();
    require(place.branch().chain().equals(header.chain()), place, "the chain of its header");
    require(place.seq() == header.seq(), place, "its header's " + header.seq());
    Optional<Head> head = head(place.branch());
    if (head.isPresent()) {
      require(place.seq() == head.get().seq() + 1, place, "one after head " + head.get().seq());
      require(
          header.previous().equals(Optional.of(head.get().id())), place, "an entry after the head");
    } else {
      requireBeginning(place, header, id);
    }
    long first = head.map(Head::firstSeq).orElse(place.seq());
    moved.put(place.branch(), new Head(place.branch(), first, place.seq(), id));
    taken.put(id, place);
  }

  private void requireBeginning(Place place, Header header, EntryId id) throws StoreException {
    require(
        header.previous().isPresent() == place.seq() > 0, place, "an entry before it from 1 on");
    require(place(id).isEmpty(), place, "an entry that stands nowhere else");
    if (place.branch().number() == 0) {
      require(place.seq() == 0, place, "a chain that begins at 0");
    } else if (place.seq() > 0) {
      Optional<Place> before = place(header.previous().get());
      require(
          before.isPresent()
              && before.get().seq() == place.seq() - 1
              && before.get().branch().chain().equals(place.branch().chain()),
          place,
          "a branch that splits from its chain");
    }
  }

  private Optional<Head> head(Branch branch) {
    Head head = moved.get(branch);
    return head != null ? Optional.of(head) : store.head(branch);
  }

  private Optional<Place> place(EntryId id) throws StoreException {
    Place place = taken.get(id);
    return place != null ? Optional.of(place) : store.place(id);
  }

  private static void require(boolean holds, Place found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("entry: expected " + expected + ", found " + found);
    }
  }
}
