package org.peyvand.node.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.handshake.Candidate;
import org.peyvand.protocol.handshake.Gate;
import org.peyvand.protocol.handshake.Identity;
import org.peyvand.protocol.handshake.Responder;

/** A place where other nodes can call this one. */
public final class Listener implements AutoCloseable {
  /**
   * Whom to let in and what to do with them. All of it is called on the wire's threads, by both at
   * once.
   *
   * @param candidates the keys to try for a caller from this address, newest first
   * @param entropy safe for use by several threads
   * @param refusals told of every connection that got no answer
   */
  public record Door(
      Identity self,
      Function<InetAddress, List<Candidate>> candidates,
      Gate gate,
      Entropy entropy,
      LinkHandler handler,
      Consumer<Refusal> refusals) {}

  private final Channel channel;
  private final HalfOpen halfOpen;

  private Listener(Channel channel, HalfOpen halfOpen) {
    this.channel = channel;
    this.halfOpen = halfOpen;
  }

  /**
   * Listens. Not to be called on the wire's own threads, for it waits until the system has agreed.
   *
   * @param port 0 lets the system choose
   * @throws WireException if the system did not agree: of kind {@code PORT_TAKEN}, {@code
   *     NO_INTERFACE}, {@code REFUSED_ADDRESS} or {@code UNKNOWN_HOST}
   */
  public static Listener bind(WireLoop loop, String host, int port, Door door)
      throws WireException {
    String where = host + ":" + port;
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (IOException e) {
      throw WireException.binding(WireException.Kind.UNKNOWN_HOST, where, e);
    }
    HalfOpen halfOpen = new HalfOpen();
    ChannelFuture bound =
        loop.server().childHandler(initializer(door, halfOpen)).bind(address, port);
    bound.awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw WireException.binding(kind(address, bound.cause()), where, bound.cause());
    }
    return new Listener(bound.channel(), halfOpen);
  }

  /** Where it listens, with the port that the system chose. */
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** How many connections have no channel yet. */
  int halfOpen() {
    return halfOpen.all().size();
  }

  /** Lets nobody in any more; links that stand are left alone. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    halfOpen.all().forEach(Channel::close);
  }

  private static ChannelInitializer<Channel> initializer(Door door, HalfOpen halfOpen) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        InetAddress caller = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        Responder responder =
            new Responder(
                door.self(), () -> door.candidates().apply(caller), door.gate(), door.entropy());
        channel
            .pipeline()
            .addLast(new TrafficMeter(), new AnswerHandler(responder, door, halfOpen));
      }
    };
  }

  private static WireException.Kind kind(InetAddress address, Throwable cause) {
    if (!isLocal(address)) {
      return WireException.Kind.NO_INTERFACE;
    }
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return cause instanceof BindException && !message.contains("permission")
        ? WireException.Kind.PORT_TAKEN
        : WireException.Kind.REFUSED_ADDRESS;
  }

  private static boolean isLocal(InetAddress address) {
    try {
      return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }
}
