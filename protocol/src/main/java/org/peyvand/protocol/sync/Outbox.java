package org.peyvand.protocol.sync;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;

/** Which run goes next, and which are still unanswered. */
final class Outbox {
  /** Taken by any channel before it says how much room it has. */
  private static final int FIRST_ROOM = 64 * 1024;

  /** Short runs, so that governance interleaves; all of it is signed. */
  private static final int GOVERNANCE_RUN_ENTRIES = 64;

  private static final int LEAST_RUN_BYTES = 4 * 1024;

  /** A run that was sent and is not yet answered. */
  private static final class Flight {
    private final Branch branch;
    private final long firstSeq;
    private final int bytes;
    private boolean stale;

    Flight(Branch branch, long firstSeq, int bytes) {
      this.branch = branch;
      this.firstSeq = firstSeq;
      this.bytes = bytes;
    }
  }

  /** A run and the branch that it was cut from; without a run, the branch cannot be cut. */
  record Next(Branch branch, Optional<Run> run, Bytes encoded) {
    static Next of(Branch branch, Optional<Run> run) {
      return new Next(branch, run, run.map(RunCodec::encode).orElse(Bytes.EMPTY));
    }
  }

  private final EntryStore store;
  private final Coverage coverage;
  private final ArrayDeque<Flight> flights = new ArrayDeque<>();
  private int flying;
  private int room = FIRST_ROOM;

  Outbox(EntryStore store, Coverage coverage) {
    this.store = store;
    this.coverage = coverage;
  }

  void room(int bytes) {
    room = bytes;
  }

  boolean isEmpty() {
    return flights.isEmpty();
  }

  /** The branches that something unanswered was sent of. */
  Set<Branch> flying() {
    Set<Branch> branches = new HashSet<>();
    flights.forEach(f -> branches.add(f.branch));
    return branches;
  }

  /** The next run that the channel and the window have room for. */
  Optional<Next> next(boolean governanceOnly) throws StoreException {
    // a run of any length must fit: filling the last gaps with short ones would cost signatures
    boolean full = !flights.isEmpty() && flying + Limits.RUN_BYTES > Limits.WINDOW_BYTES;
    if (room <= 0 || full || flights.size() >= Limits.WINDOW_RUNS) {
      return Optional.empty();
    }
    Optional<Branch> first = coverage.firstPending(governanceOnly);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Next next = unblocked(first.get());
    return fits(next.encoded().length()) ? Optional.of(next) : Optional.empty();
  }

  /**
   * Follows what an entry links to until a run is found that links to nothing unsent. Hashes cannot
   * go in circles, but stretches between two signatures can; then one of them goes first.
   */
  private Next unblocked(Branch first) throws StoreException {
    Set<Branch> tried = new HashSet<>();
    Branch branch = first;
    while (true) {
      Optional<Run> run = cut(branch);
      if (run.isEmpty()) {
        return Next.of(branch, run);
      }
      Optional<Run> free = free(branch, run.get());
      if (free.isPresent()) {
        return Next.of(branch, free);
      }
      tried.add(branch);
      Optional<Branch> blocker = blocker(branch, run.get());
      if (blocker.isEmpty() || tried.contains(blocker.get())) {
        return Next.of(branch, run);
      }
      branch = blocker.get();
    }
  }

  private Optional<Run> cut(Branch branch) throws StoreException {
    long from = coverage.next(branch);
    boolean governance = branch.chain().lane() == Lane.GOVERNANCE;
    int entries = governance ? GOVERNANCE_RUN_ENTRIES : Limits.RUN_ENTRIES;
    int bytes = Math.max(LEAST_RUN_BYTES, Math.min(room, Limits.RUN_BYTES));
    Optional<Run> sized = Runs.cut(store, branch, from, entries, bytes);
    return sized.isPresent() ? sized : Runs.cut(store, branch, from);
  }

  /** The longest signed part from the beginning that links to nothing unsent. */
  private Optional<Run> free(Branch branch, Run run) throws StoreException {
    if (previousBlocker(branch, run).isPresent()) {
      return Optional.empty();
    }
    int signed = 0;
    for (int i = 0; i < run.size(); i++) {
      SignedEntry entry = run.entries().get(i);
      if (coverage.blocker(entry).isPresent()) {
        break;
      }
      if (entry.signature().isPresent()) {
        signed = i + 1;
      }
    }
    return signed == 0 ? Optional.empty() : Optional.of(run.prefix(signed));
  }

  private Optional<Branch> blocker(Branch branch, Run run) throws StoreException {
    Optional<Branch> previous = previousBlocker(branch, run);
    if (previous.isPresent()) {
      return previous;
    }
    for (SignedEntry entry : run.entries()) {
      Optional<Branch> blocker = coverage.blocker(entry);
      if (blocker.isPresent()) {
        return blocker;
      }
    }
    return Optional.empty();
  }

  // the second side of a fork follows an entry of the first
  private Optional<Branch> previousBlocker(Branch branch, Run run) throws StoreException {
    Optional<EntryId> previous = run.previous();
    return previous.isEmpty()
        ? Optional.empty()
        : coverage.lacking(previous.get()).filter(b -> !b.equals(branch));
  }

  private boolean fits(int bytes) {
    return flights.isEmpty() || flying + bytes <= Limits.WINDOW_BYTES;
  }

  void sent(Branch branch, Run run, int runBytes) {
    flights.add(new Flight(branch, run.firstSeq(), runBytes));
    flying += runBytes;
    room -= runBytes;
    if (runBytes > Limits.RUN_BYTES / 2 && room < Limits.RUN_BYTES / 8) {
      room = 0; // a remainder is not worth a signature of its own
    }
    coverage.sent(branch, run.lastSeq() + 1);
  }

  /** The oldest run was taken; false if there is none. */
  boolean taken() {
    return land().isPresent();
  }

  /**
   * The oldest run was not taken. Later ones of its branch will not be either; their answers say
   * nothing new.
   *
   * @return the branch to deal with, or empty if that was done before
   * @throws IllegalArgumentException if the refusal names another run
   */
  Optional<Branch> refused(Message.Refused refused) {
    Flight flight =
        land().orElseThrow(() -> new IllegalArgumentException("refusal of a run never sent"));
    if (!flight.branch.chain().equals(refused.chain()) || flight.firstSeq != refused.firstSeq()) {
      throw new IllegalArgumentException("refusal of another run than the oldest");
    }
    if (flight.stale) {
      return Optional.empty();
    }
    for (Flight later : flights) {
      later.stale |= later.branch.equals(flight.branch);
    }
    return Optional.of(flight.branch);
  }

  private Optional<Flight> land() {
    Flight flight = flights.poll();
    if (flight != null) {
      flying -= flight.bytes;
    }
    return Optional.ofNullable(flight);
  }
}
