package org.peyvand.protocol.sync;

import java.util.ArrayDeque;
import java.util.Optional;
import org.peyvand.protocol.entry.Decoded;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;

/** The runs that the shell is looking at, and how much nonsense was among them. */
final class Inbox {
  /** Of one that the shell has not answered. */
  private record Pending(EntryId last, int bytes) {}

  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private int waiting;
  private int rejected;
  private int idle;

  boolean isEmpty() {
    return pending.isEmpty();
  }

  int size() {
    return pending.size();
  }

  /** A run came. Bad says what rule the other side broke by sending it. */
  Decoded<Run> received(Bytes encoded) {
    boolean overflows =
        pending.size() >= Limits.WINDOW_RUNS
            || !pending.isEmpty() && waiting + encoded.length() > Limits.WINDOW_BYTES;
    if (overflows) {
      return Decoded.bad(Reason.TOO_LARGE, "more runs unanswered than the window allows");
    }
    Decoded<Run> decoded = RunCodec.decode(encoded);
    decoded.asOptional().ifPresent(run -> add(run, encoded.length()));
    return decoded;
  }

  private void add(Run run, int bytes) {
    pending.add(new Pending(run.last().id(), bytes));
    waiting += bytes;
  }

  /**
   * The shell has answered the oldest run.
   *
   * @param heads how many are held here, which bounds how many may rightly bring nothing
   * @return what the other side has overdone by now, if anything
   */
  Optional<String> answered(Run run, Verdict verdict, int heads) {
    Pending oldest = pending.poll();
    if (oldest == null || !oldest.last().equals(run.last().id())) {
      throw new IllegalArgumentException("expected the verdict on the oldest run, found another");
    }
    waiting -= oldest.bytes();
    if (verdict instanceof Verdict.Accepted accepted && accepted.entries() > 0) {
      idle = 0;
    } else if (verdict instanceof Verdict.Rejected) {
      rejected++;
    } else {
      idle++;
    }
    if (rejected > Limits.SESSION_REJECTED_RUNS) {
      return Optional.of("more wrong runs than are borne");
    }
    return idle > Limits.SESSION_IDLE_RUNS + 2L * heads
        ? Optional.of("nothing but runs that bring nothing")
        : Optional.empty();
  }
}
