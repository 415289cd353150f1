package org.peyvand.node.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of one connection, of the handshake too. */
final class TrafficMeter extends ChannelDuplexHandler {
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong written = new AtomicLong();

  long read() {
    return read.get();
  }

  /** Bytes that the system took over from us. */
  long written() {
    return written.get();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    read.addAndGet(((ByteBuf) message).readableBytes());
    ctx.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    int length = ((ByteBuf) message).readableBytes();
    ctx.write(message, promise)
        .addListener(
            done -> {
              if (done.isSuccess()) {
                written.addAndGet(length);
              }
            });
  }
}
