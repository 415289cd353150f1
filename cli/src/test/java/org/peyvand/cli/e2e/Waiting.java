package org.peyvand.cli.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again until what is to happen has happened. */
final class Waiting {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Waiting() {}

  static void until(String what, Callable<Boolean> check) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!check.call()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("waited " + PATIENCE.toSeconds() + " s in vain: " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
