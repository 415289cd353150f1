package org.peyvand.node.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.peyvand.protocol.handshake.Established;
import org.peyvand.protocol.handshake.FrameOpener;
import org.peyvand.protocol.id.Bytes;

/** Frames of one link: seals what is written, opens what is read, and tells the handler. */
final class FrameHandler extends ChannelDuplexHandler {
  private final Link link;
  private final Established established;
  private final LinkHandler handler;
  private CloseCause cause;
  private boolean over;

  FrameHandler(Link link, Established established, LinkHandler handler) {
    this.link = link;
    this.established = established;
    this.handler = handler;
  }

  /** To be called once, on the channel's thread, with the bytes that followed the handshake. */
  void begin(ChannelHandlerContext ctx, Bytes leftover) {
    try {
      handler.opened(link, established);
      if (!leftover.isEmpty()) {
        deliver(ctx, leftover.view());
      }
    } catch (RuntimeException | Error fault) {
      exceptionCaught(ctx, fault);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf buffer = (ByteBuf) message;
    try {
      if (ctx.channel().isActive() && cause == null) {
        deliver(ctx, ByteBufUtil.getBytes(buffer));
      }
    } finally {
      buffer.release();
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (over) {
      promise.setFailure(new ClosedChannelException());
    } else {
      ctx.write(Unpooled.wrappedBuffer(established.sealer().seal((Bytes) message)), promise);
    }
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    end(CloseCause.Kind.HERE, "closed by this node");
    ctx.close(promise);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (link.isWritable()) {
      handler.writable(link);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent) {
      end(CloseCause.Kind.NETWORK, "nothing was heard for too long");
      ctx.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    over = true;
    if (ctx.executor().isShuttingDown()) {
      end(CloseCause.Kind.HERE, "this node is closing");
    }
    end(CloseCause.Kind.THERE, "closed by the other node");
    established.sealer().destroy();
    established.opener().destroy();
    handler.closed(link, cause);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
    if (fault instanceof IOException) {
      end(CloseCause.Kind.NETWORK, fault.toString());
    } else {
      end(CloseCause.Kind.OWN_FAULT, fault.toString());
      WireLoop.report(fault);
    }
    ctx.close();
  }

  private void deliver(ChannelHandlerContext ctx, byte[] bytes) {
    FrameOpener.Opened opened = established.opener().on(bytes);
    for (Bytes payload : opened.frames()) {
      if (ctx.channel().isActive()) {
        handler.frame(link, payload);
      }
    }
    opened
        .broken()
        .ifPresent(
            detail -> {
              end(CloseCause.Kind.BROKEN, detail);
              ctx.close();
            });
  }

  /** The first cause is the true one: closing begets others. */
  private void end(CloseCause.Kind kind, String detail) {
    if (cause == null) {
      cause = new CloseCause(kind, detail);
    }
  }
}
