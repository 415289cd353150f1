package org.peyvand.node.control;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.Closeable;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.peyvand.node.control.proto.Reply;
import org.peyvand.node.control.proto.Request;

/** The face's end of the socket; carries one request. */
public final class ControlClient implements Closeable {
  /** The longest reply that is read, in bytes. */
  public static final int REPLY_BYTES = 64 * 1024 * 1024;

  private static final Duration SEND_PATIENCE = Duration.ofSeconds(10);

  /** A reply may wait for people, for example for somebody to say yes to a request. */
  private static final Duration REPLY_PATIENCE = Duration.ofDays(30);

  private final FrameChannel frames;

  private ControlClient(FrameChannel frames) {
    this.frames = frames;
  }

  /** Reaches the node that holds this home; empty when none answers. */
  public static Optional<ControlClient> reach(Path home) {
    Path socket = ControlSocket.of(home);
    if (!Files.exists(socket) || !ControlSocket.isOwn(socket.getParent())) {
      return Optional.empty();
    }
    try {
      SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
      return Optional.of(new ControlClient(new FrameChannel(channel)));
    } catch (IOException nobodyListens) {
      return Optional.empty();
    }
  }

  /**
   * Sends the request and waits for the result or failure.
   *
   * @param meanwhile is given the progress and notice frames as they come
   * @throws IOException when the node went away or sent what is no reply
   */
  public Reply call(Request request, Consumer<Reply> meanwhile) throws IOException {
    return call(request, meanwhile, REPLY_PATIENCE);
  }

  /**
   * As above, for what must not wait.
   *
   * @param patience for each frame
   */
  public Reply call(Request request, Consumer<Reply> meanwhile, Duration patience)
      throws IOException {
    frames.write(request.toByteArray(), SEND_PATIENCE);
    Reply reply = next(patience);
    while (reply.hasProgress() || reply.hasNotice()) {
      meanwhile.accept(reply);
      reply = next(patience);
    }
    return reply;
  }

  private Reply next(Duration patience) throws IOException {
    byte[] frame = frames.read(REPLY_BYTES, patience);
    Reply reply = Reply.parseFrom(frame);
    if (reply.getFrameCase() == Reply.FrameCase.FRAME_NOT_SET) {
      throw new InvalidProtocolBufferException("reply: expected a frame, found none that we know");
    }
    return reply;
  }

  @Override
  public void close() throws IOException {
    frames.close();
  }
}
