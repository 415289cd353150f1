package org.peyvand.protocol.handshake;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Reads one wrapped message from a stream, under whichever of several wrappings it came. */
final class MessageReader {
  sealed interface Outcome {}

  record Incomplete() implements Outcome {}

  /** The Noise message, and the wrapping of the answer to it. */
  record Complete(byte[] message, Wrapping next) implements Outcome {}

  record Refused(Progress.Silent silent) implements Outcome {}

  private final Supplier<List<Wrapping>> wrappings;
  private final int limit;
  private Optional<byte[]> head = Optional.empty();
  private Wrapping matching;
  private int bodyLength;

  /**
   * @param wrappings asked once, when a head has arrived
   * @param limit the most bytes that the message may have on the wire
   */
  MessageReader(Supplier<List<Wrapping>> wrappings, int limit) {
    this.wrappings = wrappings;
    this.limit = limit;
  }

  Outcome on(Inbox inbox) {
    if (head.isEmpty()) {
      head = inbox.take(Wrapping.HEAD_LENGTH);
      if (head.isEmpty()) {
        return new Incomplete();
      }
      Optional<Progress.Silent> refusal = match(head.get());
      if (refusal.isPresent()) {
        return new Refused(refusal.get());
      }
    }
    return inbox.take(bodyLength).map(this::open).orElseGet(Incomplete::new);
  }

  private Optional<Progress.Silent> match(byte[] read) {
    List<Wrapping> tried = wrappings.get();
    for (Wrapping wrapping : tried) {
      OptionalInt length = wrapping.bodyLength(read);
      if (length.isPresent()) {
        matching = wrapping;
        bodyLength = length.getAsInt();
        return lengthRefusal();
      }
    }
    return Optional.of(
        new Progress.Silent(
            Silence.NO_KEY, "expected one of " + tried.size() + " keys to open it, found none"));
  }

  private Optional<Progress.Silent> lengthRefusal() {
    int most = limit - Wrapping.HEAD_LENGTH;
    return bodyLength <= most
        ? Optional.empty()
        : Optional.of(
            new Progress.Silent(
                Silence.LENGTH, "expected at most " + most + " bytes, found " + bodyLength));
  }

  private Outcome open(byte[] body) {
    byte[] read = head.orElseThrow();
    Optional<byte[]> message = matching.unwrap(read, body);
    if (message.isEmpty()) {
      return new Refused(
          new Progress.Silent(Silence.ALTERED, "expected a sealed body, found it changed"));
    }
    byte[] wire = new byte[read.length + body.length];
    System.arraycopy(read, 0, wire, 0, read.length);
    System.arraycopy(body, 0, wire, read.length, body.length);
    return new Complete(message.get(), matching.after(wire));
  }
}
