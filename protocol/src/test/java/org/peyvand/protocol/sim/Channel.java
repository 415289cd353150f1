package org.peyvand.protocol.sim;

import java.util.Optional;
import java.util.Random;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.sync.Timer;

/** An ordered connection that delays at will and may end at any moment, losing what it carries. */
final class Channel {
  private static final int MOST_DELAY_MS = 400;
  private static final int LONG_DELAY_MS = 20_000;

  final End a;
  final End b;
  private final Schedule schedule;
  private final Random random;
  private final long[] busyUntil = new long[2];
  private boolean cut;

  Channel(Schedule schedule, Random random, SimNode a, SimNode b) {
    this.schedule = schedule;
    this.random = random;
    byte[] hash = new byte[32];
    random.nextBytes(hash);
    this.a = new End(this, a, b, Bytes.own(hash));
    this.b = new End(this, b, a, Bytes.own(hash));
  }

  void start() throws StoreException {
    a.start();
    b.start();
  }

  boolean isCut() {
    return cut;
  }

  boolean joins(SimNode node) {
    return a.node == node || b.node == node;
  }

  boolean isEqual() {
    return a.isEqual() && b.isEqual();
  }

  Optional<String> complaint() {
    return a.complaint().or(b::complaint);
  }

  void cut() {
    cut = true;
    a.stop();
    b.stop();
  }

  long nowMs() {
    return schedule.sessionMs();
  }

  void carry(End from, Bytes frame) {
    End to = from == a ? b : a;
    int way = from == a ? 0 : 1;
    int most = random.nextInt(20) == 0 ? LONG_DELAY_MS : MOST_DELAY_MS;
    long arrives = Math.max(busyUntil[way], schedule.nowMs() + 1 + random.nextInt(most));
    busyUntil[way] = arrives;
    schedule.in(arrives - schedule.nowMs(), () -> ifOpen(to, () -> to.receive(frame)));
  }

  void writable(End end) {
    int room = 4 * 1024 << random.nextInt(8);
    soon(end, () -> end.writable(room));
  }

  void soon(End end, Schedule.Event event) {
    schedule.in(random.nextInt(5), () -> ifOpen(end, event));
  }

  void timer(End end, long afterMs, Timer timer) {
    schedule.idly(afterMs, () -> ifOpen(end, () -> end.fired(timer)));
  }

  private static void ifOpen(End end, Schedule.Event event) throws StoreException {
    if (!end.isOver()) {
      event.happen();
    }
  }
}
