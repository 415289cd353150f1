package org.peyvand.protocol.sync;

import org.peyvand.protocol.entry.Limits;

/**
 * How many bytes may be on their way unanswered, so that what is urgent never waits long behind
 * what is not, however slow the link.
 *
 * <p>As in LEDBAT (RFC 6817) the answers tell: those that take much longer than the quickest have
 * waited in a queue, and the queue is our own doing. It reads answers of the other side's program,
 * not of its system, so buffers in between are seen as well. A peer that lies about it gets less,
 * or up to the window that every peer is allowed.
 */
final class Pace {
  /** What goes over at once, whatever the link: a vote. */
  static final int LEAST_BYTES = 1024;

  /** How long what is sent may wait in queues. */
  private static final long QUEUE_MS = 500;

  /** So quick that there is no use in feeling the way. */
  private static final long AT_ONCE_MS = 50;

  private int window = LEAST_BYTES;
  private long quickestMs = Long.MAX_VALUE;
  private long shrunkMs = Long.MIN_VALUE;

  int window() {
    return window;
  }

  /** The longest piece. Several fit, so that the link is busy while one is answered. */
  int piece() {
    return window / 4;
  }

  /**
   * An answer came.
   *
   * @param wasFull whether the window was in use; else it shows nothing about a larger one
   */
  void answered(int bytes, long sentMs, long nowMs, boolean wasFull) {
    long took = Math.max(0, nowMs - sentMs);
    quickestMs = Math.min(quickestMs, took);
    long queued = took - quickestMs;
    if (queued > QUEUE_MS) {
      shrink(queued, sentMs, nowMs);
    } else if (wasFull) {
      grow(took < AT_ONCE_MS ? 3 * bytes : queued < QUEUE_MS / 2 ? bytes : bytes / 8);
    }
  }

  /** Once for all that was sent before it shows. */
  private void shrink(long queued, long sentMs, long nowMs) {
    if (sentMs >= shrunkMs) {
      window = (int) Math.max(LEAST_BYTES, window * QUEUE_MS / queued);
      shrunkMs = nowMs;
    }
  }

  private void grow(int bytes) {
    window = Math.min(Limits.WINDOW_BYTES, window + bytes);
  }
}
