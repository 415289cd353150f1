package org.peyvand.node.handler;

import java.util.Locale;
import java.util.Optional;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.Opening;

/** Looks up what single entries say. */
final class EntryReader {
  private final Group group;

  EntryReader(Group group) {
    this.group = group;
  }

  Optional<Entry> entry(EntryId id) throws StoreException {
    Optional<Place> place = group.replica().store().place(id);
    return place.isEmpty()
        ? Optional.empty()
        : group.replica().store().entry(place.get()).map(SignedEntry::entry);
  }

  /** What an entry does; empty where it is not here or not readable. */
  Optional<Act> act(EntryId id) throws StoreException {
    return entry(id).flatMap(this::act);
  }

  Optional<Act> act(Entry entry) {
    return group.replica().open(entry) instanceof Opening.Read read
        ? Optional.of(read.body().act())
        : Optional.empty();
  }

  /** An act's key: genesis, admit, provefork … */
  static String key(Act act) {
    return act.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
