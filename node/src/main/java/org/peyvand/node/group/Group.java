package org.peyvand.node.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.peyvand.node.store.SecretsFile;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StagingStore;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.Brought;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Replica;
import org.peyvand.protocol.replica.Taken;
import org.peyvand.protocol.replica.Written;
import org.peyvand.protocol.sync.Run;

/**
 * One network on this device, for the engine's thread alone. What is written here is durable when
 * the engine has ended the turn; nothing of it may leave before.
 */
public final class Group {
  /** Told of every change, on the engine's thread, when it is durable. */
  @FunctionalInterface
  public interface Watcher {
    void grown(List<Head> heads);
  }

  /** Duties beget duties: an acknowledgement a confirmation. More rounds than this is a bug. */
  private static final int DUTY_ROUNDS = 64;

  /** What somebody should be told once it is durable. */
  private record Growth(List<Head> heads, Optional<Watcher> unless) {}

  private final StagingStore store;
  private final DeviceSecrets own;
  private final Entropy entropy;
  private final LongSupplier clock;
  private final SecretsFile secrets;
  private final Generation generation;
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private final List<Growth> untold = new ArrayList<>();
  private Replica replica;

  /** Whether the replica may hold what never became durable, because it could not be read again. */
  private boolean stale;

  private Group(StagingStore store, EntryStore durable, Replica replica, Means means)
      throws StoreException {
    this.store = store;
    this.replica = replica;
    this.own = means.own();
    this.entropy = means.entropy();
    this.clock = means.clock();
    this.secrets = means.secrets();
    this.generation = new Generation(secrets, replica.network(), durable, own.device());
    if (generation.isAhead()) {
      replica.stopWriting();
    }
    note();
  }

  /** What all networks of a device share. */
  record Means(SecretsFile secrets, DeviceSecrets own, Entropy entropy, LongSupplier clock) {}

  static Group open(NetworkId network, EntryStore store, Means means) throws StoreException {
    StagingStore staging = new StagingStore(store);
    List<EpochSecrets> given = GivenEpochs.of(means.secrets(), network);
    Replica replica = Replica.open(network, staging, means.own(), means.entropy(), given);
    return new Group(staging, store, replica, means);
  }

  static Group found(SignedEntry genesis, EntryStore store, Means means) throws StoreException {
    StagingStore staging = new StagingStore(store);
    Replica replica = Replica.found(genesis, staging, means.own(), means.entropy());
    return new Group(staging, store, replica, means);
  }

  /** Notes outside the store how far this device has written, and whether it may go on. */
  void note() throws StoreException {
    generation.note(replica.isBehindItself());
  }

  public NetworkId network() {
    return replica.network();
  }

  /** What is here; read again first if a failed store could not be. */
  public Replica replica() {
    if (stale) {
      try {
        reopen();
      } catch (StoreException again) {
        return replica;
      }
    }
    return replica;
  }

  public void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  public void unwatch(Watcher watcher) {
    watchers.remove(watcher);
  }

  /** Writes one own act. */
  public Written write(Act act) throws StoreException {
    return write(List.of(act));
  }

  /** Writes own acts of one lane in one piece. */
  public Written write(List<? extends Act> acts) throws StoreException {
    generation.noteNowAndThen(replica.isBehindItself());
    Written written = guarded(() -> replica.write(acts, clock.getAsLong()));
    return new Written(written.entries(), grown(written.grown(), Optional.empty()));
  }

  /** Does what this node has to do by itself, and in another's stead what is due for long. */
  void tend() throws StoreException {
    if (!replica().isBehindItself()) {
      List<Act> due = replica.duties();
      for (Act act : due.isEmpty() ? replica.overdue() : due) {
        write(act);
      }
    }
  }

  /** Takes foreign runs. */
  public Taken take(List<Run> runs) throws StoreException {
    return take(runs, Optional.empty());
  }

  /** Takes foreign runs for a watcher that need not be told: it has all that grew in return. */
  public Taken take(List<Run> runs, Watcher taker) throws StoreException {
    return take(runs, Optional.of(taker));
  }

  private Taken take(List<Run> runs, Optional<Watcher> taker) throws StoreException {
    return told(guarded(() -> replica.take(runs)), taker);
  }

  /** Takes what a bundle brought: more of it if whoever made it is in. */
  public Taken takeBrought(List<Brought> brought) throws StoreException {
    return told(guarded(() -> replica.takeBrought(brought)), Optional.empty());
  }

  private Taken told(Taken taken, Optional<Watcher> taker) throws StoreException {
    List<Head> grown = grown(taken.grown(), taker);
    generation.noteNowAndThen(replica.isBehindItself());
    return new Taken(taken.verdicts(), grown, taken.opened());
  }

  /** Takes the governance entries that an admission brought. */
  void enter(List<Run> runs) throws StoreException {
    grown(guarded(() -> replica.enter(runs)).grown(), Optional.empty());
    generation.noteNowAndThen(replica.isBehindItself());
  }

  /** What waits to become durable. */
  StagingStore staging() {
    return store;
  }

  /** What waited is durable: tells of it. */
  void forced() {
    store.clear();
    List<Growth> told = List.copyOf(untold);
    untold.clear();
    for (Growth growth : told) {
      watchers.stream()
          .filter(watcher -> growth.unless().filter(watcher::equals).isEmpty())
          .forEach(watcher -> watcher.grown(growth.heads()));
    }
  }

  /** What waited will never be durable. */
  void failed(Exception cause) {
    store.clear();
    untold.clear();
    reopen(cause);
  }

  private interface Work<T> {
    T run() throws StoreException;
  }

  /**
   * After a failure, of the store or of ours, memory may be ahead of the store, so it is read
   * again; where even that fails, before anything else is written or taken.
   */
  private <T> T guarded(Work<T> work) throws StoreException {
    if (stale) {
      reopen();
    }
    try {
      return work.run();
    } catch (StoreException | RuntimeException e) {
      reopen(e);
      throw e;
    }
  }

  private void reopen(Exception cause) {
    stale = true;
    try {
      reopen();
    } catch (StoreException again) {
      cause.addSuppressed(again);
    }
  }

  private void reopen() throws StoreException {
    List<EpochSecrets> given = GivenEpochs.of(secrets, replica.network());
    boolean stopped = replica.isBehindItself();
    replica = Replica.open(replica.network(), store, own, entropy, given);
    if (stopped) {
      replica.stopWriting();
    }
    stale = false;
  }

  /** Does what this node has to do by itself now; all heads that moved are to be told of. */
  private List<Head> grown(List<Head> grown, Optional<Watcher> unless) throws StoreException {
    if (grown.isEmpty()) {
      return grown;
    }
    List<Head> all = new ArrayList<>(grown);
    List<Act> duties = duties(grown);
    for (int round = 0; !duties.isEmpty(); round++) {
      if (round == DUTY_ROUNDS) {
        throw new AssertionError("duties do not end: " + duties);
      }
      for (Act duty : duties) {
        all.addAll(guarded(() -> replica.write(List.of(duty), clock.getAsLong())).grown());
      }
      duties = duties(all);
    }
    untold.add(new Growth(all, unless));
    return all;
  }

  private List<Act> duties(List<Head> grown) throws StoreException {
    boolean news =
        grown.stream()
            .map(Head::branch)
            .anyMatch(b -> b.chain().lane() == Lane.GOVERNANCE || b.number() > 0);
    return news && !replica.isBehindItself() ? replica.duties() : List.of();
  }
}
