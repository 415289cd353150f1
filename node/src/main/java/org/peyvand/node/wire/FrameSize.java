package org.peyvand.node.wire;

import io.netty.channel.DefaultMessageSizeEstimator;
import io.netty.channel.MessageSizeEstimator;
import org.peyvand.protocol.handshake.Frames;
import org.peyvand.protocol.id.Bytes;

/** Counts a payload that waits to be sealed at its size on the wire, so that it fills the queue. */
final class FrameSize implements MessageSizeEstimator {
  static final FrameSize INSTANCE = new FrameSize();

  private final Handle others = DefaultMessageSizeEstimator.DEFAULT.newHandle();

  private FrameSize() {}

  @Override
  public Handle newHandle() {
    return message ->
        message instanceof Bytes payload
            ? Frames.wireLength(payload.length())
            : others.size(message);
  }
}
