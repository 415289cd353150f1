package org.peyvand.node.group;

import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.peyvand.protocol.log.StoreException;

/**
 * Looks after every network now and then, for as long as the node runs: does what became due
 * without news, and what somebody else should have done by now. At random times, so that not all
 * nodes do it at once.
 */
public final class Tending {
  private static final long LEAST_MS = 30_000;
  private static final long MOST_MS = 90_000;
  private static final Logger LOGGER = Logger.getLogger(Tending.class.getName());

  private final Engine engine;
  private final Groups groups;

  public Tending(Engine engine, Groups groups) {
    this.engine = engine;
    this.groups = groups;
  }

  public void start() {
    engine.after(ThreadLocalRandom.current().nextLong(LEAST_MS, MOST_MS), this::tend);
  }

  private Void tend() {
    for (Group group : groups.all()) {
      try {
        group.tend();
      } catch (StoreException | RuntimeException e) {
        LOGGER.log(Level.WARNING, "what was due in a network could not be written; later again", e);
      }
    }
    groups.sweep();
    start();
    return null;
  }
}
