package org.peyvand.protocol.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;

/** Two nodes, two sessions, and all that is under way between them; the seed decides the order. */
final class Pipe {
  static final Bytes CHANNEL = Bytes.utf8("0123456789abcdef0123456789abcdef");
  private static final int MOST_STEPS = 200_000;

  /** One end. */
  static final class End {
    final TestNode node;
    Session session;
    final ArrayDeque<Bytes> arriving = new ArrayDeque<>();
    final ArrayDeque<Run> ingesting = new ArrayDeque<>();
    final TreeMap<Timer, Long> timers = new TreeMap<>();
    final List<Output> outputs = new ArrayList<>();
    final List<Bytes> sent = new ArrayList<>();
    End other;
    boolean closed;

    End(TestNode node, boolean maySend, int fewHeads) {
      this.node = node;
      session = Session.open(new Session.Setup(node.store, CHANNEL, maySend, fewHeads));
    }

    long count(Class<? extends Output> kind) {
      return outputs.stream().filter(kind::isInstance).count();
    }
  }

  final End a;
  final End b;
  private final Random random;
  private int room = 64 * 1024;
  long now;
  int framesLeft = Integer.MAX_VALUE;

  Pipe(TestNode a, TestNode b, long seed) {
    this(a, b, seed, true);
  }

  Pipe(TestNode a, TestNode b, long seed, boolean bMaySend) {
    this(a, b, seed, bMaySend, Limits.FEW_HEADS);
  }

  Pipe(TestNode a, TestNode b, long seed, boolean bMaySend, int fewHeads) {
    this.a = new End(a, true, fewHeads);
    this.b = new End(b, bMaySend, fewHeads);
    this.a.other = this.b;
    this.b.other = this.a;
    random = new Random(seed);
  }

  Pipe room(int bytes) {
    room = bytes;
    return this;
  }

  Pipe start() throws StoreException {
    input(a, new Input.Started());
    input(b, new Input.Started());
    return this;
  }

  void input(End end, Input input) throws StoreException {
    Step step = end.session.on(input, now);
    end.session = step.next();
    end.outputs.addAll(step.outputs());
    boolean sentSome = false;
    for (Output output : step.outputs()) {
      if (output instanceof Output.SendFrame frame) {
        end.sent.add(frame.frame());
        end.other.arriving.add(frame.frame());
        sentSome = true;
      } else if (output instanceof Output.Ingest ingest) {
        end.ingesting.add(ingest.run());
      } else if (output instanceof Output.SetTimer timer) {
        end.timers.put(timer.timer(), now + timer.afterMs());
      } else if (output instanceof Output.Close) {
        end.closed = true;
      }
    }
    if (sentSome && !end.closed) {
      input(end, new Input.Writable(room));
    }
  }

  /** Until nothing is under way or the frames that may still cross are used up. */
  Pipe settle() throws StoreException {
    for (int steps = 0; step(); steps++) {
      if (steps > MOST_STEPS) {
        throw new AssertionError("never comes to rest");
      }
    }
    return this;
  }

  private boolean step() throws StoreException {
    List<End> ends = random.nextBoolean() ? List.of(a, b) : List.of(b, a);
    for (End end : ends) {
      boolean ingestFirst = random.nextBoolean();
      if (ingestFirst && ingest(end) || receive(end) || ingest(end)) {
        return true;
      }
    }
    return false;
  }

  private boolean receive(End end) throws StoreException {
    if (end.arriving.isEmpty() || framesLeft == 0) {
      return false;
    }
    framesLeft--;
    input(end, new Input.FrameReceived(end.arriving.poll()));
    return true;
  }

  private boolean ingest(End end) throws StoreException {
    if (end.ingesting.isEmpty()) {
      return false;
    }
    Run run = end.ingesting.poll();
    Verdict verdict = end.node.ingest(run);
    if (!end.closed) {
      input(end, new Input.Ingested(run, verdict, end.node.moved()));
    } else {
      end.node.moved();
    }
    return true;
  }

  /** Lets time pass until the next timer. */
  Pipe fireTimers(Timer timer) throws StoreException {
    for (End end : List.of(a, b)) {
      fire(end, timer);
    }
    return this;
  }

  /** Lets time pass until a timer of one end. */
  Pipe fire(End end, Timer timer) throws StoreException {
    Long at = end.timers.remove(timer);
    if (at != null) {
      now = Math.max(now, at);
      input(end, new Input.TimerFired(timer));
    }
    return this;
  }

  void grow(End end, List<SignedEntry> entries) throws StoreException {
    for (SignedEntry entry : entries) {
      end.node.ingest(new Run(List.of(entry)));
    }
    List<Head> moved = end.node.moved();
    input(end, new Input.Grown(moved));
  }
}
