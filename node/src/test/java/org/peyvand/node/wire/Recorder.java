package org.peyvand.node.wire;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.peyvand.protocol.handshake.Established;
import org.peyvand.protocol.id.Bytes;

/** Remembers what happened to links. */
class Recorder implements LinkHandler {
  final BlockingQueue<Link> links = new LinkedBlockingQueue<>();
  final BlockingQueue<Established> established = new LinkedBlockingQueue<>();
  final BlockingQueue<Bytes> frames = new LinkedBlockingQueue<>();
  final BlockingQueue<Link> writable = new LinkedBlockingQueue<>();
  final BlockingQueue<CloseCause> closed = new LinkedBlockingQueue<>();
  final AtomicInteger closings = new AtomicInteger();

  @Override
  public void opened(Link link, Established with) {
    established.add(with);
    links.add(link);
  }

  @Override
  public void frame(Link link, Bytes payload) {
    frames.add(payload);
  }

  @Override
  public void writable(Link link) {
    writable.add(link);
  }

  @Override
  public void closed(Link link, CloseCause cause) {
    closings.incrementAndGet();
    closed.add(cause);
  }

  /** The next of these, which must come within 20 seconds. */
  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(20, TimeUnit.SECONDS);
    assertNotNull(next, "expected something to happen within 20 s, found nothing");
    return next;
  }
}
