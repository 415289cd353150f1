package org.peyvand.node.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.peyvand.protocol.entry.Decoded;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.join.JoinMessage;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.RunCodec;

/** The joiner's side: asks, waits for a person's yes, collects the governance entries. */
final class JoinGuest implements Conversation {
  /** How an asking ended. */
  sealed interface Answer {
    record Admitted(NetworkId network, List<Run> governance) implements Answer {}

    record Refused() implements Answer {}

    /** The invite lets nobody in any more, as far as that member knows. */
    record Expired() implements Answer {}

    /** The channel broke, or the other side said what no member says. */
    record Cut() implements Answer {}
  }

  private final Consumer<Bytes> send;
  private final Runnable close;
  private final PendingJoins.Pending pending;
  private final Runnable received;
  private final CompletableFuture<Answer> answer;
  private final List<Run> runs = new ArrayList<>();
  private long bytes;

  /**
   * @param received called once a member has the request
   */
  JoinGuest(
      Consumer<Bytes> send,
      Runnable close,
      PendingJoins.Pending pending,
      Runnable received,
      CompletableFuture<Answer> answer) {
    this.send = send;
    this.close = close;
    this.pending = pending;
    this.received = received;
    this.answer = answer;
  }

  @Override
  public void opened() {
    send.accept(new JoinMessage.Asked(JoinRequestCodec.encode(pending.request())).encode());
  }

  @Override
  public void frame(Bytes frame) {
    bytes += frame.length();
    JoinMessage message = JoinMessage.decode(frame).orElse(null);
    if (bytes > Limits.JOIN_BYTES) {
      end(new Answer.Cut());
    } else if (message instanceof JoinMessage.Pending) {
      received.run();
    } else if (message instanceof JoinMessage.Refused) {
      end(new Answer.Refused());
    } else if (message instanceof JoinMessage.Expired) {
      end(new Answer.Expired());
    } else if (message instanceof JoinMessage.Admitted admitted) {
      end(new Answer.Admitted(admitted.network(), List.copyOf(runs)));
    } else if (message instanceof JoinMessage.Governance governance) {
      collect(RunCodec.decode(governance.run()));
    } else {
      end(new Answer.Cut());
    }
  }

  private void collect(Decoded<Run> decoded) {
    Optional<Run> run = decoded.asOptional();
    if (run.isPresent()) {
      runs.add(run.get());
    } else {
      end(new Answer.Cut());
    }
  }

  @Override
  public void writable() {
    // one short frame is all that a joiner sends
  }

  @Override
  public void closed() {
    answer.complete(new Answer.Cut());
  }

  private void end(Answer last) {
    answer.complete(last);
    close.run();
  }
}
