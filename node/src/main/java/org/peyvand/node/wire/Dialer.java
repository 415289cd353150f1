package org.peyvand.node.wire;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.handshake.Candidate;
import org.peyvand.protocol.handshake.Identity;
import org.peyvand.protocol.handshake.Recognition;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;

/** Calls other nodes. */
public final class Dialer {
  /**
   * Who calls. Used on the wire's threads.
   *
   * @param counters a higher number each time, over restarts too; not negative
   * @param entropy safe for use by several threads
   */
  public record Caller(
      Identity self, LongSupplier counters, Recognition recognition, Entropy entropy) {}

  /**
   * Whom to call.
   *
   * @param candidates the keys to try, newest first, at least one; each costs a connection, and the
   *     listener's silence before it
   * @param listener the device to reach, where known; another is refused then
   * @param introduction see {@link org.peyvand.protocol.handshake.Initiator.Call}
   */
  public record Target(
      String host,
      int port,
      List<Candidate> candidates,
      Optional<DeviceId> listener,
      Bytes introduction) {
    public Target {
      candidates = List.copyOf(candidates);
      if (candidates.isEmpty()) {
        throw new IllegalArgumentException("candidates: expected at least one, found none");
      }
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * How long to wait.
   *
   * @param connect for a connection
   * @param silence for an answer to each key
   */
  public record Timing(Duration connect, Duration silence) {
    public static final Timing USUAL = new Timing(Duration.ofSeconds(10), Duration.ofSeconds(3));
    private static final int MORE_CONNECT = 8;
    private static final int MORE_SILENCE = 5;

    /** Through a proxy: a way over several relays in other countries may have to be built first. */
    Timing throughProxy() {
      return new Timing(connect.multipliedBy(MORE_CONNECT), silence.multipliedBy(MORE_SILENCE));
    }
  }

  private final WireLoop loop;
  private final Routes routes;
  private final Caller caller;
  private final LinkHandler handler;
  private final Timing timing;

  public Dialer(WireLoop loop, Routes routes, Caller caller, LinkHandler handler, Timing timing) {
    this.loop = loop;
    this.routes = routes;
    this.caller = caller;
    this.handler = handler;
    this.timing = timing;
  }

  /**
   * Calls, with one key after the other until the listener answers. The link is given to the
   * handler first, then to the future. Cancelling the future gives the call up.
   *
   * @return the link, or exceptionally a {@link WireException}
   */
  public CompletableFuture<Link> dial(Target target) {
    CompletableFuture<Link> result = new CompletableFuture<>();
    // looking a name up may wait long, and the wire's threads must not
    CompletableFuture.supplyAsync(() -> route(target))
        .whenComplete(
            (route, failure) -> {
              if (failure == null) {
                new Attempts(loop, caller, handler, timing, target, route, result).next();
              } else {
                result.completeExceptionally(noRoute(target, failure.getCause()));
              }
            });
    return result;
  }

  private Route route(Target target) {
    try {
      return routes.to(target.host(), target.port());
    } catch (UnknownHostException | WireException e) {
      throw new CompletionException(e);
    }
  }

  private static WireException noRoute(Target target, Throwable cause) {
    return cause instanceof WireException known
        ? known
        : WireException.connecting(target.toString(), cause);
  }
}
