package org.peyvand.protocol.sync;

import java.util.List;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.Head;

/** What happens to a session. */
public sealed interface Input {

  /** The channel stands. Comes first, once. */
  record Started() implements Input {}

  record FrameReceived(Bytes frame) implements Input {}

  /**
   * Answers an {@link Output.Ingest}; answers come in the order of the runs.
   *
   * @param durable all heads that moved by it, of this chain or of others that had waited; already
   *     durable
   */
  record Ingested(Run run, Verdict verdict, List<Head> durable) implements Input {
    public Ingested {
      durable = List.copyOf(durable);
    }
  }

  /** Heads that moved by an own act or by another session; already durable. */
  record Grown(List<Head> durable) implements Input {
    public Grown {
      durable = List.copyOf(durable);
    }
  }

  /** The channel now takes this many bytes without queueing too much; 0: none for now. */
  record Writable(int room) implements Input {}

  record TimerFired(Timer timer) implements Input {}

  /** From now on this side may send as well as receive. */
  record Allowed() implements Input {}

  /** A key came: what this side would not take until now it may take if it is offered again. */
  record Opened() implements Input {}

  /** The channel is gone. */
  record Closed() implements Input {}
}
