package org.peyvand.cli.session;

import java.util.function.Consumer;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.Reply;

/** Takes the replies of a node in this process; never goes away, for it is the process itself. */
final class LastReply implements ReplySink {
  private final Consumer<Reply> meanwhile;
  private Reply last;

  LastReply(Consumer<Reply> meanwhile) {
    this.meanwhile = meanwhile;
  }

  @Override
  public synchronized void send(Reply frame) {
    if (last != null) {
      throw new IllegalStateException("expected no frame after the last one");
    }
    if (frame.hasResult() || frame.hasFailure()) {
      last = frame;
    } else {
      meanwhile.accept(frame);
    }
  }

  @Override
  public boolean gone() {
    return false;
  }

  synchronized Reply reply() {
    if (last == null) {
      throw new IllegalStateException("the request was not answered");
    }
    return last;
  }
}
