package org.peyvand.node.store;

import java.util.ArrayList;
import java.util.List;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;

/** Takes entries of a branch off the disk, one after the other, up to the head and the limits. */
final class RunReader implements Sealed.Visitor {
  private final Sealed sealed;
  private final NetworkId network;
  private final Epochs epochs;
  private final Head head;
  private final long erased;
  private final int most;
  private final List<SignedEntry> found = new ArrayList<>();
  private long next;
  private long bytesLeft;
  private boolean full;

  RunReader(
      Sealed sealed,
      NetworkId network,
      Epochs epochs,
      Head head,
      long erased,
      long from,
      int most,
      int bytes) {
    this.sealed = sealed;
    this.network = network;
    this.epochs = epochs;
    this.head = head;
    this.erased = erased;
    this.next = from;
    this.most = most;
    this.bytesLeft = bytes;
  }

  @Override
  public boolean visit(byte[] key, byte[] plain) throws StoreException {
    if (NetworkKeys.seq(key) != next) {
      throw gap();
    }
    SignedEntry kept = EntryForm.unpack(plain, network, new Place(head.branch(), next), epochs);
    SignedEntry entry = next <= erased ? kept.erased() : kept;
    bytesLeft -= entry.entry().size();
    if (!found.isEmpty() && bytesLeft < 0) {
      full = true;
      return false;
    }
    found.add(entry);
    next++;
    full = found.size() >= most;
    return !full && next <= head.seq();
  }

  /** What was found, once the scan has ended. */
  List<SignedEntry> found() throws StoreException {
    if (!full && next <= head.seq()) {
      throw gap();
    }
    return found;
  }

  private StoreException gap() {
    return sealed.damaged("no entry " + next + " of a branch that reaches " + head.seq(), null);
  }
}
