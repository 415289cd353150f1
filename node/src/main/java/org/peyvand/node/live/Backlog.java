package org.peyvand.node.live;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What has come on one link and waits for the engine. Holds the link back from {@link #MOST_BYTES}
 * until half of that is left.
 */
final class Backlog {
  /** Bytes of one link that may wait before it is read no further. */
  static final long MOST_BYTES = 4L * 1024 * 1024;

  /** What a frame takes in memory besides its payload, so that empty ones count too. */
  static final int FRAME_BYTES = 512;

  private final AtomicLong waiting = new AtomicLong();
  private final Runnable pause;
  private final Runnable resume;

  /**
   * @param resume harmless where nothing was paused
   */
  Backlog(Runnable pause, Runnable resume) {
    this.pause = pause;
    this.resume = resume;
  }

  /** A frame came; on the link's thread. */
  void add(int payload) {
    if (waiting.addAndGet(payload + FRAME_BYTES) > MOST_BYTES) {
      pause.run();
      // the engine may have come below half before the pause, and will not do so again
      if (waiting.get() <= MOST_BYTES / 2) {
        resume.run();
      }
    }
  }

  /** The engine has taken a frame up; on the engine's thread. */
  void remove(int payload) {
    int bytes = payload + FRAME_BYTES;
    long before = waiting.getAndAdd(-bytes);
    if (before > MOST_BYTES / 2 && before - bytes <= MOST_BYTES / 2) {
      resume.run();
    }
  }
}
