package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;
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
  private record Offer(Run run, int here) {
    int missing() {
      return run.size() - here;
    }
  }

  private final Desk desk;
  private final Group group;
  private final long mostBytes;
  private final List<Run> fresh = new ArrayList<>();
  private List<Offer> waiting = new ArrayList<>();
  private long waitingBytes;
  private boolean grown;
  private long accepted;
  private long alreadyHad;
  private long left;

  /**
   * @param mostBytes what may wait, in bytes of entries; more is left in the file
   */
  BundleRuns(Desk desk, Group group, long mostBytes) {
    this.desk = desk;
    this.group = group;
    this.mostBytes = mostBytes;
  }

  void take(Run run) throws ExecutionException, InterruptedException {
    fresh.add(run);
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
    return waiting.stream().mapToLong(Offer::missing).sum();
  }

  /** Entries that build on what is not here, and for which there was no room to wait. */
  long left() {
    return left;
  }

  private void takeFresh() throws ExecutionException, InterruptedException {
    List<Run> batch = List.copyOf(fresh);
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
    List<Run> runs = offers.stream().map(Offer::run).toList();
    record Outcome(Taken taken, List<Offer> after) {}
    Outcome outcome = desk.ask(() -> new Outcome(group.take(runs), offers(runs)));
    for (int i = 0; i < runs.size(); i++) {
      Offer after = outcome.after().get(i);
      accepted += after.here() - offers.get(i).here();
      if (outcome.taken().verdicts().get(i) instanceof Verdict.Waiting) {
        await(after);
      }
    }
    return !outcome.taken().grown().isEmpty();
  }

  private void await(Offer offer) {
    long bytes = bytes(offer.run());
    if (waitingBytes + bytes > mostBytes) {
      left += offer.missing();
      return;
    }
    waitingBytes += bytes;
    waiting.add(offer);
  }

  static long bytes(Run run) {
    return run.entries().stream().mapToLong(signed -> signed.entry().size()).sum();
  }

  private List<Offer> offers(List<Run> runs) throws StoreException {
    List<Offer> offers = new ArrayList<>();
    for (Run run : runs) {
      offers.add(new Offer(run, here(run)));
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
