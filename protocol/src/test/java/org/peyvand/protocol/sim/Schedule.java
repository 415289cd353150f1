package org.peyvand.protocol.sim;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.peyvand.protocol.log.StoreException;

/** A virtual clock: what is to happen, in the order of its times, then of its planning. */
final class Schedule {
  /** Something that happens at one moment. */
  @FunctionalInterface
  interface Event {
    void happen() throws StoreException;
  }

  private record Planned(long atMs, long number, boolean idle, Event event) {}

  private final PriorityQueue<Planned> planned =
      new PriorityQueue<>(
          Comparator.comparingLong(Planned::atMs).thenComparingLong(Planned::number));
  private long nowMs;
  private long number;
  private int busy;
  private long sessionsBeginAt;

  long nowMs() {
    return nowMs;
  }

  /** What sessions are told: milliseconds from any beginning. */
  long sessionMs() {
    return sessionsBeginAt + nowMs;
  }

  void beginSessionsAt(long ms) {
    sessionsBeginAt = ms;
  }

  void in(long delayMs, Event event) {
    plan(delayMs, false, event);
  }

  /** A timer that is set again and again: the world is at rest though it is running. */
  void idly(long delayMs, Event event) {
    plan(delayMs, true, event);
  }

  private void plan(long delayMs, boolean idle, Event event) {
    planned.add(new Planned(nowMs + delayMs, number++, idle, event));
    busy += idle ? 0 : 1;
  }

  /** Whether nothing is under way but timers. */
  boolean isAtRest() {
    return busy == 0;
  }

  /** Lets the next event happen; false if there is none. */
  boolean step() throws StoreException {
    Planned next = planned.poll();
    if (next == null) {
      return false;
    }
    nowMs = next.atMs();
    busy -= next.idle() ? 0 : 1;
    next.event().happen();
    return true;
  }
}
