package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.SignedPin;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;

/**
 * Says in an act that cuts history which records its author knows. Lines that are erased already
 * are left out; of more than an entry has room for those with most to erase are named, so that the
 * next such act reaches the others.
 */
final class CutPins {
  private CutPins() {}

  static List<SignedPin> of(EntryStore store) throws StoreException {
    List<Head> heads =
        store.heads().stream()
            .filter(head -> head.branch().chain().lane() == Lane.RECORDS)
            .filter(head -> left(store, head) > 0)
            .sorted(Comparator.comparing((Head head) -> left(store, head)).reversed())
            .limit(Limits.CUTS)
            .toList();
    List<SignedPin> pins = new ArrayList<>();
    for (Head head : heads) {
      signature(store, head)
          .map(signature -> new SignedPin(pin(head), signature))
          .ifPresent(pins::add);
    }
    return pins;
  }

  private static long left(EntryStore store, Head head) {
    return head.seq() - Math.max(head.firstSeq() - 1, store.erasedThrough(head.branch()));
  }

  private static Pin pin(Head head) {
    return new Pin(head.branch().chain().device(), head.seq(), head.id());
  }

  /** A head bears one: runs are taken up to a signature. */
  private static Optional<Bytes> signature(EntryStore store, Head head) throws StoreException {
    return store.entry(new Place(head.branch(), head.seq())).flatMap(SignedEntry::signature);
  }
}
