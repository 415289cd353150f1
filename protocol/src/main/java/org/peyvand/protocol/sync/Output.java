package org.peyvand.protocol.sync;

import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;

/** What a session wants done, in this order. */
public sealed interface Output {

  /**
   * @param urgent whether it may overtake frames that are not: everything but runs of records
   */
  record SendFrame(Bytes frame, boolean urgent) implements Output {}

  /** Verify, store, then answer with {@link Input.Ingested}, one after the other. */
  record Ingest(Run run) implements Output {}

  record SetTimer(Timer timer, long afterMs) implements Output {}

  /** Both sides durably hold the same heads now. */
  record Equal() implements Output {}

  /** All governance entries that the other side had are durable here; at most once. */
  record GovernanceDone() implements Output {}

  /** The other side did not take a chain, or it cannot be sent; not tried again for now. */
  record LeftOut(ChainId chain, Reason reason) implements Output {}

  /** The last output: end the channel. */
  record Close(String reason) implements Output {}
}
