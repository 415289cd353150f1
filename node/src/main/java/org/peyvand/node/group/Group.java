package org.peyvand.node.group;

import java.util.ArrayList;
import java.util.List;
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
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Replica;
import org.peyvand.protocol.replica.Taken;
import org.peyvand.protocol.replica.Written;
import org.peyvand.protocol.sync.Run;

/** One network on this device, for the engine's thread alone. */
public final class Group {
  /** Told of every change, on the engine's thread, after it is durable. */
  @FunctionalInterface
  public interface Watcher {
    void grown(List<Head> heads);
  }

  /** Duties beget duties: an acknowledgement a confirmation. More rounds than this is a bug. */
  private static final int DUTY_ROUNDS = 64;

  private final EntryStore store;
  private final DeviceSecrets own;
  private final Entropy entropy;
  private final LongSupplier clock;
  private final SecretsFile secrets;
  private final Generation generation;
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private Replica replica;

  private Group(Replica replica, Means means) throws StoreException {
    this.store = replica.store();
    this.replica = replica;
    this.own = means.own();
    this.entropy = means.entropy();
    this.clock = means.clock();
    this.secrets = means.secrets();
    this.generation = new Generation(secrets, replica.network(), store, own.device());
    if (generation.isAhead()) {
      replica.stopWriting();
    }
    note();
  }

  /** What all networks of a device share. */
  record Means(SecretsFile secrets, DeviceSecrets own, Entropy entropy, LongSupplier clock) {}

  static Group open(NetworkId network, EntryStore store, Means means) throws StoreException {
    List<EpochSecrets> given = GivenEpochs.of(means.secrets(), network);
    return new Group(Replica.open(network, store, means.own(), means.entropy(), given), means);
  }

  static Group found(SignedEntry genesis, EntryStore store, Means means) throws StoreException {
    return new Group(Replica.found(genesis, store, means.own(), means.entropy()), means);
  }

  /** Notes outside the store how far this device has written, and whether it may go on. */
  void note() throws StoreException {
    generation.note(replica.isBehindItself());
  }

  public NetworkId network() {
    return replica.network();
  }

  public Replica replica() {
    return replica;
  }

  public void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  public void unwatch(Watcher watcher) {
    watchers.remove(watcher);
  }

  /** Writes one own act; durable when this returns. */
  public Written write(Act act) throws StoreException {
    return write(List.of(act));
  }

  /** Writes own acts of one lane in one piece; durable when this returns. */
  public Written write(List<? extends Act> acts) throws StoreException {
    generation.noteNowAndThen();
    Written written = guarded(() -> replica.write(acts, clock.getAsLong()));
    tell(written.grown());
    return written;
  }

  /** Takes foreign runs; what held is durable when this returns. */
  public Taken take(List<Run> runs) throws StoreException {
    boolean before = replica.isBehindItself();
    Taken taken = guarded(() -> replica.take(runs));
    if (replica.isBehindItself() && !before) {
      note();
    }
    tell(taken.grown());
    return taken;
  }

  /** Takes the governance entries that an admission brought. */
  void enter(List<Run> runs) throws StoreException {
    tell(guarded(() -> replica.enter(runs)).grown());
  }

  private interface Work<T> {
    T run() throws StoreException;
  }

  /** After a failed write memory may be ahead of the disk, so it is read again. */
  private <T> T guarded(Work<T> work) throws StoreException {
    try {
      return work.run();
    } catch (StoreException e) {
      reopen(e);
      throw e;
    }
  }

  private void reopen(StoreException cause) {
    try {
      List<EpochSecrets> given = GivenEpochs.of(secrets, replica.network());
      boolean stopped = replica.isBehindItself();
      replica = Replica.open(replica.network(), store, own, entropy, given);
      if (stopped) {
        replica.stopWriting();
      }
    } catch (StoreException again) {
      cause.addSuppressed(again);
    }
  }

  /** Tells the watchers, and does what this node has to do by itself now. */
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
        all.addAll(guarded(() -> replica.write(List.of(duty), clock.getAsLong())).grown());
      }
      duties = duties(all);
    }
    watchers.forEach(watcher -> watcher.grown(all));
  }

  private List<Act> duties(List<Head> grown) {
    boolean governance =
        grown.stream().anyMatch(head -> head.branch().chain().lane() == Lane.GOVERNANCE);
    return governance && !replica.isBehindItself() ? replica.duties() : List.of();
  }
}
