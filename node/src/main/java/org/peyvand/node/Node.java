package org.peyvand.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.peyvand.node.discovery.Discovery;
import org.peyvand.node.discovery.Seeking;
import org.peyvand.node.group.Engine;
import org.peyvand.node.group.Group;
import org.peyvand.node.group.Groups;
import org.peyvand.node.group.Tending;
import org.peyvand.node.live.Address;
import org.peyvand.node.live.Joins;
import org.peyvand.node.live.Live;
import org.peyvand.node.live.PendingJoins;
import org.peyvand.node.live.Redialer;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.store.HomeFolder;
import org.peyvand.node.store.Progress;
import org.peyvand.node.store.SystemEntropy;
import org.peyvand.node.store.Wipe;
import org.peyvand.node.wire.Routes;
import org.peyvand.node.wire.WireException;
import org.peyvand.protocol.backup.Backup;
import org.peyvand.protocol.backup.BackupException;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.DeviceSecrets;

/**
 * One device's node: its home, its networks and its conversations, put together.
 *
 * <p>An open node answers requests; one that runs also listens, calls and stays in touch.
 */
public final class Node implements AutoCloseable {
  private final Path path;
  private final HomeFolder home;
  private final DeviceFile device;
  private final DeviceSecrets own;
  private final LongSupplier clock;
  private final Entropy entropy;
  private final Engine engine;
  private final Groups groups;
  private final PendingJoins pending;
  private final CountDownLatch ended = new CountDownLatch(1);
  private Optional<Live> live = Optional.empty();
  private Optional<Joins> joins = Optional.empty();
  private Optional<Redialer> redialer = Optional.empty();
  private Optional<Discovery> discovery = Optional.empty();

  private Node(Path path, HomeFolder home, Entropy entropy, LongSupplier clock)
      throws HomeException, StoreException {
    this.path = path;
    this.home = home;
    this.entropy = entropy;
    this.clock = clock;
    this.device = new DeviceFile(home.secrets());
    this.own = device.secrets();
    this.groups = Groups.open(home, own, entropy, clock);
    this.engine = new Engine(groups);
    this.pending = new PendingJoins(home.secrets());
  }

  /** Makes a home with keys of its own; returns the device's id in hex. */
  public static String init(Path path, String name, char[] passphrase) throws HomeException {
    Entropy entropy = new SystemEntropy();
    try (HomeFolder home = HomeFolder.create(path, passphrase, entropy)) {
      DeviceSecrets own = DeviceSecrets.generate(entropy);
      new DeviceFile(home.secrets()).create(own, name);
      return own.device().hex();
    }
  }

  /**
   * Makes a home with keys of its own and all that a backup holds.
   *
   * @param progress told how many entries were read so far
   */
  public static Restoration restore(
      Path path, Path file, char[] passphrase, char[] backupPassphrase, LongConsumer progress)
      throws HomeException, StoreException, IOException, BackupException {
    return Restoration.run(path, file, passphrase, backupPassphrase, progress);
  }

  /** Reads a backup whole and keeps nothing of it. */
  public static Backup verify(Path file, char[] backupPassphrase, LongConsumer progress)
      throws StoreException, IOException, BackupException {
    return Restoration.verify(file, backupPassphrase, progress);
  }

  /** Whether {@link #init} has been there. */
  public static boolean isHome(Path path) {
    return HomeFolder.isHome(path);
  }

  public static Node open(Path path, char[] passphrase) throws HomeException, StoreException {
    return open(path, passphrase, System::currentTimeMillis);
  }

  static Node open(Path path, char[] passphrase, LongSupplier clock)
      throws HomeException, StoreException {
    Entropy entropy = new SystemEntropy();
    HomeFolder home = HomeFolder.open(path, passphrase, entropy);
    try {
      return new Node(path, home, entropy, clock);
    } catch (HomeException | StoreException | RuntimeException e) {
      home.close();
      throw e;
    }
  }

  /**
   * Gives a home that no process has open another passphrase and data key.
   *
   * @see HomeFolder#changePassphrase
   */
  public static void changePassphrase(Path path, char[] old, char[] changed, Progress progress)
      throws HomeException {
    HomeFolder.changePassphrase(path, old, changed, new SystemEntropy(), progress);
  }

  public Path path() {
    return path;
  }

  public HomeFolder home() {
    return home;
  }

  public DeviceFile device() {
    return device;
  }

  public DeviceSecrets own() {
    return own;
  }

  public Entropy entropy() {
    return entropy;
  }

  public LongSupplier clock() {
    return clock;
  }

