package org.peyvand.node.control;

import java.util.List;
import org.peyvand.node.control.proto.Notice;
import org.peyvand.node.control.proto.Progress;
import org.peyvand.node.control.proto.Reply;
import org.peyvand.node.control.proto.Result;

/** Where a handler puts its replies: a socket, or the face in the same process. */
public interface ReplySink {
  /** Sends one frame; frames for someone who has gone are dropped. */
  void send(Reply frame);

  /** Whether the asker has gone, so that a handler that waits can stop waiting. */
  boolean gone();

  /**
   * Says how far the act is.
   *
   * @param total zero where nobody knows
   */
  default void progress(String key, long done, long total) {
    Progress progress = Progress.newBuilder().setKey(key).setDone(done).setTotal(total).build();
    send(Reply.newBuilder().setProgress(progress).build());
  }

  /** Shows something to the person while the act goes on. */
  default void notice(String key, List<String> arguments) {
    Notice notice = Notice.newBuilder().setKey(key).addAllArguments(arguments).build();
    send(Reply.newBuilder().setNotice(notice).build());
  }

  /** Ends the answer with a result. */
  default void result(Result result) {
    send(Reply.newBuilder().setResult(result).build());
  }
}
