package org.peyvand.node.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.peyvand.node.group.Engine;
import org.peyvand.node.wire.CloseCause;
import org.peyvand.node.wire.Link;
import org.peyvand.node.wire.LinkHandler;
import org.peyvand.protocol.handshake.Established;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.StoreException;

/**
 * Brings what happens on links to the engine's thread, in order, and holds a link back while too
 * much of it waits there.
 */
final class Switchboard implements LinkHandler {
  /** Bytes of one link that may wait for the engine before the link is read no further. */
  static final long WAITING_BYTES = 4L * 1024 * 1024;

  /** Makes the conversation of a new channel; on the engine's thread. */
  @FunctionalInterface
  interface Opener {
    Conversation open(Link link, Established established);
  }

  private static final class Line {
    private final AtomicLong waiting = new AtomicLong();
    private Conversation conversation;
  }

  private interface Work {
    void run(Conversation conversation) throws StoreException;
  }

  private final Engine engine;
  private final Opener opener;
  private final Map<Link, Line> lines = new ConcurrentHashMap<>();

  Switchboard(Engine engine, Opener opener) {
    this.engine = engine;
    this.opener = opener;
  }

  int open() {
    return lines.size();
  }

  void closeAll() {
    lines.keySet().forEach(Link::close);
  }

  @Override
  public void opened(Link link, Established established) {
    Line line = new Line();
    lines.put(link, line);
    engine
        .submit(
            () -> {
              line.conversation = opener.open(link, established);
              return null;
            })
        .whenComplete((done, failure) -> closeAfter(link, failure));
    later(link, line, Conversation::opened);
  }

  @Override
  public void frame(Link link, Bytes payload) {
    Line line = lines.get(link);
    if (line.waiting.addAndGet(payload.length()) > WAITING_BYTES) {
      link.pauseReads();
    }
    later(
        link,
        line,
        conversation -> {
          long before = line.waiting.getAndAdd(-payload.length());
          if (before > WAITING_BYTES / 2 && before - payload.length() <= WAITING_BYTES / 2) {
            link.resumeReads();
          }
          conversation.frame(payload);
        });
  }

  @Override
  public void writable(Link link) {
    later(link, lines.get(link), Conversation::writable);
  }

  @Override
  public void closed(Link link, CloseCause cause) {
    later(link, lines.remove(link), Conversation::closed);
  }

  /** A store that fails, or a fault of ours, ends this conversation and no other. */
  private void later(Link link, Line line, Work work) {
    engine
        .submit(
            () -> {
              if (line.conversation != null) {
                work.run(line.conversation);
              }
              return null;
            })
        .whenComplete((done, failure) -> closeAfter(link, failure));
  }

  private static void closeAfter(Link link, Throwable failure) {
    if (failure != null) {
      link.close();
    }
  }
}
