package org.peyvand.protocol.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Decoded;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;

/** Waits for the other side's Hello. What grows meanwhile counts only after the comparison. */
final class Greeting implements Session {
  private final Exchange exchange;
  private final List<Head> grown = new ArrayList<>();

  Greeting(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public Tally tally() {
    return exchange.tally();
  }

  @Override
  public Step on(Input input, long nowMs) throws StoreException {
    exchange.at(nowMs);
    if (input instanceof Input.Started) {
      return started();
    } else if (input instanceof Input.FrameReceived received) {
      return received(received, nowMs);
    } else if (input instanceof Input.Grown more) {
      grown.addAll(more.durable());
    } else if (input instanceof Input.Writable writable) {
      exchange.room(writable.room());
    } else if (input instanceof Input.Allowed) {
      exchange.allow();
    } else if (input instanceof Input.TimerFired fired) {
      Flowing.setAgain(exchange, fired.timer());
    } else if (input instanceof Input.Closed) {
      return Ended.quietly(exchange, "channel closed");
    } else {
      throw new IllegalArgumentException("greeting: no run was handed out, found " + input);
    }
    return exchange.step(this);
  }

  private Step started() {
    if (!exchange.load()) {
      return Ended.because(exchange, "more than " + Limits.SESSION_HEADS + " heads to compare");
    }
    exchange.sendHello();
    Flowing.setAgain(exchange, Timer.ROOT_CHECK);
    return exchange.step(this);
  }

  private Step received(Input.FrameReceived received, long nowMs) throws StoreException {
    Decoded<Message> decoded = exchange.receive(received);
    if (decoded instanceof Decoded.Bad<Message> bad) {
      return Ended.because(exchange, bad.reason() + ": " + bad.detail());
    }
    Message message = decoded.asOptional().orElseThrow();
    if (message instanceof Message.Bye bye) {
      return Ended.quietly(exchange, "the other side ended it: " + bye.reason());
    }
    if (!(message instanceof Message.Hello hello)) {
      return Ended.because(exchange, "expected a greeting first");
    }
    return exchange.greetedAlike(hello) ? equal(nowMs) : compare(hello, nowMs);
  }

  private Step equal(long nowMs) throws StoreException {
    exchange.startEqual();
    exchange.grown(grown);
    return Flowing.enter(exchange, Rhythm.startingAt(nowMs));
  }

  private Step compare(Message.Hello hello, long nowMs) throws StoreException {
    exchange.grown(grown);
    Optional<Boolean> begins = exchange.beginsTrie(hello);
    if (begins.isPresent()) {
      return Descending.enter(exchange, Rhythm.startingAt(nowMs), begins.get());
    }
    return Comparing.enter(exchange, Rhythm.startingAt(nowMs), true);
  }
}
