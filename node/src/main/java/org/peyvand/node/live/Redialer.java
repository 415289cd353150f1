package org.peyvand.node.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.peyvand.node.group.Engine;
import org.peyvand.node.group.Group;
import org.peyvand.node.group.Groups;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.StoreException;

/**
 * Keeps a running node in touch: calls every remembered address of every network, again and again,
 * ever less often while nobody answers; and goes on asking where it has asked to join.
 */
public final class Redialer {
  private static final long FIRST_PAUSE_MS = 1_000;
  private static final long LONGEST_PAUSE_MS = 60_000;
  private static final long JOIN_PAUSE_MS = 5_000;

  private static final Logger LOGGER = Logger.getLogger(Redialer.class.getName());

  private record Line(NetworkId network, Address address) {}

  private final Engine engine;
  private final Groups groups;
  private final Live live;
  private final Joins joins;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService waiting =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "peyvand-redialer");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean stopped;

  public Redialer(Engine engine, Groups groups, Live live, Joins joins) {
    this.engine = engine;
    this.groups = groups;
    this.live = live;
    this.joins = joins;
  }

  public void start() {
    engine.submit(
        () -> {
          for (Group group : groups.all()) {
            callAll(group);
          }
          groups.whenNew(this::callAll);
          return null;
        });
    waiting.scheduleWithFixedDelay(
        this::askAgain, JOIN_PAUSE_MS, JOIN_PAUSE_MS, TimeUnit.MILLISECONDS);
  }

  public void stop() {
    stopped = true;
    waiting.shutdownNow();
  }

  /** Calls an address in every network from now on. */
  public void add(Address address) {
    engine.submit(
        () -> {
          groups.all().forEach(group -> begin(group, address));
          return null;
        });
  }

  /** Calls every remembered address of a network from now on. */
  public void callAll(Group group) {
    engine.submit(
        () -> {
          for (Peers.Peer peer : new Peers(group.replica().store()).all()) {
            begin(group, peer.address());
          }
          return null;
        });
  }

  private void begin(Group group, Address address) {
    if (isIn(group) && lines.add(new Line(group.network(), address))) {
      call(group, address, FIRST_PAUSE_MS);
    }
  }

  /** Members are silent to a device that has not been linked yet; it asks instead. */
  private boolean isIn(Group group) {
    return group.replica().membership().memberOf(groups.own().device()).isPresent();
  }

  private void call(Group group, Address address, long pauseMs) {
    if (stopped) {
      return;
    }
    Live.Calling calling = live.call(group, address);
    calling
        .over()
        .whenComplete(
            (done, failure) -> {
              boolean answered = !calling.equal().isCompletedExceptionally();
              long pause = answered ? FIRST_PAUSE_MS : Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
              if (!stopped) {
                engine.after(
                    pause,
                    () -> {
                      call(group, address, pause);
                      return null;
                    });
              }
            });
  }

  private void askAgain() {
    for (PendingJoins.Pending pending : joins.pending()) {
      try {
        Joins.Result result = joins.askAgain(pending, JOIN_PAUSE_MS, () -> stopped);
        if (result instanceof Joins.Result.In in) {
          callAll(in.group());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (HomeException | StoreException | RuntimeException e) {
        // an exception would end the loop for good; the next round may well succeed
        if (!stopped) {
          LOGGER.log(Level.WARNING, "asking to join again", e);
        }
      }
    }
  }
}
