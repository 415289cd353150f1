package org.peyvand.node;

import org.peyvand.node.live.Counters;
import org.peyvand.node.store.HomeException;

/**
 * Numbers for calls, each higher than all before, over restarts and crashes too: 2^20 for each
 * start, which is counted durably first.
 *
 * <p>A home that was put back counts from an earlier start, and meets silence from whoever heard
 * the later ones. So a silence is answered by a leap, each twice as long as the one before, up to
 * {@value #LEAPS} a process: 2^40 numbers in all, of 2^63.
 */
final class CallCounters implements Counters {
  private static final long CALLS_A_START = 1L << 20;
  private static final long FIRST_LEAP = 1L << 12;
  private static final int LEAPS = 8;

  private final DeviceFile device;
  private long next;
  private int leaps;

  private CallCounters(DeviceFile device) {
    this.device = device;
  }

  static CallCounters begin(DeviceFile device) throws HomeException {
    CallCounters counters = new CallCounters(device);
    counters.next = device.nextStart(1) * CALLS_A_START;
    return counters;
  }

  @Override
  public synchronized long getAsLong() {
    return next++;
  }

  @Override
  public synchronized boolean leap() throws HomeException {
    if (leaps == LEAPS) {
      return false;
    }
    next = device.nextStart(FIRST_LEAP << leaps++) * CALLS_A_START;
    return true;
  }
}
