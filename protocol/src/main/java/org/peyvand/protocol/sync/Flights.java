package org.peyvand.protocol.sync;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;

/**
 * What was sent and is not yet answered: runs, and parts of runs but the last, which goes for its
 * run. Each kind is answered in its order; parts at once, runs once they are durable.
 */
final class Flights {

  /** A run, from its beginning until it is answered. */
  static final class Flight {
    private final Branch branch;
    private final long firstSeq;
    private final int bytes;
    private boolean stale;

    Flight(Branch branch, long firstSeq, int bytes) {
      this.branch = branch;
      this.firstSeq = firstSeq;
      this.bytes = bytes;
    }

    Branch branch() {
      return branch;
    }

    int bytes() {
      return bytes;
    }

    /** The other side has dealt with an earlier run of the branch: its answer says nothing new. */
    void outdate(Branch refused) {
      stale |= branch.equals(refused);
    }

    boolean isOutdated() {
      return stale;
    }

    boolean is(Message.Refused refused) {
      return branch.chain().equals(refused.chain()) && firstSeq == refused.firstSeq();
    }
  }

  /** One frame on its way. */
  private record Sent(Flight flight, int bytes, long sentMs) {}

  private final ArrayDeque<Sent> runs = new ArrayDeque<>();
  private final ArrayDeque<Sent> parts = new ArrayDeque<>();
  private final Pace pace = new Pace();
  private int onWire;
  private int unanswered;

  /**
   * Whether it goes before what is not, and at any pace: governance is little, and what waits in it
   * for a key may be opened by what follows.
   */
  static boolean isUrgent(Branch branch) {
    return branch.chain().lane() == Lane.GOVERNANCE;
  }

  boolean isEmpty() {
    return runs.isEmpty() && parts.isEmpty();
  }

  boolean isFull() {
    return runs.size() + parts.size() >= Limits.WINDOW_RUNS;
  }

  int piece() {
    return pace.piece();
  }

  /** Whether so many bytes of this branch may go now. */
  boolean fits(Branch branch, int bytes) {
    return isUrgent(branch) ? isBorne(bytes) : isEmpty() || onWire + bytes <= pace.window();
  }

  /** Whether the other side may have to keep a run of so many bytes, until it has answered. */
  boolean isBorne(int runBytes) {
    return runs.isEmpty() || unanswered + runBytes <= Limits.WINDOW_BYTES;
  }

  Set<Branch> branches() {
    Set<Branch> branches = new HashSet<>();
    runs.forEach(s -> branches.add(s.flight().branch));
    return branches;
  }

  /** So many bytes go off with which a run is complete. */
  void addRun(Flight flight, int bytes, long nowMs) {
    runs.add(new Sent(flight, bytes, nowMs));
    unanswered += flight.bytes;
    onWire += bytes;
  }

  /** A part goes off after which others follow. */
  void addPart(Flight flight, int bytes, long nowMs) {
    parts.add(new Sent(flight, bytes, nowMs));
    onWire += bytes;
  }

  /** The oldest part was taken; false if there is none. */
  boolean partTaken(long nowMs) {
    Sent oldest = parts.poll();
    if (oldest != null) {
      landed(oldest, nowMs);
    }
    return oldest != null;
  }

  /** The oldest run was answered; empty if there is none. */
  Optional<Flight> answered(long nowMs) {
    Sent oldest = runs.poll();
    if (oldest != null) {
      unanswered -= oldest.flight().bytes;
      landed(oldest, nowMs);
    }
    return Optional.ofNullable(oldest).map(Sent::flight);
  }

  private void landed(Sent sent, long nowMs) {
    pace.answered(sent.bytes(), sent.sentMs(), nowMs, 2 * onWire >= pace.window());
    onWire -= sent.bytes();
  }

  /** An earlier run of the branch was refused. */
  void outdate(Branch refused) {
    runs.forEach(s -> s.flight().outdate(refused));
  }
}
