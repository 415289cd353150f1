package org.peyvand.node.live;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.peyvand.node.group.Engine;
import org.peyvand.node.group.Group;
import org.peyvand.node.group.Groups;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.handshake.Candidate;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.MemoryEntryStore;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.NetworkHash;
import org.peyvand.protocol.replica.Replica;
import org.peyvand.protocol.sync.Run;

/** Enters networks: asks, waits for a person's yes, checks what comes, takes it. */
public final class Joins {
  private static final long POLL_MS = 250;

  /** How long somebody may take to be reached: longer than a call lasts that nobody answers. */
  private static final long REACH_MS = 15_000;

  /** How long members may take to be heard where they are looked for. */
  private static final long SEEK_MS = 6_000;

  /** Of those who were heard for one invite, as many are asked. */
  private static final int FOUND = 8;

  private static final long REACH_BY_PROXY_MS = 75_000;

  /** How a try to enter ended. */
  public sealed interface Result {
    record In(Group group) implements Result {}

    record Refused() implements Result {}

    /** The invite lets nobody in any more; nobody asked had let this device in before. */
    record Expired() implements Result {}

    /** Nobody has said yes yet, or nobody was reached; the request is kept. */
    record Waiting(boolean reached) implements Result {}
  }

  private final Engine engine;
  private final Groups groups;
  private final Live live;
  private final PendingJoins pendings;

  /** Where somebody may be, by the key of an invite. */
  private final Map<Bytes, List<Address>> guesses = new ConcurrentHashMap<>();

  /** How many people are asking now. */
  private final AtomicInteger asking = new AtomicInteger();

  /** Where members were heard who answer an invite, by its key, the last first. */
  private final Map<Bytes, List<Address>> found = new ConcurrentHashMap<>();

  public Joins(Engine engine, Groups groups, Live live, PendingJoins pendings) {
    this.engine = engine;
    this.groups = groups;
    this.live = live;
    this.pendings = pendings;
  }

  /** All that this device has asked for and not got yet. */
  List<PendingJoins.Pending> pending() {
    return pendings.all();
  }

  /** The keys of all that this device has asked for and not got yet. */
  public List<Candidate> asked() {
    return pendings.all().stream().map(PendingJoins.Pending::candidate).toList();
  }

  /** Whether a person asks right now. */
  public boolean isPersonAsking() {
    return asking.get() > 0;
  }

  /** A member who answers an invite was heard at this address. */
  public void found(Candidate invite, Address at) {
    found.merge(
        invite.label(),
        List.of(at),
        (before, one) ->
            Stream.concat(one.stream(), before.stream()).distinct().limit(FOUND).toList());
  }

  /** Somebody may be there who answers an invite: they are asked once. */
  public void guess(Candidate invite, List<Address> at) {
    guesses.put(invite.label(), at);
  }

  /** Forgets what was asked of a network that this device is in now, however it came in. */
  public void forgetIfIn(Group group) throws HomeException {
    Optional<PendingJoins.Pending> pending = pendings.find(group.network());
    if (pending.isPresent() && isIn(group)) {
      pendings.remove(pending.get());
    }
  }

  private boolean isIn(Group group) {
    return group.replica().membership().memberOf(groups.own().device()).isPresent();
  }

  /**
   * Where to ask: where somebody was heard, what came with the code, and whom a restored network
   * remembers.
   */
  private List<Address> addresses(PendingJoins.Pending pending) throws StoreException {
    Set<Address> addresses = new LinkedHashSet<>();
    addresses.addAll(found.getOrDefault(pending.request().invite(), List.of()));
    addresses.addAll(pending.addresses());
    for (Group group : groups.all()) {
      if (NetworkHash.of(group.network()).equals(pending.code().networkHash())) {
        new Peers(group.replica().store()).all().forEach(peer -> addresses.add(peer.address()));
      }
    }
    return List.copyOf(addresses);
  }

  /**
   * Asks for a person: at every address in turn, and anew where a member had the request and the
   * channel broke, or somebody may be found, before the time was over.
   *
   * @param received called once a member has the request
   * @param seeking whether members are looked for here; then they get some seconds in any case
   * @param gone asked now and then whether the asker has left
   */
  public Result ask(
      PendingJoins.Pending pending,
      long waitMs,
      Runnable received,
      BooleanSupplier seeking,
      BooleanSupplier gone)
      throws InterruptedException, HomeException, StoreException {
    boolean[] reached = {false};
    Runnable noted =
        () -> {
          if (!reached[0]) {
            received.run();
          }
          reached[0] = true;
        };
    long start = System.nanoTime();
    long deadline = start + TimeUnit.MILLISECONDS.toNanos(waitMs);
    long seekBy = start + TimeUnit.MILLISECONDS.toNanos(Math.max(waitMs, SEEK_MS));
    asking.incrementAndGet();
    try {
      Result result = askInTurn(pending, deadline, noted, reached, gone);
      while (result instanceof Result.Waiting
          && (reached[0] || seeking.getAsBoolean())
          && (reached[0] ? deadline : seekBy) - System.nanoTime() > 0
          && !gone.getAsBoolean()) {
        new CompletableFuture<Void>()
            .completeOnTimeout(null, POLL_MS, TimeUnit.MILLISECONDS)
            .join();
        result = askInTurn(pending, deadline, noted, reached, gone);
      }
      return result;
    } finally {
      asking.decrementAndGet();
    }
  }

