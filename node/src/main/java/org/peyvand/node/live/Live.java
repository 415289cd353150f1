package org.peyvand.node.live;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.peyvand.node.group.Engine;
import org.peyvand.node.group.Group;
import org.peyvand.node.group.Groups;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.wire.Dialer;
import org.peyvand.node.wire.Link;
import org.peyvand.node.wire.Listener;
import org.peyvand.node.wire.Routes;
import org.peyvand.node.wire.WireException;
import org.peyvand.node.wire.WireLoop;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.handshake.Candidate;
import org.peyvand.protocol.handshake.Established;
import org.peyvand.protocol.handshake.Identity;
import org.peyvand.protocol.handshake.Kind;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Introduction;
import org.peyvand.protocol.sync.Tally;

/**
 * This node's channels to others: listens, calls, and keeps a conversation on each.
 *
 * <p>Any thread may call; what touches replicas is handed to the engine.
 */
public final class Live implements AutoCloseable {
  private static final long CALL_BACK_PAUSE_NS = 60_000_000_000L;

  /** Channels that one device may have to this one in a network; the oldest makes room. */
  static final int LINKS_OF_A_DEVICE = 8;

  /** Channels of joiners that stand at once in a network; one more is closed. */
  static final int JOINERS = 64;

  private static final Dialer.Timing TIMING =
      new Dialer.Timing(Duration.ofSeconds(5), Duration.ofSeconds(3));

  private final Engine engine;
  private final Groups groups;
  private final Identity identity;
  private final Entropy entropy;
  private final LongSupplier clock;
  private final Routes routes;
  private final Counters counters;
  private final Doorkeeper doorkeeper;
  private final WireLoop loop = new WireLoop();
  private final Switchboard switchboard;
  private final List<SyncConversation> syncs = new CopyOnWriteArrayList<>();
  private final List<JoinHost> hosts = new ArrayList<>();
  private final Map<Link, Calling> callings = new ConcurrentHashMap<>();
  private final Map<DeviceId, Long> calledBack = new ConcurrentHashMap<>();
  private final List<Consumer<DeviceId>> equals = new CopyOnWriteArrayList<>();
  private Optional<Listener> listener = Optional.empty();

  public Live(
      Engine engine,
      Groups groups,
      DeviceSecrets own,
      Entropy entropy,
      LongSupplier clock,
      Routes routes,
      Counters counters) {
    this.engine = engine;
    this.groups = groups;
    this.identity = new Identity(own.signing(), own.wire());
    this.entropy = entropy;
    this.clock = clock;
    this.routes = routes;
    this.counters = counters;
    this.doorkeeper = new Doorkeeper(engine, groups, this::callBack);
    this.switchboard = new Switchboard(engine, this::converse);
    groups.all().forEach(this::attend);
    groups.whenNew(this::attend);
  }

  private void attend(Group group) {
    group.watch(
        heads -> {
          if (heads.stream().anyMatch(h -> h.branch().chain().lane() == Lane.GOVERNANCE)) {
            doorkeeper.refresh();
          }
        });
    doorkeeper.refresh();
  }

  /**
   * Lets others call.
   *
   * @param port 0 lets the system choose
   */
  public Address listen(String host, int port) throws WireException {
    Listener bound =
        Listener.bind(
            loop,
            host,
            port,
            new Listener.Door(
                identity,
                caller -> doorkeeper.candidates(),
                doorkeeper,
                entropy,
                switchboard,
                refusal -> {}));
    listener = Optional.of(bound);
    return new Address(host, bound.address().getPort());
  }

  public Optional<Address> listening() {
    return listener.map(
        l -> new Address(l.address().getAddress().getHostAddress(), l.address().getPort()));
  }

  /** Whether a call there takes the time that a proxy's ways take. */
  boolean isThroughProxy(Address address) {
    return routes.isThroughProxy(address.host());
  }

  /** The keys under which this node can be met, each network's newest first; any thread. */
  public List<Candidate> candidates() {
    return doorkeeper.candidates();
  }

  /** Whether one who asks to join by this invite would be answered; on the engine's thread. */
  public boolean answers(Candidate invite, DeviceId asking) {
    return doorkeeper.answers(invite, asking);
  }

  /** Devices with which a conversation stands. */
  public Set<DeviceId> connected() {
    return syncs.stream().map(SyncConversation::remote).collect(Collectors.toSet());
  }

  /** Whether a network has no conversation at all. */
  public boolean isAlone(NetworkId network) {
    return syncs.stream().noneMatch(sync -> sync.group().network().equals(network));
  }

  /** Tells, on the engine's thread, each time both sides of a channel become durable and equal. */
  public void whenEqual(Consumer<DeviceId> told) {
    equals.add(told);
  }