  public Engine engine() {
    return engine;
  }

  /** For the engine's thread. */
  public Groups groups() {
    return groups;
  }

  public PendingJoins pending() {
    return pending;
  }

  /** The channels to others, made when they are first needed. */
  public synchronized Live live() throws HomeException {
    if (live.isEmpty()) {
      CallCounters counters = CallCounters.begin(device);
      Routes routes = new Routes(device.proxy(), entropy);
      live = Optional.of(new Live(engine, groups, own, entropy, clock, routes, counters));
    }
    return live.get();
  }

  /** The same each time: it knows who else asks. */
  public synchronized Joins joins() throws HomeException {
    if (joins.isEmpty()) {
      joins = Optional.of(new Joins(engine, groups, live(), pending));
    }
    return joins.get();
  }

  /**
   * Looks on trusted local networks for who can answer what this device has asked, as a running
   * node does by itself; where that is not to, neither does this.
   */
  public synchronized Seeking seek() throws HomeException {
    if (isRunning()) {
      return new Seeking(discovery, false);
    }
    Discovery own = discovery();
    own.start();
    return new Seeking(Optional.of(own), true);
  }

  private Discovery discovery() throws HomeException {
    return new Discovery(engine, groups, live(), joins(), entropy, device::trusted);
  }

  /** Whether it listens and stays in touch by itself. */
  public synchronized boolean isRunning() {
    return redialer.isPresent();
  }

  /** Where it listens, if it does. */
  public synchronized Optional<Address> listening() {
    return live.flatMap(Live::listening);
  }

  /** Devices with which a conversation stands. */
  public synchronized int connected() {
    return live.map(l -> l.connected().size()).orElse(0);
  }

  /** Calls an address now and whenever the channel is lost, while this node runs. */
  public synchronized void keepInTouch(Address address) {
    redialer.ifPresent(r -> r.add(address));
  }

  /** Calls everybody who is remembered in a network, while this node runs. */
  public synchronized void keepInTouch(Group group) {
    redialer.ifPresent(r -> r.callAll(group));
  }

  /**
   * Listens, and keeps in touch with everybody whose address is remembered.
   *
   * @param asked where to listen; empty: where it did last, else on any port
   * @param discover whether to look for others on the local networks that the owner trusts
   */
  public synchronized Address run(Optional<Address> asked, boolean discover)
      throws HomeException, WireException {
    Address where =
        asked
            .filter(a -> a.port() != 0)
            .or(() -> device.listen().flatMap(Address::parse).map(last -> last(asked, last)))
            .or(() -> asked)
            .orElse(new Address("0.0.0.0", 0));
    Address bound = live().listen(where.host(), where.port());
    device.listen(bound.toString());
    redialer = Optional.of(new Redialer(engine, groups, live(), joins()));
    redialer.get().start();
    new Tending(engine, groups).start();
    if (discover) {
      discovery = Optional.of(discovery());
      discovery.get().start();
    }
    giveBackMemory();
    return bound;
  }

  /**
   * Destroys the keys on disk, then those in memory. From then on this node can neither read nor
   * write, and is to {@link #end}.
   */
  public Wipe.Keys wipe() throws HomeException {
    try {
      return new Wipe(path, entropy).destroyKeys();
    } finally {
      home.forget();
      forgetOwn();
    }
  }

  private void forgetOwn() {
    own.signing().seed().destroy();
    own.wire().seed().destroy();
    own.sealing().seed().destroy();
  }

  /** Tells whoever keeps this node running that it is over. */
  public void end() {
    ended.countDown();
  }

  /** Waits until {@link #end}. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Whether it was ended, and so has nothing left to put in order. */
  public boolean hasEnded() {
    return ended.getCount() == 0;
  }

  /**
   * Stretching the passphrase took 64 MiB of heap, which a node that idles for days has no use for.
   */
  private static void giveBackMemory() {
    System.gc();
  }

  /** The port of last time, on the host that is asked for now. */
  private static Address last(Optional<Address> asked, Address last) {
    return new Address(asked.map(Address::host).orElse(last.host()), last.port());
  }

  /** A home that was wiped takes no notes any more. */
  private void closeGroups() throws StoreException {
    if (!hasEnded()) {
      groups.close();
    }
  }

  @Override
  public void close() throws HomeException {
    discovery.ifPresent(Discovery::close);
    redialer.ifPresent(Redialer::stop);
    live.ifPresent(Live::close);
    engine.close();
    try (home) {
      closeGroups();
    } catch (StoreException e) {
      throw HomeException.of(e);
    } finally {
      forgetOwn();
    }
  }
}
