package org.peyvand.protocol.sync;

/**
 * How often heads may be compared again. What a comparison does not cure, a refused chain for
 * instance, is asked for ever more rarely.
 *
 * @param nextMs when this side may ask again
 * @param intervalMs how long it waits after that
 * @param theirNextMs when the other side may ask again, if it keeps its distance; by then all that
 *     it asked until now is paid for (the generic cell rate algorithm, ITU-T I.371)
 */
record Rhythm(long nextMs, long intervalMs, long theirNextMs) {
  static final long ROOT_CHECK_MS = 60_000;
  private static final long FIRST_MS = 30_000;
  private static final long LONGEST_MS = 3_600_000;
  private static final long THEIR_LEAST_MS = 10_000;

  /** What was said with its distance comes together where a frame waited behind long ones. */
  private static final long THEIR_LEAD_MS = 60_000;

  static Rhythm startingAt(long nowMs) {
    return new Rhythm(nowMs + FIRST_MS, FIRST_MS, nowMs);
  }

  boolean mayAsk(long nowMs) {
    return nowMs - nextMs >= 0;
  }

  boolean theyMayAsk(long nowMs) {
    return theirNextMs - nowMs <= THEIR_LEAD_MS;
  }

  /** This side has said its heads first; the other side's will be the answer. */
  Rhythm asked(long nowMs) {
    long longer = Math.min(LONGEST_MS, 2 * intervalMs);
    return new Rhythm(nowMs + longer, longer, theirNextMs);
  }

  /** The other side has said its heads first, not in answer to ours. */
  Rhythm theyAsked(long nowMs) {
    long from = theirNextMs - nowMs > 0 ? theirNextMs : nowMs;
    return new Rhythm(nextMs, intervalMs, from + THEIR_LEAST_MS);
  }

  /** What could not be cured may be now: this side asks again soon. */
  Rhythm hopeful(long nowMs) {
    long soon = nowMs + THEIR_LEAST_MS;
    return new Rhythm(nextMs - soon < 0 ? nextMs : soon, FIRST_MS, theirNextMs);
  }

  /** The sides were equal: the next difference is a new one. */
  Rhythm cured() {
    return new Rhythm(nextMs, FIRST_MS, theirNextMs);
  }
}
