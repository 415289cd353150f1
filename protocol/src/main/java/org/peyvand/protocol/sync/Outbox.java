package org.peyvand.protocol.sync;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
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

  /** What goes next. */
  sealed interface Next {
    /** A whole run. */
    record Whole(Branch branch, Run run, Bytes encoded) implements Next {}

    /** The next part of a run, so many bytes long. */
    record Part(PartedRun run, int length) implements Next {}

    /** Nothing can be cut from this branch. */
    record Uncut(Branch branch) implements Next {}
  }

  private final EntryStore store;
  private final Coverage coverage;
  private final Flights flights = new Flights();
  private Optional<PartedRun> parted = Optional.empty();
  private int room = FIRST_ROOM;

  Outbox(EntryStore store, Coverage coverage) {
    this.store = store;
    this.coverage = coverage;
  }

  void room(int bytes) {
    room = bytes;
  }

  boolean isEmpty() {
    return flights.isEmpty() && parted.isEmpty();
  }

  /** Whether part of a run is still to go. */
  boolean isParting() {
    return parted.isPresent();
  }

  /** The branches that something unanswered was sent of. */
  Set<Branch> flying() {
    Set<Branch> branches = flights.branches();
    parted.ifPresent(p -> branches.add(p.flight().branch()));
    return branches;
  }

  /** What the channel and the window have room for: governance, also between parts of records. */
  Optional<Next> next(boolean governanceOnly) throws StoreException {
    if (room <= 0 || flights.isFull()) {
      return Optional.empty();
    }
    Optional<Branch> first = coverage.firstPending(governanceOnly);
    if (parted.isPresent() && first.filter(Flights::isUrgent).isEmpty()) {
      return part(parted.get());
    }
    // a run of any length must fit: filling the last gaps with short ones costs signatures
    return first.isPresent() && flights.fits(first.get(), most(first.get()))
        ? run(first.get())
        : Optional.empty();
  }

  private Optional<Next> run(Branch first) throws StoreException {
    Next next = unblocked(first);
    if (!(next instanceof Next.Whole whole)) {
      return Optional.of(next);
    }
    int bytes = whole.encoded().length();
    if (Flights.isUrgent(whole.branch()) || bytes <= Math.max(Pace.LEAST_BYTES, flights.piece())) {
      return flights.fits(whole.branch(), bytes) ? Optional.of(next) : Optional.empty();
    }
    return part(begin(whole));
  }

  private Optional<Next> part(PartedRun run) {
    int length = run.next(flights.piece());
    boolean borne = !run.isLast(length) || flights.isBorne(run.flight().bytes());
    return borne && flights.fits(run.flight().branch(), length)
        ? Optional.of(new Next.Part(run, length))
        : Optional.empty();
  }

  private PartedRun begin(Next.Whole whole) {
    PartedRun run = new PartedRun(flight(whole), whole.run().size(), whole.encoded());
    parted = Optional.of(run);
    coverage.sent(whole.branch(), whole.run().lastSeq() + 1);
    return run;
  }

  private static Flights.Flight flight(Next.Whole whole) {
    return new Flights.Flight(whole.branch(), whole.run().firstSeq(), whole.encoded().length());
  }

  /** The most bytes that a run is cut to. */
  private int most(Branch branch) {
    return Flights.isUrgent(branch)
        ? Limits.RUN_BYTES
        : Math.max(LEAST_RUN_BYTES, Math.min(flights.piece(), Limits.RUN_BYTES));
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
        return new Next.Uncut(branch);
      }
      Optional<Run> free = free(branch, run.get());
      if (free.isPresent()) {
        return whole(branch, free.get());
      }
      tried.add(branch);
      Optional<Branch> blocker = blocker(branch, run.get());
      if (blocker.isEmpty() || tried.contains(blocker.get())) {
        return whole(branch, run.get());
      }
      branch = blocker.get();
    }
  }

  private static Next whole(Branch branch, Run run) {
    return new Next.Whole(branch, run, RunCodec.encode(run));
  }

  private Optional<Run> cut(Branch branch) throws StoreException {
    long from = coverage.next(branch);
    int entries = Flights.isUrgent(branch) ? GOVERNANCE_RUN_ENTRIES : Limits.RUN_ENTRIES;
    int bytes = Math.max(LEAST_RUN_BYTES, Math.min(room, most(branch)));
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

  /** A whole run goes off. */
  void sent(Next.Whole whole, long nowMs) {
    int bytes = whole.encoded().length();
    flights.addRun(flight(whole), bytes, nowMs);
    use(bytes);
    coverage.sent(whole.branch(), whole.run().lastSeq() + 1);
  }

  /** A part goes off. */
  Message.Part take(Next.Part part, long nowMs) {
    PartedRun run = part.run();
    boolean last = run.isLast(part.length());
    if (last) {
      flights.addRun(run.flight(), part.length(), nowMs);
      parted = Optional.empty();
    } else {
      flights.addPart(run.flight(), part.length(), nowMs);
    }
    use(part.length());
    return new Message.Part(run.take(part.length()), last);
  }

  private void use(int bytes) {
    room -= bytes;
    if (bytes > Limits.RUN_BYTES / 2 && room < Limits.RUN_BYTES / 8) {
      room = 0; // a remainder is not worth a signature of its own
    }
  }

  /** The oldest run was taken; false if there is none. */
  boolean taken(long nowMs) {
    return flights.answered(nowMs).isPresent();
  }

  /** The oldest part was taken; false if there is none. */
  boolean partTaken(long nowMs) {
    return flights.partTaken(nowMs);
  }

  /**
   * The oldest run was not taken. Later ones of its branch will not be either; their answers say
   * nothing new.
   *
   * @return the branch to deal with, or empty if that was done before
   * @throws IllegalArgumentException if the refusal names another run
   */
  Optional<Branch> refused(Message.Refused refused, long nowMs) {
    Flights.Flight flight =
        flights
            .answered(nowMs)
            .orElseThrow(() -> new IllegalArgumentException("refusal of a run never sent"));
    if (!flight.is(refused)) {
      throw new IllegalArgumentException("refusal of another run than the oldest");
    }
    if (flight.isOutdated()) {
      return Optional.empty();
    }
    flights.outdate(flight.branch());
    parted.ifPresent(p -> p.flight().outdate(flight.branch()));
    return Optional.of(flight.branch());
  }
}
