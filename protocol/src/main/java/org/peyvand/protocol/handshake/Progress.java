package org.peyvand.protocol.handshake;

import org.peyvand.protocol.id.Bytes;

/** What one side of a handshake does next. */
public sealed interface Progress {
  /** Nothing: more bytes are needed. */
  record Waiting() implements Progress {}

  /** Send these bytes and wait for the answer. */
  record Reply(Bytes bytes) implements Progress {}

  /**
   * The channel stands.
   *
   * @param reply to be sent first; empty for a responder
   * @param leftover the beginning of the other side's first frames, for the opener; empty for an
   *     initiator
   */
  record Done(Bytes reply, Established established, Bytes leftover) implements Progress {}

  /**
   * Send nothing, ever. A responder is to be fed on, so that outside all silences look the same.
   *
   * @param detail for the local log: what was expected and what was found
   */
  record Silent(Silence reason, String detail) implements Progress {}

  /**
   * What a machine that has come to its end says to further bytes.
   *
   * @throws IllegalStateException if it ended in a channel
   */
  static Progress repeated(Progress end) {
    if (end instanceof Done) {
      throw new IllegalStateException(
          "handshake: expected no more bytes, found some after its end");
    }
    return end;
  }
}
