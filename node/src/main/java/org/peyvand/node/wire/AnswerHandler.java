package org.peyvand.node.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.peyvand.protocol.handshake.Progress;
import org.peyvand.protocol.handshake.Responder;

/** The listening side of one handshake. */
final class AnswerHandler extends ChannelInboundHandlerAdapter {
  private final Responder responder;
  private final Listener.Door door;
  private final HalfOpen halfOpen;
  private Future<?> deadline;
  private boolean refused;

  AnswerHandler(Responder responder, Listener.Door door, HalfOpen halfOpen) {
    this.responder = responder;
    this.door = door;
    this.halfOpen = halfOpen;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    halfOpen
        .enter(ctx.channel(), remote(ctx).getAddress())
        .ifPresent(evicted -> evicted.pipeline().fireUserEventTriggered(Evicted.EVICTED));
    deadline =
        ctx.executor()
            .schedule(
                () -> refuse(ctx, "expected a handshake in time, found none", true),
                responder.patience().seconds(),
                TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf buffer = (ByteBuf) message;
    try {
      if (ctx.channel().isActive()) {
        on(ctx, responder.on(ByteBufUtil.getBytes(buffer)));
      }
    } finally {
      buffer.release();
    }
  }

  private void on(ChannelHandlerContext ctx, Progress progress) {
    if (progress instanceof Progress.Reply reply) {
      halfOpen.answered(ctx.channel());
      ctx.writeAndFlush(Unpooled.wrappedBuffer(reply.bytes().view()));
    } else if (progress instanceof Progress.Done done) {
      leave(ctx);
      WireLoop.establish(ctx, done.established(), done.leftover(), door.handler());
    } else if (progress instanceof Progress.Silent silent) {
      refuse(ctx, silent.reason() + ": " + silent.detail(), responder.isSpent());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == Evicted.EVICTED) {
      refuse(ctx, "expected room for a newer connection, found none", true);
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    leave(ctx);
    refuse(ctx, "expected a handshake, found the connection closed", false);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
    if (!(fault instanceof IOException)) {
      WireLoop.report(fault);
    }
    refuse(ctx, fault.toString(), true);
  }

  private void leave(ChannelHandlerContext ctx) {
    halfOpen.leave(ctx.channel());
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  /** Reports the first reason alone: a refused connection is read on and closed later. */
  private void refuse(ChannelHandlerContext ctx, String why, boolean close) {
    if (!refused) {
      refused = true;
      door.refusals().accept(new Refusal(remote(ctx), why));
    }
    if (close) {
      ctx.close();
    }
  }

  private static InetSocketAddress remote(ChannelHandlerContext ctx) {
    return (InetSocketAddress) ctx.channel().remoteAddress();
  }

  private enum Evicted {
    EVICTED
  }
}
