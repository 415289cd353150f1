package org.peyvand.node.control;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.peyvand.node.control.proto.Failure;
import org.peyvand.node.control.proto.Reply;
import org.peyvand.node.control.proto.Request;

/** One asker: reads a request, has it answered, and sees that the answer has exactly one end. */
final class Connection implements ReplySink {
  /** Short, because nobody else is accepted meanwhile. */
  private static final Duration REFUSAL_PATIENCE = Duration.ofMillis(200);

  private final FrameChannel frames;
  private final Duration patience;
  private boolean gone;
  private boolean ended;

  Connection(FrameChannel frames, Duration patience) {
    this.frames = frames;
    this.patience = patience;
  }

  /**
   * Reads the request and has it answered.
   *
   * @throws IOException when the asker left or stopped before its request was complete
   */
  void serve(Handler handler) throws IOException {
    try (frames) {
      read().ifPresent(request -> answer(handler, request));
      frames.finish(ControlServer.REQUEST_BYTES, patience);
    }
  }

  private Optional<Request> read() throws IOException {
    try {
      byte[] bytes = frames.read(ControlServer.REQUEST_BYTES, patience);
      Request request = Request.parseFrom(bytes);
      if (request.getCommandCase() != Request.CommandCase.COMMAND_NOT_SET) {
        return Optional.of(request);
      }
      fail(FailureCode.UNKNOWN_REQUEST.failure());
    } catch (InvalidProtocolBufferException | FrameTooLargeException garbage) {
      fail(FailureCode.BAD_REQUEST.failure());
    }
    return Optional.empty();
  }

  private void answer(Handler handler, Request request) {
    try {
      handler.handle(request, this);
      if (!ended) {
        throw new IllegalStateException(request.getCommandCase() + ": was not answered");
      }
    } catch (ControlException refused) {
      fail(refused.failure());
    } catch (RuntimeException | Error bug) {
      fail(FailureCode.INTERNAL.failure(bug.getClass().getSimpleName()));
      throw bug;
    }
  }

  /** Tells an asker that there are too many. */
  void refuse() throws IOException {
    try (frames) {
      fail(FailureCode.BUSY.failure());
      frames.finish(ControlServer.REQUEST_BYTES, REFUSAL_PATIENCE);
    }
  }

  private void fail(Failure failure) {
    if (!ended) {
      send(Reply.newBuilder().setFailure(failure).build());
    }
  }

  @Override
  public synchronized void send(Reply frame) {
    if (ended) {
      throw new IllegalStateException("expected no frame after the last one");
    }
    ended = frame.hasResult() || frame.hasFailure();
    if (!gone) {
      gone = !wrote(bounded(frame));
    }
  }

  private static Reply bounded(Reply frame) {
    if (frame.getSerializedSize() <= ControlClient.REPLY_BYTES) {
      return frame;
    }
    String limit = Integer.toString(ControlClient.REPLY_BYTES);
    return Reply.newBuilder().setFailure(FailureCode.REPLY_TOO_LARGE.failure(limit)).build();
  }

  private boolean wrote(Reply frame) {
    try {
      frames.write(frame.toByteArray(), patience);
      return true;
    } catch (IOException left) {
      return false;
    }
  }

  @Override
  public synchronized boolean gone() {
    gone = gone || frames.closedByOther();
    return gone;
  }
}
