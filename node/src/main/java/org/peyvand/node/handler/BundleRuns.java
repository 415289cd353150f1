package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.Brought;
import org.peyvand.protocol.replica.Taken;
import org.peyvand.protocol.sync.Run;

/**
 * Takes the runs of one bundle as they come. Those that build on what is not here yet wait in
 * memory, and are offered again as long as anything grows.
 */
final class BundleRuns {
  /** Runs that one task of the engine takes. */
  private static final int BATCH_RUNS = 16;

  /**
   * A run of which the first entries may be here.
   *
   * @param here how many
   */
  private record Offer(Brought brought, int here) {
    Run run() {
      return brought.run();
    }

    int missing() {
      return run().size() - here;
    }
  }

  private final Desk desk;
  private final Group group;
  private final long mostBytes;
  private final List<Brought> fresh = new ArrayList<>();
  private final Set<ChainId> notIn = new HashSet<>();
  private List<Offer> waiting = new ArrayList<>();
  private long waitingBytes;
  private boolean grown;
  private long accepted;
  private long alreadyHad;
  private final Map<ChainId, Long> left = new HashMap<>();

  /**
   * @param mostBytes what may wait, in bytes of entries; more is left in the file
   */
  BundleRuns(Desk desk, Group group, long mostBytes) {
    this.desk = desk;
    this.group = group;
    this.mostBytes = mostBytes;
  }

  void take(Brought brought) throws ExecutionException, InterruptedException {
    fresh.add(brought);
    if (fresh.size() == BATCH_RUNS) {
      takeFresh();
    }
  }

  /** After the last run: takes what still fits. */
  void end() throws ExecutionException, InterruptedException {
    if (!fresh.isEmpty()) {
      takeFresh();
    }
    settle();
  }

  /** Entries that are new here. */
  long accepted() {
    return accepted;
  }

  /** Entries that were here before. */
  long alreadyHad() {
    return alreadyHad;
  }

  /** Entries that build on what is not here. */
  long waiting() {
    return waitingOf(chain -> !notIn.contains(chain));
  }

  /** Entries that build on what is not here, and for which there was no room to wait. */
  long left() {
    return leftOf(chain -> !notIn.contains(chain));
  }

  /** Entries of authors who are not in, and what follows them, that only who is in can bring. */
  long authorNotIn() {
    return waitingOf(notIn::contains) + leftOf(notIn::contains);
  }

  private long waitingOf(Predicate<ChainId> chains) {
    return waiting.stream()
        .filter(offer -> chains.test(offer.run().chain()))
        .mapToLong(Offer::missing)
        .sum();
  }

  private long leftOf(Predicate<ChainId> chains) {
    return left.entrySet().stream()
        .filter(entry -> chains.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private void takeFresh() throws ExecutionException, InterruptedException {
    List<Brought> batch = List.copyOf(fresh);
    fresh.clear();
    List<Offer> offers = desk.ask(() -> offers(batch));
    offers.forEach(offer -> alreadyHad += offer.here());
    grown |= offer(offers);
    if (grown && waitingBytes > mostBytes / 2) {
      settle();
    }
  }

  /** Offers what waits, again and again as long as that makes more of it fit. */
  private void settle() throws ExecutionException, InterruptedException {
    boolean moved = true;
    while (moved && !waiting.isEmpty()) {
      List<Offer> again = waiting;
      waiting = new ArrayList<>();
      waitingBytes = 0;
      moved = false;
      for (int from = 0; from < again.size(); from += BATCH_RUNS) {
        moved |= offer(again.subList(from, Math.min(from + BATCH_RUNS, again.size())));
      }
    }
    grown = false;
  }

  /** Whether anything grew; also a run that must wait may have been taken in part. */
  private boolean offer(List<Offer> offers) throws ExecutionException, InterruptedException {
    List<Brought> brought = offers.stream().map(Offer::brought).toList();
    record Outcome(Taken taken, List<Offer> after) {}
    Outcome outcome = desk.ask(() -> new Outcome(group.takeBrought(brought), offers(brought)));
    for (int i = 0; i < brought.size(); i++) {
      Offer after = outcome.after().get(i);
      accepted += after.here() - offers.get(i).here();
      if (outcome.taken().verdicts().get(i) instanceof Verdict.Waiting waits) {
        note(after.run().chain(), waits.reason());
        await(after);
      }
    }
    return !outcome.taken().grown().isEmpty();
  }

  /** What follows in the chain waits for another reason, that it leaves a gap. */
  private void note(ChainId chain, Reason reason) {
    if (reason == Reason.AUTHOR_NOT_IN) {
      notIn.add(chain);
    }
  }

  private void await(Offer offer) {
    long bytes = bytes(offer.run());
    if (waitingBytes + bytes > mostBytes) {
      left.merge(offer.run().chain(), (long) offer.missing(), Long::sum);
      return;
    }
    waitingBytes += bytes;
    waiting.add(offer);
  }

  static long bytes(Run run) {
    return run.entries().stream().mapToLong(signed -> signed.entry().size()).sum();
  }

  private List<Offer> offers(List<Brought> brought) throws StoreException {
    List<Offer> offers = new ArrayList<>();
    for (Brought one : brought) {
      offers.add(new Offer(one, here(one.run())));
    }
    return offers;
  }

  /** How much of a run is here: an entry is only after all before it, so that halving finds it. */
  private int here(Run run) throws StoreException {
    EntryStore store = group.replica().store();
    int low = 0;
    int high = run.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (store.place(run.entries().get(middle).entry().id()).isPresent()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
