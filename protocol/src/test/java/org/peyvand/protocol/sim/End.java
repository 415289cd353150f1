package org.peyvand.protocol.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.Taken;
import org.peyvand.protocol.sync.Input;
import org.peyvand.protocol.sync.Output;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.Session;
import org.peyvand.protocol.sync.Step;
import org.peyvand.protocol.sync.Timer;

/** One end of a channel: performs what a session wants, as a node's conversation does. */
final class End implements SimNode.Watcher {
  final SimNode node;
  private final SimNode remote;
  private final Channel channel;
  private final Lying.Lie lie;
  private final List<Head> ownIngest = new ArrayList<>();
  private boolean allowed;
  private boolean ingesting;
  private boolean over;
  private Session session;
  private Bytes equalAt = Bytes.EMPTY;
  private Optional<String> complaint = Optional.empty();

  End(Channel channel, SimNode node, SimNode remote, Bytes hash) {
    this.channel = channel;
    this.node = node;
    this.remote = remote;
    this.allowed = node.knows(remote);
    this.lie = node.lies.apply(remote);
    // worlds are small: over every second channel few heads are taken for many
    int few = hash.view()[0] % 2 == 0 ? Limits.FEW_HEADS : 1;
    this.session = Session.open(new Session.Setup(lie.of(node.store()), hash, allowed, few));
  }

  /** Whether its session last said that both sides hold what this node holds now. */
  boolean isEqual() {
    return equalAt.equals(node.replica().digest());
  }

  /** Why its session ended the channel, if it did. */
  Optional<String> complaint() {
    return complaint;
  }

  void start() throws StoreException {
    node.watchers.add(this);
    step(new Input.Started());
    channel.writable(this);
  }

  void stop() {
    node.watchers.remove(this);
    over = true;
  }

  void receive(Bytes frame) throws StoreException {
    step(new Input.FrameReceived(frame));
  }

  void writable(int room) throws StoreException {
    step(new Input.Writable(room));
  }

  @Override
  public void grown(List<Head> heads) {
    if (ingesting) {
      ownIngest.addAll(heads);
    } else {
      channel.soon(this, () -> changed(lie.of(heads)));
    }
  }

  private void changed(List<Head> heads) throws StoreException {
    step(new Input.Grown(heads));
    checkMember();
  }

  /** Whether the other side is in may have changed, by whatever came and from wherever. */
  private void checkMember() throws StoreException {
    boolean isMember = node.knows(remote);
    if (!allowed && isMember) {
      allowed = true;
      step(new Input.Allowed());
    } else if (allowed && !isMember) {
      channel.cut();
    }
  }

  private void step(Input first) throws StoreException {
    Deque<Input> inputs = new ArrayDeque<>(List.of(first));
    boolean sent = false;
    boolean learnt = false;
    while (!inputs.isEmpty() && !over) {
      Step step = session.on(inputs.poll(), channel.nowMs());
      session = step.next();
      for (Output output : step.outputs()) {
        sent |= output instanceof Output.SendFrame;
        learnt |= output instanceof Output.Ingest;
        inputs.addAll(perform(output));
      }
    }
    if (sent) {
      channel.writable(this);
    }
    if (learnt) {
      channel.soon(this, this::checkMember);
    }
  }

  private List<Input> perform(Output output) throws StoreException {
    if (output instanceof Output.SendFrame send) {
      channel.carry(this, send.frame());
    } else if (output instanceof Output.Ingest ingest) {
      return ingest(ingest.run());
    } else if (output instanceof Output.SetTimer timer) {
      channel.timer(this, timer.afterMs(), timer.timer());
    } else if (output instanceof Output.Equal) {
      equalAt = node.replica().digest();
    } else if (output instanceof Output.Close close) {
      complaint = Optional.of(close.reason());
      channel.cut();
    }
    return List.of();
  }

  void fired(Timer timer) throws StoreException {
    step(new Input.TimerFired(timer));
  }

  boolean isOver() {
    return over;
  }

  private List<Input> ingest(Run run) throws StoreException {
    ingesting = true;
    ownIngest.clear();
    try {
      Taken taken = node.take(run);
      Verdict verdict = taken.verdicts().get(0);
      List<Head> grown = ownIngest.isEmpty() ? taken.grown() : ownIngest;
      Input ingested = new Input.Ingested(run, verdict, grown);
      return taken.opened() ? List.of(ingested, new Input.Opened()) : List.of(ingested);
    } finally {
      ingesting = false;
    }
  }
}
