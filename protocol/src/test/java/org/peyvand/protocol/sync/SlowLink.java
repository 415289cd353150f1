package org.peyvand.protocol.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.handshake.Frames;
import org.peyvand.protocol.log.StoreException;

/**
 * Two sessions over a link that takes its time: so many bits a second each way, one after another.
 */
final class SlowLink {
  /** TCP and IP, for each packet. */
  private static final int PACKET_OVERHEAD = 52;

  private static final int PACKET = 1_448;
  private static final int ROOM = 512 * 1024;
  private static final int SIGNED = 64;

  /** What happens at a time; of two at one time the one that was planned first. */
  private record Event(double atMs, long number, Work work) {}

  private interface Work {
    void run() throws StoreException;
  }

  /** One end. */
  final class End {
    final TestNode node;
    Session session;
    End other;
    boolean closed;
    long sentBytes;
    private double busyUntilMs;

    End(TestNode node) {
      this.node = node;
      session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
    }

    void input(Input input) throws StoreException {
      Step step = session.on(input, (long) nowMs);
      session = step.next();
      List<Output> outputs = step.outputs();
      for (Output output : outputs) {
        perform(output);
      }
      if (!closed && outputs.stream().anyMatch(Output.SendFrame.class::isInstance)) {
        input(new Input.Writable(ROOM));
      }
    }

    private void perform(Output output) {
      if (output instanceof Output.SendFrame frame) {
        int payload = Frames.wireLength(frame.frame().length());
        int bytes = payload + PACKET_OVERHEAD * ((payload + PACKET - 1) / PACKET);
        sentBytes += bytes;
        busyUntilMs = Math.max(nowMs, busyUntilMs) + bytes * 8_000.0 / bitsPerSecond;
        at(busyUntilMs + delayMs, () -> other.arrives(new Input.FrameReceived(frame.frame())));
      } else if (output instanceof Output.Ingest ingest) {
        at(nowMs, () -> ingest(ingest.run()));
      } else if (output instanceof Output.SetTimer timer) {
        at(nowMs + timer.afterMs(), () -> arrives(new Input.TimerFired(timer.timer())));
      } else if (output instanceof Output.Close) {
        closed = true;
      }
    }

    private void arrives(Input input) throws StoreException {
      if (!closed) {
        input(input);
      }
    }

    private void ingest(Run run) throws StoreException {
      Verdict verdict = node.ingest(run);
      arrives(new Input.Ingested(run, verdict, node.moved()));
    }

    boolean has(SignedEntry entry) throws StoreException {
      return node.store.place(entry.entry().id()).isPresent();
    }

    void write(SignedEntry entry) throws StoreException {
      node.ingest(new Run(List.of(entry)));
      input(new Input.Grown(node.moved()));
    }
  }

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingDouble(Event::atMs).thenComparing(Event::number));
  private final double bitsPerSecond;
  private final double delayMs;
  private long planned;
  double nowMs;
  final End a;
  final End b;

  SlowLink(double bitsPerSecond, double delayMs, TestNode a, TestNode b) throws StoreException {
    this.bitsPerSecond = bitsPerSecond;
    this.delayMs = delayMs;
    this.a = new End(a);
    this.b = new End(b);
    this.a.other = this.b;
    this.b.other = this.a;
    for (End end : List.of(this.a, this.b)) {
      end.input(new Input.Started());
      end.input(new Input.Writable(ROOM));
    }
  }

  private void at(double atMs, Work work) {
    events.add(new Event(atMs, planned++, work));
  }

  /** Lets time pass until then. */
  void until(double thenMs) throws StoreException {
    while (!events.isEmpty() && events.peek().atMs() <= thenMs) {
      step();
    }
    nowMs = thenMs;
  }

  private void step() throws StoreException {
    Event event = events.remove();
    nowMs = event.atMs();
    event.work().run();
  }

  /** Lets time pass until {@code b} has an entry; how long that took, in milliseconds. */
  double untilThere(SignedEntry entry, double patienceMs) throws StoreException {
    double began = nowMs;
    while (!b.has(entry) && nowMs < began + patienceMs) {
      step();
    }
    return nowMs - began;
  }

  /** A node with a chain of which every 64th entry and the last are signed, as records are kept. */
  static TestNode keeping(List<SignedEntry> chain) throws StoreException {
    TestNode node = new TestNode();
    for (int from = 0; from < chain.size(); from += SIGNED) {
      List<SignedEntry> run = new ArrayList<>();
      int to = Math.min(chain.size(), from + SIGNED);
      for (SignedEntry signed : chain.subList(from, to - 1)) {
        run.add(new SignedEntry(signed.entry(), Optional.empty()));
      }
      run.add(chain.get(to - 1));
      node.ingest(new Run(run));
    }
    node.moved();
    return node;
  }
}
