package org.peyvand.node.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.peyvand.node.store.HomeFolder;
import org.peyvand.node.store.StoreFolder;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Founding;
import org.peyvand.protocol.sync.Run;

/** All networks of this device, for the engine's thread alone. */
public final class Groups implements Durability {
  private static final Logger LOGGER = Logger.getLogger(Groups.class.getName());

  private final StoreFolder stores;
  private final Group.Means means;
  private final Map<NetworkId, Group> groups = new TreeMap<>();
  private final List<Group> fresh = new ArrayList<>();
  private final List<Consumer<Group>> newcomers = new CopyOnWriteArrayList<>();

  private Groups(StoreFolder stores, Group.Means means) {
    this.stores = stores;
    this.means = means;
  }

  /** Folds every network that the home holds. */
  public static Groups open(HomeFolder home, DeviceSecrets own, Entropy entropy, LongSupplier clock)
      throws StoreException {
    return open(home.store(), new Group.Means(home.secrets(), own, entropy, clock));
  }

  static Groups open(StoreFolder stores, Group.Means means) throws StoreException {
    Groups groups = new Groups(stores, means);
    for (NetworkId network : stores.networks()) {
      groups.groups.put(network, Group.open(network, stores.network(network), means));
    }
    groups.sweep();
    return groups;
  }

  public DeviceSecrets own() {
    return means.own();
  }

  public Collection<Group> all() {
    return new ArrayList<>(groups.values());
  }

  public Optional<Group> group(NetworkId network) {
    return Optional.ofNullable(groups.get(network));
  }

  /** Tells of every network that comes from now on, once it is durable. */
  public void whenNew(Consumer<Group> listener) {
    newcomers.add(listener);
  }

  public Group found(Act.Genesis genesis) throws StoreException {
    SignedEntry entry =
        Founding.make(means.own(), genesis, means.entropy(), means.clock().getAsLong());
    NetworkId network = entry.entry().network();
    Group group = Group.found(entry, stores.network(network), means);
    add(group);
    return group;
  }

  /** Takes an admission: the network's governance entries, by which this device is in. */
  public Group enter(NetworkId network, List<Run> governance) throws StoreException {
    Group group = groups.get(network);
    if (group == null) {
      group = Group.open(network, stores.network(network), means);
    }
    group.enter(governance);
    if (!groups.containsKey(network)) {
      add(group);
    }
    return group;
  }

  /** Notes how far this device has written; to be called before the home is closed. */
  public void close() throws StoreException {
    for (Group group : groups.values()) {
      group.note();
    }
  }

  private void add(Group group) {
    groups.put(group.network(), group);
    fresh.add(group);
  }

  @Override
  public long stagedBytes() {
    return groups.values().stream().mapToLong(group -> group.staging().stagedBytes()).sum();
  }

  /** All networks share the write and its fate. */
  @Override
  public void force() throws StoreException {
    Map<NetworkId, Commit> staged = new TreeMap<>();
    for (Group group : groups.values()) {
      if (group.staging().stagedBytes() > 0) {
        staged.put(group.network(), group.staging().staged());
      }
    }
    if (staged.isEmpty()) {
      return;
    }
    try {
      stores.commit(staged);
    } catch (StoreException | RuntimeException e) {
      forget(staged.keySet(), e);
      throw e;
    }
    staged.keySet().forEach(network -> groups.get(network).forced());
    if (staged.values().stream().anyMatch(commit -> !commit.erased().isEmpty())) {
      sweep();
    }
    List<Group> came = List.copyOf(fresh);
    fresh.clear();
    came.forEach(group -> newcomers.forEach(listener -> listener.accept(group)));
  }

  /** Takes off the disk what the groups have decided to forget; what fails is tried again later. */
  void sweep() {
    try {
      stores.sweep();
    } catch (StoreException e) {
      LOGGER.log(Level.WARNING, "what is erased is still on the disk; tried again later", e);
    }
  }

  private void forget(Set<NetworkId> staged, Exception cause) {
    fresh.forEach(group -> groups.remove(group.network()));
    fresh.clear();
    for (NetworkId network : staged) {
      group(network).ifPresent(group -> group.failed(cause));
    }
  }
}