  /**
   * Asks by itself, once at every address in turn, unless a person does: of two calls at a time the
   * other side may take the later one for a recorded one, and be silent.
   */
  Result askAgain(PendingJoins.Pending pending, long waitMs, BooleanSupplier gone)
      throws InterruptedException, HomeException, StoreException {
    boolean[] reached = {false};
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMs);
    BooleanSupplier over = () -> asking.get() > 0 || gone.getAsBoolean();
    return over.getAsBoolean()
        ? new Result.Waiting(false)
        : askInTurn(pending, deadline, () -> reached[0] = true, reached, over);
  }

  private Result askInTurn(
      PendingJoins.Pending pending,
      long deadline,
      Runnable noted,
      boolean[] reached,
      BooleanSupplier gone)
      throws InterruptedException, HomeException, StoreException {
    boolean expired = false;
    Set<Address> all = new LinkedHashSet<>(onEngine(() -> addresses(pending)));
    all.addAll(Optional.ofNullable(guesses.remove(pending.request().invite())).orElse(List.of()));
    for (Address address : all) {
      Runnable received =
          () -> {
            found(pending.candidate(), address);
            noted.run();
          };
      CompletableFuture<JoinGuest.Answer> call = live.ask(pending, address, received);
      long reachBy = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(reachMs(address));
      JoinGuest.Answer answer = await(call, deadline, reachBy, reached, gone);
      call.cancel(false);
      if (answer instanceof JoinGuest.Answer.Refused) {
        pendings.remove(pending);
        return new Result.Refused();
      }
      if (answer instanceof JoinGuest.Answer.Admitted admitted
          && enter(pending, admitted.network(), admitted.governance())) {
        return new Result.In(onEngine(() -> groups.group(admitted.network()).orElseThrow()));
      }
      expired |= answer instanceof JoinGuest.Answer.Expired;
    }
    if (expired) {
      pendings.remove(pending);
      return new Result.Expired();
    }
    return new Result.Waiting(reached[0]);
  }

  private long reachMs(Address address) {
    return live.isThroughProxy(address) ? REACH_BY_PROXY_MS : REACH_MS;
  }

  /**
   * Waits for the answer; for a while in any case, until somebody was reached or cannot be. Times
   * as of nanoTime.
   */
  static JoinGuest.Answer await(
      CompletableFuture<JoinGuest.Answer> asking,
      long deadline,
      long reachBy,
      boolean[] reached,
      BooleanSupplier gone)
      throws InterruptedException {
    while (!gone.getAsBoolean()) {
      try {
        return asking.get(POLL_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = System.nanoTime();
        if (now - deadline >= 0 && (reached[0] || now - reachBy >= 0)) {
          return new JoinGuest.Answer.Cut();
        }
      } catch (ExecutionException e) {
        return new JoinGuest.Answer.Cut();
      }
    }
    return new JoinGuest.Answer.Cut();
  }

  /**
   * Takes an admission, if it is one: the network is the one that the code names, and by its own
   * entries this device is in. What is not is tried in memory only and leaves nothing behind.
   *
   * <p>The addresses asked at are remembered in the same step, so that a running node calls them as
   * soon as it hears of the network, whoever it was that asked.
   */
  public boolean enter(PendingJoins.Pending pending, NetworkId network, List<Run> governance)
      throws InterruptedException, HomeException, StoreException {
    if (!NetworkHash.of(network).equals(pending.code().networkHash())) {
      return false;
    }
    boolean in =
        onEngine(
            () -> {
              if (!holds(network, governance)) {
                return false;
              }
              Group group = groups.enter(network, governance);
              Peers peers = new Peers(group.replica().store());
              for (Address address : addresses(pending)) {
                peers.add(address);
              }
              return true;
            });
    if (in) {
      pendings.remove(pending);
    }
    return in;
  }

  private boolean holds(NetworkId network, List<Run> governance) throws StoreException {
    Entropy none =
        count -> {
          throw new AssertionError("a trial writes nothing");
        };
    Replica trial = Replica.open(network, new MemoryEntryStore(), groups.own(), none);
    trial.enter(new ArrayList<>(governance));
    return trial.membership().isEffective(groups.own().device());
  }

  private interface Work<T> {
    T run() throws StoreException;
  }

  private <T> T onEngine(Work<T> work) throws InterruptedException, StoreException {
    try {
      return engine.call(work::run);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException failed) {
        throw failed;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
