package org.peyvand.node.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.peyvand.protocol.id.Bytes;

/**
 * Asks a SOCKS5 proxy for a connection (RFC 1928, user and password as of RFC 1929); the handlers
 * behind it hear of the connection once the proxy has made it, and this one is gone.
 */
final class SocksHandler extends ByteToMessageDecoder {
  private static final int VERSION = 5;
  private static final int WITHOUT_USER = 0;
  private static final int WITH_USER = 2;
  private static final int USER_VERSION = 1;
  private static final int CONNECT = 1;
  private static final int FOUR = 1;
  private static final int NAME = 3;
  private static final int SIX = 4;
  private static final int PORT_LENGTH = 2;

  /** The answers that are about the asking and not about the way: not allowed, not understood. */
  private static final List<Integer> REFUSALS = List.of(2, 7, 8);

  private enum Stage {
    METHOD,
    USER,
    CONNECTED
  }

  /** What became of the asking. */
  interface Asker {
    void proxyFailed(WireException.Kind kind, String where, String detail);
  }

  private final Route.Through route;
  private final Asker asker;
  private final Duration patience;
  private Stage stage = Stage.METHOD;
  private boolean over;

  SocksHandler(Route.Through route, Asker asker, Duration patience) {
    this.route = route;
    this.asker = asker;
    this.patience = patience;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    send(ctx, new byte[] {VERSION, 2, WITH_USER, WITHOUT_USER});
    ctx.executor().schedule(() -> late(ctx), patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (over) {
      in.skipBytes(in.readableBytes());
      return;
    }
    switch (stage) {
      case METHOD -> method(ctx, in);
      case USER -> user(ctx, in);
      case CONNECTED -> connected(ctx, in);
    }
  }

  private void method(ChannelHandlerContext ctx, ByteBuf in) {
    if (in.readableBytes() < 2) {
      return;
    }
    int version = in.readUnsignedByte();
    int method = in.readUnsignedByte();
    if (version != VERSION) {
      fail(ctx, WireException.Kind.PROXY_REFUSES, "expected SOCKS 5, found " + version);
    } else if (method == WITH_USER) {
      stage = Stage.USER;
      sendUser(ctx);
    } else if (method == WITHOUT_USER) {
      ask(ctx);
    } else {
      fail(ctx, WireException.Kind.PROXY_REFUSES, "expected a known method, found " + method);
    }
  }

  private void sendUser(ChannelHandlerContext ctx) {
    byte[] half = hex(route.circuit());
    ByteBuf buffer = ctx.alloc().buffer();
    buffer.writeByte(USER_VERSION).writeByte(half.length).writeBytes(half);
    ctx.writeAndFlush(buffer.writeByte(half.length).writeBytes(half));
  }

  private static byte[] hex(Bytes bytes) {
    return bytes.hex().getBytes(StandardCharsets.US_ASCII);
  }

  private void user(ChannelHandlerContext ctx, ByteBuf in) {
    if (in.readableBytes() < 2) {
      return;
    }
    in.skipBytes(1);
    int status = in.readUnsignedByte();
    if (status == 0) {
      ask(ctx);
    } else {
      fail(ctx, WireException.Kind.PROXY_REFUSES, "user and password: " + status);
    }
  }

  private void ask(ChannelHandlerContext ctx) {
    stage = Stage.CONNECTED;
    ByteBuf buffer = ctx.alloc().buffer();
    buffer.writeByte(VERSION).writeByte(CONNECT).writeByte(0);
    Optional<InetAddress> numeric = Proxy.numeric(route.host());
    if (numeric.isPresent()) {
      buffer.writeByte(numeric.get() instanceof Inet4Address ? FOUR : SIX);
      buffer.writeBytes(numeric.get().getAddress());
    } else {
      byte[] name = route.host().getBytes(StandardCharsets.US_ASCII);
      buffer.writeByte(NAME).writeByte(name.length).writeBytes(name);
    }
    ctx.writeAndFlush(buffer.writeShort(route.port()));
  }

  private void connected(ChannelHandlerContext ctx, ByteBuf in) {
    Optional<Integer> length = length(in);
    if (length.isEmpty() || in.readableBytes() < length.get()) {
      return;
    }
    int status = in.getUnsignedByte(in.readerIndex() + 1);
    in.skipBytes(length.get());
    if (status == 0) {
      over = true;
      ctx.fireChannelActive();
      ctx.pipeline().remove(this);
    } else {
      fail(
          ctx,
          REFUSALS.contains(status)
              ? WireException.Kind.PROXY_REFUSES
              : WireException.Kind.NOT_BY_PROXY,
          "expected a connection, found status " + status);
    }
  }

  /** Of the whole answer, once enough of it is there to tell. */
  private static Optional<Integer> length(ByteBuf in) {
    final int head = 4;
    if (in.readableBytes() <= head) {
      return Optional.empty();
    }
    int at = in.readerIndex();
    int address =
        switch (in.getUnsignedByte(at + head - 1)) {
          case NAME -> 1 + in.getUnsignedByte(at + head);
          case SIX -> 16;
          default -> 4;
        };
    return Optional.of(head + address + PORT_LENGTH);
  }

  private void late(ChannelHandlerContext ctx) {
    fail(ctx, silence(), "expected an answer, found none");
  }

  /** Until it is asked for the connection, silence is the proxy's own, or it is no proxy. */
  private WireException.Kind silence() {
    return stage == Stage.CONNECTED
        ? WireException.Kind.NOT_BY_PROXY
        : WireException.Kind.PROXY_REFUSES;
  }

  private void fail(ChannelHandlerContext ctx, WireException.Kind kind, String detail) {
    if (!over) {
      over = true;
      boolean here = kind == WireException.Kind.PROXY_REFUSES;
      String where = here ? route.proxy().toString() : route.host() + ":" + route.port();
      asker.proxyFailed(kind, where, detail);
      ctx.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    fail(ctx, silence(), "expected an answer, found the connection closed");
    super.channelInactive(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
    if (!(fault instanceof IOException)) {
      WireLoop.report(fault);
    }
    ctx.close();
  }

  private static void send(ChannelHandlerContext ctx, byte[] bytes) {
    ctx.writeAndFlush(Unpooled.wrappedBuffer(bytes));
  }
}
