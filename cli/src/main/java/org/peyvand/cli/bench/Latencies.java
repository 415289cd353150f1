package org.peyvand.cli.bench;

import java.util.Arrays;

/** Times of one act done again and again. */
final class Latencies {
  private final long[] nanos;
  private int count;

  Latencies(int room) {
    nanos = new long[room];
  }

  void add(long duration) {
    nanos[count++] = duration;
  }

  /** The time in ms that this percentage of all did not exceed: the nearest rank. */
  double percentileMs(int percent) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100.0 * count);
    return sorted[Math.max(rank, 1) - 1] / 1e6;
  }
}
