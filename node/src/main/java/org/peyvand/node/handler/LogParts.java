package org.peyvand.node.handler;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.log.Head;

/**
 * Reads a log part by part, each in a turn of the engine of its own, so that nobody else waits for
 * the whole. What grows after the heads were asked for is not read.
 */
final class LogParts {
  private static final int READ_ENTRIES = 256;
  private static final int READ_BYTES = 1024 * 1024;

  private final Desk desk;
  private final Group group;

  LogParts(Desk desk, Group group) {
    this.desk = desk;
    this.group = group;
  }

  /** Chain after chain, governance first. Once the engine has told them, all is durable. */
  List<Head> heads() throws ExecutionException, InterruptedException {
    return desk.ask(() -> group.replica().store().heads());
  }

  /**
   * The next entries of a branch up to its head: at most 256, and 1 MiB unless one alone is larger.
   *
   * @throws ExecutionException with a {@link org.peyvand.protocol.log.StoreException}
   */
  List<SignedEntry> read(Head head, long from) throws ExecutionException, InterruptedException {
    int most = (int) Math.min(READ_ENTRIES, head.seq() - from + 1);
    return desk.ask(() -> group.replica().store().read(head.branch(), from, most, READ_BYTES));
  }
}
