package org.peyvand.node.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.peyvand.node.group.Engine;
import org.peyvand.node.group.Group;
import org.peyvand.node.wire.Link;
import org.peyvand.protocol.handshake.Established;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.Taken;
import org.peyvand.protocol.sync.Input;
import org.peyvand.protocol.sync.Output;
import org.peyvand.protocol.sync.Session;
import org.peyvand.protocol.sync.Step;
import org.peyvand.protocol.sync.Tally;

/** Performs what a sync session wants: sends, stores, waits. */
final class SyncConversation implements Conversation {
  /** Told when both sides are durable and equal, and when the conversation is over. */
  interface Listener {
    void equal(SyncConversation conversation);

    void over(SyncConversation conversation);
  }

  /** Room that a channel is said to have whenever it takes frames, in bytes. */
  private static final int ROOM = 512 * 1024;

  /** Each side says its root once a minute, however little there is to say. */
  private static final Duration SILENCE = Duration.ofSeconds(150);

  private final Engine engine;
  private final Group group;
  private final Link link;
  private final Established established;
  private final LongSupplier clock;
  private final Listener listener;
  private final Group.Watcher watcher = this::grown;
  private final Deque<Bytes> unsent = new ArrayDeque<>();
  private boolean over;
  private boolean allowed;
  private boolean equal;
  private Session session;

  SyncConversation(
      Engine engine,
      Group group,
      Link link,
      Established established,
      LongSupplier clock,
      Listener listener) {
    this.engine = engine;
    this.group = group;
    this.link = link;
    this.established = established;
    this.clock = clock;
    this.listener = listener;
    this.allowed = isMember();
    this.session =
        Session.open(new Session.Setup(group.replica().store(), established.hash(), allowed));
  }

  DeviceId remote() {
    return established.remote().orElseThrow();
  }

  Group group() {
    return group;
  }

  Link link() {
    return link;
  }

  /** Whether both sides have been equal at some time. */
  boolean isEqual() {
    return equal;
  }

  Tally tally() {
    return session.tally();
  }

  void end() {
    link.close();
  }

  @Override
  public void opened() throws StoreException {
    group.watch(watcher);
    link.closeAfterSilenceOf(SILENCE);
    step(new Input.Started());
    writable();
  }

  @Override
  public void frame(Bytes frame) throws StoreException {
    step(new Input.FrameReceived(frame));
  }

  @Override
  public void writable() throws StoreException {
    while (!over && !unsent.isEmpty() && link.send(unsent.peek())) {
      unsent.poll();
    }
    if (!over && unsent.isEmpty() && link.isWritable()) {
      step(new Input.Writable(ROOM));
    }
  }

  @Override
  public void closed() throws StoreException {
    group.unwatch(watcher);
    if (!over) {
      step(new Input.Closed());
    }
    engine.whenDurable(this::gone, failure -> gone());
  }

  private void gone() {
    over = true;
    listener.over(this);
  }

  private void grown(List<Head> heads) {
    later(() -> changed(heads));
  }

  private interface Work {
    void run() throws StoreException;
  }

  private void later(Work work) {
    engine
        .submit(
            () -> {
              work.run();
              return null;
            })
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                fail(failure);
              }
            });
  }

  /** The session believes in what is not on disk: it must say nothing more. */
  private void fail(Throwable failure) {
    over = true;
    end();
  }

  private void changed(List<Head> heads) throws StoreException {
    if (over) {
      return;
    }
    step(new Input.Grown(heads));
    if (allowed && !isMember()) {
      end();
    }
    Optional<Input> admitted = lookAgain();
    if (admitted.isPresent()) {
      step(admitted.get());
    }
  }

  /** What the other side brought may have stopped it. */
  private void lookAfterOwn() {
    if (allowed && !isMember() && !isDeviceAlone()) {
      end();
    }
  }

  /**
   * Whether only the device is out: it may just have shown that it was copied. Then it hears the
   * conversation to its end, and so learns it too; at the next growth it is over.
   */
  private boolean isDeviceAlone() {
    return group
        .replica()
        .membership()
        .memberOf(remote())
        .filter(member -> member.isActive() && member.retired().containsKey(remote()))
        .isPresent();
  }

  /** What has grown may have let the other side in. */
  private Optional<Input> lookAgain() {
    boolean member = isMember();
    boolean admitted = !allowed && member;
    allowed |= admitted;
    return admitted ? Optional.of(new Input.Allowed()) : Optional.empty();
  }

  private boolean isMember() {
    return group.replica().mayMeet(remote());
  }

  /** Takes what comes in at once; what is to go out waits until that is durable. */
  private void step(Input first) throws StoreException {
    Deque<Input> inputs = new ArrayDeque<>(List.of(first));
    List<Output> outputs = new ArrayList<>();
    while (!inputs.isEmpty() && !over) {
      Step step = session.on(inputs.poll(), clock.getAsLong());
      session = step.next();
      for (Output output : step.outputs()) {
        if (output instanceof Output.Ingest ingest) {
          Taken taken = group.take(List.of(ingest.run()), watcher);
          inputs.add(new Input.Ingested(ingest.run(), taken.verdicts().get(0), taken.grown()));
          if (taken.opened()) {
            inputs.add(new Input.Opened());
          }
          if (!taken.grown().isEmpty()) {
            lookAfterOwn();
            lookAgain().ifPresent(inputs::add);
          }
        } else {
          outputs.add(output);
        }
      }
    }
    engine.whenDurable(() -> perform(outputs), this::fail);
  }

  private void perform(List<Output> outputs) {
    boolean sent = false;
    for (Output output : outputs) {
      if (!over) {
        sent |= output instanceof Output.SendFrame;
        perform(output);
      }
    }
    if (sent && unsent.isEmpty()) {
      later(this::writable);
    }
  }

  private void perform(Output output) {
    if (output instanceof Output.SendFrame send) {
      send(send.frame());
    } else if (output instanceof Output.SetTimer timer) {
      engine.after(timer.afterMs(), () -> fire(timer));
    } else if (output instanceof Output.Equal) {
      equal = true;
      listener.equal(this);
    } else if (output instanceof Output.Close) {
      over = true;
      end();
    } else if (!(output instanceof Output.LeftOut) && !(output instanceof Output.GovernanceDone)) {
      throw new AssertionError(output);
    }
  }

  private void send(Bytes frame) {
    if (!unsent.isEmpty() || !link.send(frame)) {
      unsent.add(frame);
    }
  }

  private Void fire(Output.SetTimer timer) {
    later(
        () -> {
          if (!over) {
            step(new Input.TimerFired(timer.timer()));
          }
        });
    return null;
  }
}
