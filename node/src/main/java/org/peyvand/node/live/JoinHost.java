package org.peyvand.node.live;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.peyvand.node.group.Engine;
import org.peyvand.node.group.Group;
import org.peyvand.node.wire.Link;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.join.JoinMessage;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.RunCodec;
import org.peyvand.protocol.sync.Runs;

/**
 * The member's side of a join: takes the request, says nothing but «pending» until a person has
 * said yes, then sends the governance entries.
 */
final class JoinHost implements Conversation {
  private static final int ANSWER_POLL_MS = 500;

  /** How long a joiner may take to hand its request in. */
  private static final int REQUEST_MS = 10_000;

  /** How long an answer may take to arrive; then the channel ends, whatever the joiner does. */
  private static final int ANSWER_MS = 30_000;

  private final Engine engine;
  private final Group group;
  private final Link link;
  private final LongSupplier clock;
  private final Consumer<JoinHost> gone;
  private final Group.Watcher watcher = heads -> answer();
  private Optional<JoinRequest> request = Optional.empty();
  private List<Head> heads = List.of();
  private int head;
  private long next;
  private boolean admitting;
  private boolean over;

  /**
   * @param gone called when the channel is no more
   */
  JoinHost(Engine engine, Group group, Link link, LongSupplier clock, Consumer<JoinHost> gone) {
    this.engine = engine;
    this.group = group;
    this.gone = gone;
    this.link = link;
    this.clock = clock;
  }

  Group group() {
    return group;
  }

  @Override
  public void opened() {
    group.watch(watcher);
    closeAfter(REQUEST_MS, () -> request.isEmpty() && !over);
  }

  private void closeAfter(int delayMs, BooleanSupplier still) {
    engine.after(
        delayMs,
        () -> {
          if (still.getAsBoolean()) {
            link.close();
          }
          return null;
        });
  }

  private void end() {
    over = true;
    closeAfter(ANSWER_MS, () -> true);
  }

  @Override
  public void frame(Bytes frame) throws StoreException {
    Optional<JoinMessage> message = JoinMessage.decode(frame);
    if (request.isPresent()
        || message.isEmpty()
        || !(message.get() instanceof JoinMessage.Asked asked)) {
      link.close();
      return;
    }
    Requests.Receipt receipt =
        new Requests(group.replica()).take(asked.request(), clock.getAsLong());
    switch (receipt) {
      case WAITING, ADMITTED -> {
        request = JoinRequestCodec.decode(asked.request());
        whenDurable(this::pending);
      }
      case REFUSED -> whenDurable(this::refuse);
      case EXPIRED -> whenDurable(this::expire);
      case FULL -> link.close(); // not a no: the joiner keeps its request and comes again
    }
  }

  private void whenDurable(Runnable work) {
    engine.whenDurable(work, failure -> link.close());
  }

  private void pending() {
    link.send(new JoinMessage.Pending().encode());
    answer();
    poll();
  }

  /** A refusal is not an entry, so nobody tells of it: look now and then. */
  private void poll() {
    if (!over && !admitting) {
      engine.after(
          ANSWER_POLL_MS,
          () -> {
            whenDurable(next(new Requests(group.replica())));
            return null;
          });
    }
  }

  private Runnable next(Requests requests) throws StoreException {
    if (requests.isTooLate(request.get())) {
      return this::expire;
    }
    return requests.isWaiting(request.get()) ? this::poll : this::refuseUnlessAdmitted;
  }

  /** An admission forgets the request too; one that awaits vouchers is no refusal. */
  private void refuseUnlessAdmitted() {
    if (!over && !admitting && !isKnown()) {
      refuse();
    }
  }

  /** Whether somebody said yes already: others may still have to vouch, and then it is told so. */
  private boolean isKnown() {
    return group.replica().membership().memberOf(request.get().keys().device()).isPresent();
  }

  private void refuse() {
    link.send(new JoinMessage.Refused().encode());
    end();
  }

  private void expire() {
    link.send(new JoinMessage.Expired().encode());
    end();
  }

  private void answer() {
    boolean in =
        request
            .filter(r -> group.replica().membership().isEffective(r.keys().device()))
            .isPresent();
    if (in && !admitting && !over) {
      admitting = true;
      heads =
          group.replica().store().heads().stream()
              .filter(h -> h.branch().chain().lane() == Lane.GOVERNANCE)
              .toList();
      next = heads.get(0).firstSeq();
      engine.submit(
          () -> {
            writable();
            return null;
          });
    }
  }

  @Override
  public void writable() throws StoreException {
    while (admitting && !over && link.isWritable()) {
      if (head == heads.size()) {
        link.send(new JoinMessage.Admitted(group.network()).encode());
        end();
      } else {
        sendNext();
      }
    }
  }

  private void sendNext() throws StoreException {
    Head current = heads.get(head);
    Run run =
        Runs.cut(group.replica().store(), current.branch(), next)
            .orElseThrow(() -> new IllegalStateException("governance without a signature"));
    link.send(new JoinMessage.Governance(RunCodec.encode(run)).encode());
    next = run.lastSeq() + 1;
    if (next > current.seq()) {
      head++;
      next = head < heads.size() ? heads.get(head).firstSeq() : 0;
    }
  }

  @Override
  public void closed() {
    over = true;
    group.unwatch(watcher);
    gone.accept(this);
  }
}
