package org.peyvand.node.wire;

import io.netty.channel.Channel;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.peyvand.protocol.handshake.Frames;
import org.peyvand.protocol.id.Bytes;

/**
 * An encrypted channel to another node. All methods may be called from any thread, and none of them
 * waits.
 */
public final class Link {
  private final Channel channel;
  private final TrafficMeter meter;
  private final InetSocketAddress remote;

  Link(Channel channel, TrafficMeter meter) {
    this.channel = channel;
    this.meter = meter;
    this.remote = (InetSocketAddress) channel.remoteAddress();
  }

  /**
   * Sends a frame, or refuses to: a link that is closed, or has {@link WireLoop#HIGH_WATERMARK}
   * bytes waiting, takes nothing. After a refusal {@link LinkHandler#writable} says when to go on.
   * So no more than that and one frame ever wait, however slowly the other side reads.
   *
   * @return whether the frame was taken
   * @throws IllegalArgumentException if the payload is above {@link Frames#PAYLOAD_LIMIT}
   */
  public boolean send(Bytes payload) {
    Frames.wireLength(payload.length());
    if (!isWritable()) {
      return false;
    }
    channel.writeAndFlush(payload);
    return true;
  }

  /** Whether {@link #send} would take a frame now. */
  public boolean isWritable() {
    return channel.isActive() && channel.isWritable();
  }

  /**
   * Stops reading, so that the other side must wait. Frames that are in memory already still come:
   * at most 64 KiB and one frame.
   */
  public void pauseReads() {
    channel.config().setAutoRead(false);
  }

  /** Reads again. */
  public void resumeReads() {
    channel.config().setAutoRead(true);
  }

  /**
   * Closes the link once no byte has come for so long: for conversations in which both sides say
   * something now and then. What is sent to a laptop that is gone waits in vain for many minutes.
   */
  public void closeAfterSilenceOf(Duration silence) {
    channel
        .pipeline()
        .addFirst(new IdleStateHandler(silence.toMillis(), 0, 0, TimeUnit.MILLISECONDS));
  }

  /** Bytes received, with those of the handshake. */
  public long bytesRead() {
    return meter.read();
  }

  /** Bytes sent, with those of the handshake, without those that still wait. */
  public long bytesWritten() {
    return meter.written();
  }

  public InetSocketAddress remoteAddress() {
    return remote;
  }

  /** Closes the link; what still waits is dropped. */
  public void close() {
    channel.close();
  }

  @Override
  public String toString() {
    return "link to " + remote;
  }
}