  /** A call to a member's node that has been begun. */
  public final class Calling {
    private final CompletableFuture<Outcome> equal = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile SyncConversation conversation;

    /**
     * When both sides are durable and equal for the first time; fails with a {@link WireException}
     * if no channel came to be, with another {@link IOException} if it was cut.
     */
    public CompletableFuture<Outcome> equal() {
      return equal;
    }

    /** Entries received and sent so far, once the channel stands. */
    public Optional<Long> moved() {
      SyncConversation standing = conversation;
      return Optional.ofNullable(standing)
          .map(SyncConversation::tally)
          .map(tally -> tally.receivedEntries() + tally.sentEntries());
    }

    /** When the channel is gone, or never came. */
    public CompletableFuture<Void> over() {
      return over;
    }

    public void hangUp() {
      SyncConversation standing = conversation;
      if (standing != null) {
        standing.end();
      }
      equal.cancel(false);
    }
  }

  /** What a session moved until both sides were equal. Bytes count the handshake too. */
  public record Outcome(DeviceId peer, Tally tally, long receivedBytes, long sentBytes) {}

  /**
   * Calls a member's node and keeps the conversation until one side hangs up. Where nobody has
   * answered yet, or there is silence, the call says how this device came to be in.
   */
  public Calling call(Group group, Address address) {
    Calling calling = new Calling();
    engine
        .submit(() -> isKnown(group, address))
        .thenCompose(
            known ->
                known
                    ? dial(group, address, false)
                        .exceptionallyCompose(failure -> again(group, address, failure))
                    : dial(group, address, true))
        .exceptionallyCompose(failure -> leap(group, address, failure))
        .whenComplete((link, failure) -> begun(calling, address, group, link, failure));
    return calling;
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }

  private CompletableFuture<Link> again(Group group, Address address, Throwable failure) {
    Throwable cause = cause(failure);
    boolean stranger =
        cause instanceof WireException wire
            && (wire.kind() == WireException.Kind.SILENT
                || wire.kind() == WireException.Kind.UNRECOGNISED);
    return stranger ? dial(group, address, true) : CompletableFuture.failedFuture(cause);
  }

