package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;

/**
 * Proves a fork by the two signatures beyond the split that need the shortest path.
 *
 * <p>Every run that is taken ends at a signature that is kept, so each side has one within one run
 * of the split, and a search there finds a pair.
 */
final class SplitProof {
  /** More than the entries of one run come to with whole headers. */
  private static final int READ_BYTES = 4 * 1024 * 1024;

  private SplitProof() {}

  /** Empty only where one side has no signature within one run of the split. */
  static Optional<Act> of(EntryStore store, Head second) throws StoreException {
    Branch main = Branch.main(second.branch().chain());
    List<SignedEntry> one = beyond(store, main, second.firstSeq());
    List<SignedEntry> other = beyond(store, second.branch(), second.firstSeq());
    return shortest(signed(one), signed(other))
        .map(pair -> pair.isForward() ? proof(pair, other) : proof(pair.turned(), one));
  }

  private static List<SignedEntry> beyond(EntryStore store, Branch branch, long split)
      throws StoreException {
    return store.read(branch, split, Limits.RUN_ENTRIES, READ_BYTES);
  }

  private static List<SignedEntry> signed(List<SignedEntry> line) {
    return line.stream().filter(entry -> entry.signature().isPresent()).toList();
  }

  /** Signed entries of two lines. */
  private record Pair(SignedEntry one, SignedEntry other) {
    long apart() {
      return seq(other) - seq(one);
    }

    /** Whether {@code one} is at the place where the lines are compared. */
    boolean isForward() {
      boolean ordered = one.entry().id().compareTo(other.entry().id()) < 0;
      return apart() > 0 || apart() == 0 && ordered;
    }

    Pair turned() {
      return new Pair(other, one);
    }
  }

  /** As with any two ascending lists: whichever is behind goes on. */
  private static Optional<Pair> shortest(List<SignedEntry> one, List<SignedEntry> other) {
    Optional<Pair> best = Optional.empty();
    int i = 0;
    int j = 0;
    while (i < one.size() && j < other.size()) {
      Pair pair = new Pair(one.get(i), other.get(j));
      if (best.isEmpty() || Math.abs(pair.apart()) < Math.abs(best.get().apart())) {
        best = Optional.of(pair);
      }
      if (pair.apart() > 0) {
        i++;
      } else {
        j++;
      }
    }
    return best;
  }

  /**
   * @param line the other one's entries, all from the split on
   */
  private static Act proof(Pair pair, List<SignedEntry> line) {
    Header place = pair.one().entry().header();
    int here = Math.toIntExact(place.seq() - seq(line.get(0)));
    int there = here + Math.toIntExact(pair.apart());
    List<Bytes> path = new ArrayList<>();
    for (SignedEntry after : line.subList(here + 1, there + 1)) {
      path.add(EntryCodec.content(after.entry()));
    }
    Entry rival = line.get(here).entry();
    return new Act.ProveFork(
        place.device(),
        place.lane(),
        place.seq(),
        pair.one().entry().id(),
        pair.one().signature().orElseThrow(),
        rival.id(),
        path,
        pair.other().signature().orElseThrow(),
        List.of());
  }

  private static long seq(SignedEntry signed) {
    return signed.entry().header().seq();
  }
}
