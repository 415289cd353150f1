package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Graph;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.membership.Removal;

/**
 * How much of authors who are not in may come by somebody who is not in either: else whoever was
 * removed could fill the disks of all. By who is in everything comes, for what one of them has
 * taken all must take, or they never hold the same.
 *
 * <p>What the removals knew is free. Of a removed device the rest counts, by whomever it came; of
 * one that left, all of it; and devices that nobody who counts has let in share one allowance, for
 * they can let in each other.
 */
final class Allowance {
  private final EntryStore store;
  private final Graph graph;
  private final Membership now;
  private final SetAside setAside;

  Allowance(EntryStore store, Graph graph, Membership now, SetAside setAside) {
    this.store = store;
    this.graph = graph;
    this.now = now;
    this.setAside = setAside;
  }

  /** How many of these entries, which come next in a branch, may be taken. */
  int fitting(Branch branch, List<SignedEntry> next) throws StoreException {
    DeviceId author = branch.chain().device();
    if (now.isEffective(author)) {
      return next.size();
    }
    long room = Limits.OUTSIDE_BYTES - here(author);
    for (int i = 0; i < next.size(); i++) {
      SignedEntry signed = next.get(i);
      Place place = new Place(branch, signed.entry().header().seq());
      if (!isKnown(place, signed.entry().id())) {
        room -= signed.entry().size();
        if (room < 0) {
          return i;
        }
      }
    }
    return next.size();
  }

  /** What counts already, in bytes: no further than to more than is allowed. */
  private long here(DeviceId author) throws StoreException {
    long bytes = 0;
    for (Head head : countedWith(author)) {
      boolean isKnown = false;
      for (long seq = head.seq(); !isKnown && seq >= head.firstSeq(); seq--) {
        Place place = new Place(head.branch(), seq);
        Optional<SignedEntry> signed = store.entry(place);
        isKnown = signed.isEmpty() || isKnown(place, signed.get().entry().id());
        bytes += isKnown ? 0 : signed.get().entry().size();
        if (bytes > Limits.OUTSIDE_BYTES) {
          return bytes;
        }
      }
    }
    return bytes;
  }

  private List<Head> countedWith(DeviceId author) {
    if (isNobodys(author)) {
      return store.heads().stream()
          .filter(head -> isNobodys(head.branch().chain().device()))
          .toList();
    }
    List<Head> heads = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      ChainId chain = new ChainId(author, lane);
      Optional<Head> head = store.head(Branch.main(chain));
      for (int number = 1; head.isPresent(); number++) {
        heads.add(head.get());
        head = store.head(new Branch(chain, number));
      }
    }
    return heads;
  }

  /** Whether it is in by nobody's word that counts, and was not removed nor has left. */
  private boolean isNobodys(DeviceId device) {
    return !now.isEffective(device)
        && now.removals(device).isEmpty()
        && now.memberOf(device).filter(m -> m.state() == Member.State.LEFT).isEmpty();
  }

  /** Whether all removals of its author knew it; what comes before it in its line they knew too. */
  private boolean isKnown(Place place, EntryId id) throws StoreException {
    ChainId chain = place.branch().chain();
    List<Removal> removals = now.removals(chain.device());
    if (removals.isEmpty()) {
      return false;
    }
    return chain.lane() == Lane.RECORDS
        ? setAside.by(place, chain.device()).isEmpty()
        : removals.stream().allMatch(removal -> isKnownTo(removal, id));
  }

  private boolean isKnownTo(Removal removal, EntryId id) {
    return graph
        .point(id)
        .filter(graph.point(removal.entry()).orElseThrow().past()::includes)
        .isPresent();
  }
}
