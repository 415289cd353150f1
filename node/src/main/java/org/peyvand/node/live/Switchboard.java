package org.peyvand.node.live;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
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
  /** Makes the conversation of a new channel, if it may stand; on the engine's thread. */
  @FunctionalInterface
  interface Opener {
    Optional<Conversation> open(Link link, Established established);
  }

  private static final class Line {
    private final Backlog backlog;
    private Conversation conversation;
    private boolean broken;

    Line(Link link) {
      backlog = new Backlog(link::pauseReads, link::resumeReads);
    }
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
    Line line = new Line(link);
    lines.put(link, line);
    engine
        .submit(
            () -> {
              opener
                  .open(link, established)
                  .ifPresentOrElse(made -> line.conversation = made, link::close);
              return null;
            })
        .whenComplete((done, failure) -> closeAfter(link, line, failure));
    later(link, line, Conversation::opened);
  }

  @Override
  public void frame(Link link, Bytes payload) {
    Line line = lines.get(link);
    line.backlog.add(payload.length());
    later(
        link,
        line,
        conversation -> {
          line.backlog.remove(payload.length());
          conversation.frame(payload);
        });
  }

  @Override
  public void writable(Link link) {
    later(link, lines.get(link), Conversation::writable);
  }

  @Override
  public void closed(Link link, CloseCause cause) {
    Line line = lines.remove(link);
    ask(link, line, () -> line.conversation != null, Conversation::closed);
  }

  private void later(Link link, Line line, Work work) {
    ask(link, line, () -> line.conversation != null && !line.broken, work);
  }

  private void ask(Link link, Line line, BooleanSupplier may, Work work) {
    engine
        .submit(
            () -> {
              if (may.getAsBoolean()) {
                work.run(line.conversation);
              }
              return null;
            })
        .whenComplete((done, failure) -> closeAfter(link, line, failure));
  }

  /**
   * A store that fails, or a fault of ours, ends the conversations that were gathered in the write.
   * What has come for them meanwhile is not heard: it would be answered from what is not on disk.
   */
  private static void closeAfter(Link link, Line line, Throwable failure) {
    if (failure != null) {
      line.broken = true;
      link.close();
    }
  }
}
