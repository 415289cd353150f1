package org.peyvand.node.wire;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.handshake.Candidate;
import org.peyvand.protocol.handshake.Peer;
import org.peyvand.protocol.id.Bytes;

/** A node's wire for tests: two members who know each other, one of whom listens. */
final class Station implements AutoCloseable {
  static final Candidate EPOCH = Peer.epoch(3);
  static final Duration SILENCE = Duration.ofMillis(500);

  final Peer listening = new Peer(2);
  final Peer calling = new Peer(1).knows(listening);
  final Recorder inbound;
  final Recorder outbound = new Recorder();
  final BlockingQueue<Refusal> refusals = new LinkedBlockingQueue<>();
  final Listener listener;
  private final WireLoop near = new WireLoop();
  private final WireLoop far = new WireLoop();
  private final AtomicLong counter = new AtomicLong();

  Station() throws WireException {
    this(new Recorder(), entropy());
  }

  Station(Recorder inbound, Entropy listenersEntropy) throws WireException {
    this.inbound = inbound;
    listening.knows(calling);
    listening.candidates.addAll(List.of(Peer.epoch(4), EPOCH, Peer.invite(1)));
    listener = bind(0, listenersEntropy);
  }

  static Entropy entropy() {
    SecureRandom random = new SecureRandom();
    return count -> {
      byte[] bytes = new byte[count];
      random.nextBytes(bytes);
      return bytes;
    };
  }

  /** Draws the shortest patience that there is: it alone asks for 8 bytes. */
  static Entropy impatient() {
    Entropy entropy = entropy();
    return count -> count == 2 * Integer.BYTES ? new byte[count] : entropy.bytes(count);
  }

  Listener bind(int port, Entropy entropy) throws WireException {
    return bind("127.0.0.1", port, entropy);
  }

  Listener bind(String host, int port, Entropy entropy) throws WireException {
    return Listener.bind(
        far,
        host,
        port,
        new Listener.Door(
            listening.identity,
            address -> listening.candidates,
            listening,
            entropy,
            inbound,
            refusals::add));
  }

  int port() {
    return listener.address().getPort();
  }

  Dialer dialer(Peer caller) {
    return dialer(caller, new Routes(Optional.empty(), entropy()));
  }

  Dialer dialer(Peer caller, Routes routes) {
    return new Dialer(
        near,
        routes,
        new Dialer.Caller(caller.identity, counter::incrementAndGet, caller, entropy()),
        outbound,
        new Dialer.Timing(Duration.ofSeconds(5), SILENCE));
  }

  CompletableFuture<Link> dial(int port, Candidate... candidates) {
    return dialer(calling).dial(target("127.0.0.1", port, candidates));
  }

  static Dialer.Target target(String host, int port, Candidate... candidates) {
    return new Dialer.Target(host, port, List.of(candidates), Optional.empty(), Bytes.EMPTY);
  }

  /** A link from one member to the other. */
  Link link() throws Exception {
    return dial(port(), EPOCH).get(20, TimeUnit.SECONDS);
  }

  /** How a call failed. */
  static WireException failure(CompletableFuture<Link> call) throws Exception {
    try {
      throw new AssertionError("expected a failure, found " + call.get(20, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return (WireException) e.getCause();
    }
  }

  void closeCaller() {
    near.close();
  }

  /** Closes everything; may be called more than once. */
  void end() {
    listener.close();
    near.close();
    far.close();
  }

  @Override
  public void close() {
    end();
  }
}
