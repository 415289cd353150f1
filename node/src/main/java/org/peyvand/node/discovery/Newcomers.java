package org.peyvand.node.discovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.peyvand.node.group.Engine;
import org.peyvand.node.live.Address;
import org.peyvand.node.live.Joins;
import org.peyvand.node.live.Live;
import org.peyvand.protocol.handshake.Beacon;
import org.peyvand.protocol.handshake.Candidate;
import org.peyvand.protocol.id.Bytes;

/**
 * Who joins and who lets in find each other: one asks under the key of its invite, the others, who
 * hold that invite, answer where they take calls. The joiner calls; so it must be the one who hears
 * last.
 */
final class Newcomers {
  private static final long ANSWER_PAUSE_NS = 2_000_000_000L;

  /** A person who waits is to be found within seconds of whoever comes. */
  private static final long PERSONS_PAUSE_NS = 4_000_000_000L;

  private static final long PAUSE_NS = 15_000_000_000L;

  private final Engine engine;
  private final Live live;
  private final Joins joins;

  /** When an invite was last answered. By invites, since bearers may name any device. */
  private final Map<Bytes, Long> answered = new ConcurrentHashMap<>();

  private volatile List<Candidate> asked = List.of();
  private volatile long askedNs = System.nanoTime() - PAUSE_NS;

  Newcomers(Engine engine, Live live, Joins joins) {
    this.engine = engine;
    this.live = live;
    this.joins = joins;
  }

  /** Looks what this device has asked for by now. */
  void look() {
    asked = joins.asked();
  }

  /** Whether there is something to ask and nothing was called out for a while. */
  boolean isDue() {
    long pause = joins.isPersonAsking() ? PERSONS_PAUSE_NS : PAUSE_NS;
    return !asked.isEmpty() && System.nanoTime() - askedNs >= pause;
  }

  /** The keys to ask under now. */
  List<Candidate> asking() {
    askedNs = System.nanoTime();
    return asked;
  }

  /** Takes a datagram that answers what this device asks; whether it is under such a key. */
  boolean heard(Optional<Beacon> beacon, Candidate under, String host) {
    if (beacon.isEmpty()) {
      return false;
    }
    if (!beacon.get().isAsking()) {
      joins.found(under, new Address(host, beacon.get().port()));
    }
    return true;
  }

  /** Where somebody may answer who was not heard. */
  void guess(List<Address> guesses) {
    asked.forEach(candidate -> joins.guess(candidate, guesses));
  }

  /** The keys of what this device asks, as it looked last. */
  List<Candidate> asked() {
    return asked;
  }

  /**
   * One who joins asks who is here: answered where its invite and its device would be, too. All who
   * ask by the same invite hear one answer.
   */
  void askedBy(Candidate under, Beacon beacon, Runnable answer) {
    long now = System.nanoTime();
    Long before = answered.get(under.label());
    if (before != null && now - before < ANSWER_PAUSE_NS) {
      return;
    }
    engine.submit(
        () -> {
          if (live.answers(under, beacon.device())) {
            answered.put(under.label(), now);
            answer.run();
          }
          return null;
        });
  }
}