  /**
   * After silence to all that this device knows: its home may have been put back, and another copy
   * may have called with higher counters. Who answers then has entries of this device that it has
   * not, and so it learns what happened.
   */
  private CompletableFuture<Link> leap(Group group, Address address, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    try {
      return isSilence(cause) && counters.leap()
          ? engine
              .submit(() -> newest(target(group, address, false)))
              .thenCompose(target -> dialer(group).dial(target))
          : CompletableFuture.failedFuture(cause);
    } catch (HomeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The same for one who asks to join: the next asking may be heard. */
  private Throwable leapt(Throwable failure) {
    try {
      if (isSilence(failure)) {
        counters.leap();
      }
      return failure;
    } catch (HomeException e) {
      return e;
    }
  }

  private static boolean isSilence(Throwable failure) {
    return failure instanceof WireException wire && wire.kind() == WireException.Kind.SILENT;
  }

  /** Under the newest key alone, which whoever knew this device lately has too. */
  private static Dialer.Target newest(Dialer.Target target) {
    return new Dialer.Target(
        target.host(),
        target.port(),
        target.candidates().subList(0, 1),
        target.listener(),
        target.introduction());
  }

  private CompletableFuture<Link> dial(Group group, Address address, boolean introduce) {
    return engine
        .submit(() -> target(group, address, introduce))
        .thenCompose(target -> dialer(group).dial(target));
  }

  /**
   * Calls a device that called with a counter which it has used before: it was put back, and shall
   * learn of it though it must get no answer. Whoever replays an old call brings this about too, so
   * it goes only to where the device was met, and once a minute.
   */
  private void callBack(Group group, DeviceId device) throws StoreException {
    long now = System.nanoTime();
    Long before = calledBack.get(device);
    boolean lately = before != null && now - before < CALL_BACK_PAUSE_NS;
    if (lately || connected().contains(device)) {
      return;
    }
    calledBack.put(device, now);
    for (Peers.Peer peer : new Peers(group.replica().store()).all()) {
      if (peer.device().equals(Optional.of(device))) {
        call(group, peer.address());
      }
    }
  }

  private static boolean isKnown(Group group, Address address) throws StoreException {
    return new Peers(group.replica().store())
        .all().stream()
            .anyMatch(peer -> peer.address().equals(address) && peer.device().isPresent());
  }

  private void begun(Calling calling, Address address, Group group, Link link, Throwable failure) {
    if (failure != null) {
      calling.equal.completeExceptionally(cause(failure));
      calling.over.complete(null);
      return;
    }
    engine.submit(
        () -> {
          Optional<SyncConversation> mine =
              syncs.stream().filter(sync -> sync.link() == link).findFirst();
          if (mine.isEmpty()) {
            calling.equal.completeExceptionally(new IOException("cut at once"));
            calling.over.complete(null);
            return null;
          }
          calling.conversation = mine.get();
          callings.put(link, calling);
          new Peers(group.replica().store()).seen(address, mine.get().remote(), clock.getAsLong());
          if (mine.get().isEqual()) {
            equal(mine.get());
          }
          return null;
        });
  }

  private static Dialer.Target target(Group group, Address address, boolean introduce)
      throws StoreException {
    List<Candidate> candidates = Keys.members(group.replica());
    if (candidates.isEmpty()) {
      throw new StoreException(
          StoreException.Kind.FAILED,
          "calling a member: expected a key of the group, found none",
          null);
    }
    Bytes introduction = introduce ? Introduction.own(group.replica()) : Bytes.EMPTY;
    return new Dialer.Target(
        address.host(), address.port(), candidates, Optional.empty(), introduction);
  }

  private Dialer dialer(Group group) {
    return new Dialer(
        loop,
        routes,
        new Dialer.Caller(
            identity,
            counters,
            (device, introduction) -> recognise(group, device, introduction),
            entropy),
        switchboard,
        TIMING);
  }

  private Optional<Bytes> recognise(Group group, DeviceId device, Bytes introduction) {
    try {
      return engine
          .submit(() -> Doorkeeper.wireKey(group, device, introduction))
          .get(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  /**
   * Calls anybody who can answer an invite, and asks.
   *
   * @param received called once a member has the request
   */
  CompletableFuture<JoinGuest.Answer> ask(
      PendingJoins.Pending pending, Address address, Runnable received) {
    CompletableFuture<JoinGuest.Answer> answer = new CompletableFuture<>();
    Switchboard guest =
        new Switchboard(
            engine,
            (link, established) ->
                Optional.of(new JoinGuest(link::send, link::close, pending, received, answer)));
    Dialer.Target target =
        new Dialer.Target(
            address.host(),
            address.port(),
            List.of(pending.candidate()),
            Optional.empty(),
            Bytes.EMPTY);
    Dialer.Caller caller =
        new Dialer.Caller(identity, counters, (device, none) -> Optional.empty(), entropy);
    new Dialer(loop, routes, caller, guest, TIMING)
        .dial(target)
        .whenComplete(
            (link, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(leapt(failure));
              } else {
                answer.whenComplete((done, cancelled) -> link.close());
              }
            });
    return answer;
  }

  private Optional<Conversation> converse(Link link, Established established) {
    return established.kind() == Kind.JOIN
        ? host(link, established)
        : Optional.of(sync(link, established));
  }

  private Optional<Conversation> host(Link link, Established established) {
    Group group = doorkeeper.groupOfInvite(established.label()).orElseThrow();
    if (hosts.stream().filter(host -> host.group() == group).count() >= JOINERS) {
      return Optional.empty();
    }
    JoinHost host = new JoinHost(engine, group, link, clock, hosts::remove);
    hosts.add(host);
    return Optional.of(host);
  }

  private Conversation sync(Link link, Established established) {
    Group group = groups.group(new NetworkId(established.context())).orElseThrow();
    SyncConversation sync =
        new SyncConversation(engine, group, link, established, clock, listenerOfSyncs());
    syncs.add(sync);
    makeRoom(sync);
    return sync;
  }

  /** A device that lost its channels unheard may come back at once: old ones go, not new ones. */
  private void makeRoom(SyncConversation newest) {
    List<SyncConversation> ofDevice =
        syncs.stream()
            .filter(sync -> sync.group() == newest.group())
            .filter(sync -> sync.remote().equals(newest.remote()))
            .toList();
    if (ofDevice.size() > LINKS_OF_A_DEVICE) {
      syncs.remove(ofDevice.get(0));
      ofDevice.get(0).end();
    }
  }

  private SyncConversation.Listener listenerOfSyncs() {
    return new SyncConversation.Listener() {
      @Override
      public void equal(SyncConversation sync) {
        Live.this.equal(sync);
        equals.forEach(told -> told.accept(sync.remote()));
      }

      @Override
      public void over(SyncConversation sync) {
        syncs.remove(sync);
        Calling calling = callings.remove(sync.link());
        if (calling != null) {
          calling.equal.completeExceptionally(new IOException("the channel was cut"));
          calling.over.complete(null);
        }
      }
    };
  }

  private void equal(SyncConversation sync) {
    Calling calling = callings.get(sync.link());
    if (calling != null) {
      Link link = sync.link();
      calling.equal.complete(
          new Outcome(sync.remote(), sync.tally(), link.bytesRead(), link.bytesWritten()));
    }
  }

  @Override
  public void close() {
    listener.ifPresent(Listener::close);
    loop.close();
  }
}
