package org.peyvand.node.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jdk.net.ExtendedSocketOptions;
import org.peyvand.protocol.handshake.Established;
import org.peyvand.protocol.id.Bytes;

/** The threads and buffers of all connections of a node: two threads, few and small buffers. */
public final class WireLoop implements AutoCloseable {
  /** A link with more bytes waiting takes no frames. */
  public static final int HIGH_WATERMARK = 1024 * 1024;

  /** A link that was full takes frames again when no more than this wait. */
  public static final int LOW_WATERMARK = 256 * 1024;

  private static final int THREADS = 2;
  private static final int BACKLOG = 256;
  private static final Duration SHUTDOWN = Duration.ofSeconds(2);
  private static final int PAGE = 8 * 1024;

  /**
   * Silenced: it would print warnings with stack traces over what the person reads, and all that
   * fails is thrown to us anyway. Held, for the system forgets loggers that nobody holds.
   */
  private static final Logger NETTY = Logger.getLogger("io.netty");

  static {
    NETTY.setLevel(Level.OFF);
  }

  /** Chunks of 256 KiB: four of the largest reads. */
  private static final int PAGES_EXPONENT = 5;

  /**
   * When the system asks whether a quiet connection still stands: a laptop that sleeps or has
   * another address now says nothing by itself. Systems that lack these go by their own times.
   */
  private static final ChannelOption<Integer> QUIET =
      NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE);

  private static final ChannelOption<Integer> PROBES_APART =
      NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL);
  private static final ChannelOption<Integer> PROBES =
      NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT);
  private static final int QUIET_SECONDS = 15;
  private static final int PROBES_APART_SECONDS = 5;
  private static final int PROBES_COUNT = 3;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          THREADS, new DefaultThreadFactory("peyvand-wire", true), NioIoHandler.newFactory());

  /** One arena for each thread and no caches: a node has few links, and memory is dear. */
  private final PooledByteBufAllocator buffers =
      new PooledByteBufAllocator(true, 0, THREADS, PAGE, PAGES_EXPONENT, 0, 0, false);

  ServerBootstrap server() {
    return new ServerBootstrap()
        .group(group)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(QUIET, QUIET_SECONDS)
        .childOption(PROBES_APART, PROBES_APART_SECONDS)
        .childOption(PROBES, PROBES_COUNT)
        .childOption(ChannelOption.ALLOCATOR, buffers)
        .childOption(ChannelOption.MESSAGE_SIZE_ESTIMATOR, FrameSize.INSTANCE)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, watermarks());
  }

  Bootstrap client() {
    return new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(QUIET, QUIET_SECONDS)
        .option(PROBES_APART, PROBES_APART_SECONDS)
        .option(PROBES, PROBES_COUNT)
        .option(ChannelOption.ALLOCATOR, buffers)
        .option(ChannelOption.MESSAGE_SIZE_ESTIMATOR, FrameSize.INSTANCE)
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, watermarks());
  }

  /** Whether the threads end or have ended: what is begun now would never be answered. */
  boolean isClosing() {
    return group.isShuttingDown();
  }

  /** Closes every connection and ends the threads; waits up to two seconds for that. */
  @Override
  public void close() {
    group
        .shutdownGracefully(0, SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(2 * SHUTDOWN.toMillis());
  }

  /**
   * Puts frames in the place of the handshake.
   *
   * @param handshake the context of the handler that ran it
   */
  static Link establish(
      ChannelHandlerContext handshake, Established established, Bytes leftover, LinkHandler to) {
    Channel channel = handshake.channel();
    Link link = new Link(channel, channel.pipeline().get(TrafficMeter.class));
    FrameHandler frames = new FrameHandler(link, established, to);
    channel.pipeline().replace(handshake.handler(), "frames", frames);
    frames.begin(channel.pipeline().context(frames), leftover);
    return link;
  }

  /** Our own mistake: the connection ends, and whoever watches over threads is told. */
  static void report(Throwable fault) {
    Thread thread = Thread.currentThread();
    thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
  }

  private static WriteBufferWaterMark watermarks() {
    return new WriteBufferWaterMark(LOW_WATERMARK, HIGH_WATERMARK);
  }
}
