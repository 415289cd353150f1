package org.peyvand.node.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.util.concurrent.CompletableFuture;
import org.peyvand.protocol.handshake.Initiator;
import org.peyvand.protocol.handshake.Progress;
import org.peyvand.protocol.handshake.Silence;

/** The connections of one call: one for each key, until one is answered. */
final class Attempts implements SocksHandler.Asker {
  private final WireLoop loop;
  private final Dialer.Caller caller;
  private final LinkHandler handler;
  private final Dialer.Timing timing;
  private final Dialer.Target target;
  private final Route route;
  private final CompletableFuture<Link> result;
  private int tried;

  Attempts(
      WireLoop loop,
      Dialer.Caller caller,
      LinkHandler handler,
      Dialer.Timing timing,
      Dialer.Target target,
      Route route,
      CompletableFuture<Link> result) {
    this.loop = loop;
    this.caller = caller;
    this.handler = handler;
    this.timing = timing;
    this.target = target;
    this.route = route;
    this.result = result;
  }

  /** Tries the next key, if any is left and the caller still waits. */
  void next() {
    if (result.isDone()) {
      return;
    }
    if (tried == target.candidates().size()) {
      fail(WireException.Kind.SILENT, "expected an answer under " + tried + " keys, found none");
      return;
    }
    if (loop.isClosing()) {
      fail(WireException.Kind.CANCELLED, "expected a running node, found it closing");
      return;
    }
    try {
      connect(initiator(tried++));
    } catch (RuntimeException fault) {
      WireLoop.report(fault);
      failed(fault);
    }
  }

  private void connect(Initiator initiator) {
    ChannelFuture connecting =
        loop.client()
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timing.connect().toMillis())
            .handler(initializer(initiator))
            .connect(route.next());
    connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            result.completeExceptionally(notConnected(done.cause()));
          }
        });
    result.whenComplete(
        (link, failure) -> {
          if (failure != null) {
            connecting.channel().close();
          }
        });
  }

  private WireException notConnected(Throwable cause) {
    return route instanceof Route.Through through
        ? WireException.connectingToProxy(through.proxy(), cause)
        : WireException.connecting(target.toString(), cause);
  }

  @Override
  public void proxyFailed(WireException.Kind kind, String where, String detail) {
    result.completeExceptionally(new WireException(kind, where, detail));
  }

  /** The channel stands; its first message to the other side is on the way. */
  void established(ChannelHandlerContext ctx, Progress.Done done) {
    if (result.isDone()) {
      ctx.close();
    } else {
      Link link = WireLoop.establish(ctx, done.established(), done.leftover(), handler);
      if (!result.complete(link)) {
        link.close();
      }
    }
  }

  /** Something answered, and not what was expected: other keys would not help. */
  void refused(Progress.Silent silent) {
    fail(kind(silent.reason()), silent.reason() + ": " + silent.detail());
  }

  void failed(Throwable fault) {
    result.completeExceptionally(fault);
  }

  private static WireException.Kind kind(Silence reason) {
    return switch (reason) {
      case OTHER_LISTENER, UNRECOGNISED, WIRE_KEY -> WireException.Kind.UNRECOGNISED;
      default -> WireException.Kind.STRANGER;
    };
  }

  private void fail(WireException.Kind kind, String detail) {
    result.completeExceptionally(new WireException(kind, target.toString(), detail));
  }

  private Initiator initiator(int candidate) {
    Initiator.Call call =
        new Initiator.Call(
            target.candidates().get(candidate),
            caller.counters().getAsLong(),
            target.listener(),
            target.introduction());
    return new Initiator(caller.self(), call, caller.recognition(), caller.entropy());
  }

  private ChannelInitializer<Channel> initializer(Initiator initiator) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        Dialer.Timing patience = timing;
        if (route instanceof Route.Through through) {
          patience = timing.throughProxy();
          channel.pipeline().addLast(new SocksHandler(through, Attempts.this, patience.connect()));
        }
        CallHandler call = new CallHandler(initiator, Attempts.this, patience.silence());
        channel.pipeline().addLast(new TrafficMeter(), call);
      }
    };
  }
}
