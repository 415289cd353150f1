package org.peyvand.protocol.replica;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Adoption;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.membership.Removal;
import org.peyvand.protocol.resource.Resource;
import org.peyvand.protocol.resource.Version;

/**
 * Records of removed devices that the removal did not know: kept, and set aside. Asked when records
 * are read, so that bringing the author back brings them back.
 */
final class SetAside {
  private final EntryStore store;
  private final Membership now;
  private final Function<Entry, Opening> opener;

  SetAside(EntryStore store, Membership now, Function<Entry, Opening> opener) {
    this.store = store;
    this.now = now;
    this.opener = opener;
  }

  /**
   * Why a record by this device does not count: the removals that hold and did not pin it. None
   * where somebody has adopted it.
   */
  List<EntryId> by(EntryId record, DeviceId author) throws StoreException {
    Optional<Place> place = now.removals(author).isEmpty() ? Optional.empty() : store.place(record);
    return place.isEmpty() ? List.of() : by(place.get(), author);
  }

  /** The same of a record that stands there, or will once it is taken. */
  List<EntryId> by(Place record, DeviceId author) throws StoreException {
    if (isAdopted(record, author)) {
      return List.of();
    }
    List<EntryId> by = new ArrayList<>();
    for (Removal removal : now.removals(author)) {
      if (!isPinned(record, removal.pins())) {
        by.add(removal.entry());
      }
    }
    return by;
  }

  /** Whether somebody adopted it, or one that is here and comes after it in its line. */
  private boolean isAdopted(Place record, DeviceId author) throws StoreException {
    ChainId chain = new ChainId(author, Lane.RECORDS);
    for (Adoption adoption : now.adoptions(author)) {
      Pin newest = adoption.newest();
      Optional<Place> end = store.place(newest.entry());
      if (end.isPresent()
          && end.get().branch().chain().equals(chain)
          && end.get().seq() == newest.seq()
          && leadsTo(record, end.get())) {
        return true;
      }
    }
    return false;
  }

  private boolean isPinned(Place record, List<Pin> pins) throws StoreException {
    for (Pin pin : pins) {
      boolean same = pin.device().equals(record.branch().chain().device());
      Optional<Place> pinned = pinned(pin);
      if (same
          && record.seq() <= pin.seq()
          && pinned.isPresent()
          && leadsTo(record, pinned.get())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where the pinned record is; if it is not here yet, where it will be. Nobody can tell of a chain
   * that was forked: which branch is the main one depends on what came first.
   */
  private Optional<Place> pinned(Pin pin) throws StoreException {
    Optional<Place> place = store.place(pin.entry());
    ChainId chain = new ChainId(pin.device(), Lane.RECORDS);
    boolean forked = store.head(new Branch(chain, 1)).isPresent();
    return place.isPresent() || forked
        ? place
        : Optional.of(new Place(Branch.main(chain), pin.seq()));
  }

  /** Whether the record is in the line of the last one: its branch, and what that split from. */
  private boolean leadsTo(Place record, Place last) throws StoreException {
    for (Optional<Place> end = Optional.of(last); end.isPresent(); ) {
      if (record.branch().equals(end.get().branch())) {
        return record.seq() <= end.get().seq();
      }
      end = splitFrom(end.get().branch());
    }
    return false;
  }

  /** The last entry before a branch; empty if nothing was. */
  private Optional<Place> splitFrom(Branch branch) throws StoreException {
    long first = store.head(branch).map(Head::firstSeq).orElse(0L);
    Optional<EntryId> before =
        store.entry(new Place(branch, first)).flatMap(s -> s.entry().header().previous());
    return before.isEmpty() ? Optional.empty() : store.place(before.get());
  }

  /**
   * The resource as it is without what is set aside: versions that such an edit replaced are its
   * newest again, unless another one replaces them too. What was set aside from its beginning stays
   * as it was added; and where all that it replaced was erased, as it is.
   */
  Resource without(Resource resource) throws StoreException {
    List<Version> newest = hasSetAside(resource) ? versions(resource).newest() : List.of();
    return newest.isEmpty()
        ? resource
        : new Resource(resource.id(), resource.kind(), resource.author(), resource.file(), newest);
  }

  /** The edits of a resource that are set aside and that no edit which counts has replaced. */
  List<Version> edits(Resource resource) throws StoreException {
    return hasSetAside(resource) ? versions(resource).setAside() : List.of();
  }

  /** The newest versions that count, and those that would be if they counted. */
  private record Versions(List<Version> newest, List<Version> setAside) {}

  private Versions versions(Resource resource) throws StoreException {
    Map<EntryId, Version> newest = new TreeMap<>();
    Map<EntryId, Version> setAside = new TreeMap<>();
    Set<EntryId> replaced = new HashSet<>();
    Set<EntryId> seen = new HashSet<>();
    Deque<EntryId> next = new ArrayDeque<>();
    resource.newest().forEach(version -> next.add(version.entry()));
    while (!next.isEmpty()) {
      EntryId id = next.pop();
      Optional<Version> version = seen.add(id) ? version(resource, id) : Optional.empty();
      if (version.isPresent() && counts(resource, version.get())) {
        newest.put(id, version.get());
        replaced.addAll(replacedBy(id));
      } else if (version.isPresent()) {
        setAside.put(id, version.get());
        next.addAll(replacedBy(id));
      }
    }
    newest.keySet().removeAll(replaced);
    return new Versions(List.copyOf(newest.values()), List.copyOf(setAside.values()));
  }

  private boolean hasSetAside(Resource resource) throws StoreException {
    for (Version version : resource.newest()) {
      if (!counts(resource, version)) {
        return true;
      }
    }
    return false;
  }

  private boolean counts(Resource resource, Version version) throws StoreException {
    return version.entry().equals(resource.id()) || by(version.entry(), version.author()).isEmpty();
  }

  private Set<EntryId> replacedBy(EntryId version) throws StoreException {
    Entry entry = entry(version).orElseThrow();
    if (opener.apply(entry) instanceof Opening.Read read
        && read.body().act() instanceof Act.EditResource edit) {
      Set<EntryId> replaced = new HashSet<>(edit.replaces());
      replaced.retainAll(entry.header().links());
      return replaced;
    }
    return Set.of();
  }

  /** What an entry makes of the resource; empty if it is about something else. */
  private Optional<Version> version(Resource resource, EntryId id) throws StoreException {
    Optional<Entry> entry = entry(id);
    if (entry.isEmpty() || !(opener.apply(entry.get()) instanceof Opening.Read read)) {
      return Optional.empty();
    }
    DeviceId author = entry.get().header().device();
    long time = read.body().claimedTimeMs();
    if (read.body().act() instanceof Act.EditResource edit
        && edit.resource().equals(resource.id())) {
      return Optional.of(new Version(id, author, time, edit.title(), edit.tags()));
    }
    return read.body().act() instanceof Act.AddResource add && id.equals(resource.id())
        ? Optional.of(new Version(id, author, time, add.title(), add.tags()))
        : Optional.empty();
  }

  private Optional<Entry> entry(EntryId id) throws StoreException {
    Optional<Place> place = store.place(id);
    return place.isEmpty() ? Optional.empty() : store.entry(place.get()).map(SignedEntry::entry);
  }
}
