package org.peyvand.protocol.sim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Replica;
import org.peyvand.protocol.replica.Taken;
import org.peyvand.protocol.replica.Wearing;
import org.peyvand.protocol.replica.Written;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.Runs;

/** A replica and what a node does with it by itself: duties, and news to its sessions. */
final class SimNode {
  private static final int DUTY_ROUNDS = 64;

  /** Told of every change, after it is durable. */
  @FunctionalInterface
  interface Watcher {
    void grown(List<Head> heads) throws StoreException;
  }

  final String name;
  final DeviceSecrets own;
  final Set<Watcher> watchers = new LinkedHashSet<>();

  /** What it makes a peer believe that it has; an honest one does not lie. */
  Function<SimNode, Lying.Lie> lies = peer -> Lying.Lie.NONE;

  private final Entropy entropy;
  private final LongSupplier claimedTime;
  private final KeyTracker tracker;
  private final int wear;
  private Replica replica;

  SimNode(
      String name,
      DeviceSecrets own,
      Replica replica,
      Entropy entropy,
      LongSupplier claimedTime,
      KeyTracker tracker,
      int wear) {
    this.name = name;
    this.own = own;
    this.replica = replica;
    this.entropy = entropy;
    this.claimedTime = claimedTime;
    this.tracker = tracker;
    this.wear = wear;
    Wearing.after(replica, wear);
  }

  Replica replica() {
    return replica;
  }

  EntryStore store() {
    return replica.store();
  }

  DeviceId device() {
    return own.device();
  }

  /** Whether it is in, as far as it knows itself. */
  boolean isIn() {
    return knows(this);
  }

  /** Whether it is in and was not told that it is a copy. */
  boolean mayWrite() {
    return isIn() && !replica.isBehindItself();
  }

  /** Whether the other is in, as far as this one knows. */
  boolean knows(SimNode other) {
    return replica.membership().isEffective(other.device());
  }

  /** Whether this one would keep the other out: it is known, and not in. */
  boolean shuns(SimNode other) {
    return replica.membership().memberOf(other.device()).isPresent() && !knows(other);
  }

  /** Whether the other was in and is no more. */
  boolean knowsGone(SimNode other) {
    return replica
        .membership()
        .memberOf(other.device())
        .filter(
            m ->
                !m.isActive() && m.state() != Member.State.HELD
                    || m.retired().containsKey(other.device()))
        .isPresent();
  }

  Written write(Act act) throws StoreException {
    return write(List.of(act));
  }

  Written write(List<? extends Act> acts) throws StoreException {
    Written written = heard(acts);
    tell(written.grown());
    return written;
  }

  private Written heard(List<? extends Act> acts) throws StoreException {
    Membership before = replica.membership();
    Written written = replica.write(acts, claimedTime.getAsLong());
    tracker.hear(this, before, written.grown());
    return written;
  }

  Taken take(Run run) throws StoreException {
    Taken taken = replica.take(List.of(run));
    tell(taken.grown());
    return taken;
  }

  /** Does in another's stead what is due for long; whether there was any. */
  boolean losePatience() throws StoreException {
    List<Act> overdue = replica.overdue();
    for (Act act : overdue) {
      write(act);
    }
    return !overdue.isEmpty();
  }

  /**
   * Takes those of its member's devices out of use that were copied, which nobody else has shown;
   * whether there was any.
   */
  boolean retireCopies() throws StoreException {
    boolean done = false;
    for (Head head : store().heads()) {
      if (head.branch().number() == 1) {
        Act retire = new Act.Retire(head.branch().chain().device(), List.of());
        boolean may = mayWrite() && replica.refusal(retire).isEmpty();
        if (may) {
          write(retire);
        }
        done |= may;
      }
    }
    return done;
  }

  /** Stops and starts again on the same disk. */
  void restart() throws StoreException {
    replica = Replica.open(replica.network(), replica.store(), own, entropy);
    Wearing.after(replica, wear);
  }

  private void tell(List<Head> grown) throws StoreException {
    if (grown.isEmpty()) {
      return;
    }
    List<Head> all = new ArrayList<>(grown);
    List<Act> duties = duties(grown);
    for (int round = 0; !duties.isEmpty(); round++) {
      if (round == DUTY_ROUNDS) {
        throw new AssertionError("duties do not end: " + duties);
      }
      for (Act duty : duties) {
        all.addAll(heard(List.of(duty)).grown());
      }
      duties = duties(all);
    }
    for (Watcher watcher : List.copyOf(watchers)) {
      watcher.grown(all);
    }
  }

  private List<Act> duties(List<Head> grown) throws StoreException {
    boolean news =
        grown.stream()
            .map(Head::branch)
            .anyMatch(b -> b.chain().lane() == Lane.GOVERNANCE || b.number() > 0);
    return news && !replica.isBehindItself() ? replica.duties() : List.of();
  }

  /** All governance entries that it has. */
  List<Run> governanceRuns() throws StoreException {
    List<Run> runs = new ArrayList<>();
    for (Head head : store().heads()) {
      long next = head.firstSeq();
      while (head.branch().chain().lane() == Lane.GOVERNANCE && next <= head.seq()) {
        Run run = Runs.cut(store(), head.branch(), next).orElseThrow();
        runs.add(run);
        next = run.lastSeq() + 1;
      }
    }
    return runs;
  }

  @Override
  public String toString() {
    return name;
  }
}
