package org.peyvand.node.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.peyvand.protocol.handshake.Initiator;
import org.peyvand.protocol.handshake.Progress;

/** The calling side of one handshake. */
final class CallHandler extends ChannelInboundHandlerAdapter {
  private final Initiator initiator;
  private final Attempts attempts;
  private final Duration silence;
  private Future<?> deadline;
  private boolean over;

  CallHandler(Initiator initiator, Attempts attempts, Duration silence) {
    this.initiator = initiator;
    this.attempts = attempts;
    this.silence = silence;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(Unpooled.wrappedBuffer(initiator.first().view()));
    deadline =
        ctx.executor().schedule(() -> ctx.close(), silence.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf buffer = (ByteBuf) message;
    try {
      if (!over) {
        on(ctx, initiator.on(ByteBufUtil.getBytes(buffer)));
      }
    } finally {
      buffer.release();
    }
  }

  private void on(ChannelHandlerContext ctx, Progress progress) {
    if (progress instanceof Progress.Done done) {
      end();
      ctx.writeAndFlush(Unpooled.wrappedBuffer(done.reply().view()));
      attempts.established(ctx, done);
    } else if (progress instanceof Progress.Silent silent) {
      end();
      attempts.refused(silent);
      ctx.close();
    }
  }

  /** Closed before an answer, by whomever: silence. */
  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (!over) {
      end();
      attempts.next();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
    if (!(fault instanceof IOException)) {
      end();
      WireLoop.report(fault);
      attempts.failed(fault);
    }
    ctx.close();
  }

  private void end() {
    over = true;
    if (deadline != null) {
      deadline.cancel(false);
    }
  }
}
