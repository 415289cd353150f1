package org.peyvand.protocol.sync;

import java.util.Optional;
import org.peyvand.protocol.entry.Decoded;
import org.peyvand.protocol.log.StoreException;

/** Knows what the other side has; sends the rest, and whatever is new from now on. */
final class Flowing implements Session {
  private final Exchange exchange;
  private final Rhythm rhythm;

  private Flowing(Exchange exchange, Rhythm rhythm) {
    this.exchange = exchange;
    this.rhythm = rhythm;
  }

  static Step enter(Exchange exchange, Rhythm rhythm) throws StoreException {
    exchange.flow();
    return exchange.step(new Flowing(exchange, exchange.isEqual() ? rhythm.cured() : rhythm));
  }

  @Override
  public Tally tally() {
    return exchange.tally();
  }

  @Override
  public Step on(Input input, long nowMs) throws StoreException {
    exchange.at(nowMs);
    Optional<String> broken = Optional.empty();
    if (input instanceof Input.FrameReceived received) {
      return received(received, nowMs);
    } else if (input instanceof Input.Ingested ingested) {
      broken = exchange.ingested(ingested);
    } else if (input instanceof Input.Grown grown) {
      exchange.grown(grown.durable());
    } else if (input instanceof Input.Writable writable) {
      exchange.room(writable.room());
    } else if (input instanceof Input.Allowed) {
      return exchange.allow()
          ? Comparing.enter(exchange, rhythm.asked(nowMs), false)
          : exchange.step(this);
    } else if (input instanceof Input.Opened) {
      return enter(exchange, rhythm.hopeful(nowMs));
    } else if (input instanceof Input.TimerFired fired) {
      return fired(fired.timer(), nowMs);
    } else if (input instanceof Input.Closed) {
      return Ended.quietly(exchange, "channel closed");
    } else {
      throw new IllegalArgumentException("flowing: the session has started already");
    }
    return goOn(broken);
  }

  private Step goOn(Optional<String> broken) throws StoreException {
    return broken.isPresent() ? Ended.because(exchange, broken.get()) : enter(exchange, rhythm);
  }

  private Step fired(Timer timer, long nowMs) throws StoreException {
    setAgain(exchange, timer);
    if (timer == Timer.RETRY) {
      exchange.wake();
      return enter(exchange, rhythm);
    }
    exchange.checkRoot();
    return compareIfDrifted(nowMs);
  }

  private Step compareIfDrifted(long nowMs) throws StoreException {
    return exchange.hasDrifted() && rhythm.mayAsk(nowMs)
        ? Comparing.enter(exchange, rhythm.asked(nowMs), false)
        : enter(exchange, rhythm);
  }

  private Step received(Input.FrameReceived received, long nowMs) throws StoreException {
    Decoded<Message> decoded = exchange.receive(received);
    if (decoded instanceof Decoded.Bad<Message> bad) {
      return Ended.because(exchange, bad.reason() + ": " + bad.detail());
    }
    Message message = decoded.asOptional().orElseThrow();
    if (message instanceof Message.Heads heads) {
      return rhythm.theyMayAsk(nowMs)
          ? Comparing.answer(exchange, rhythm, heads, nowMs)
          : Ended.because(exchange, "heads compared too often");
    } else if (message instanceof Message.Entries entries) {
      return goOn(exchange.entries(entries));
    } else if (message instanceof Message.Part part) {
      return goOn(exchange.part(part));
    } else if (message instanceof Message.Trie) {
      return goOn(Optional.of("a trie after heads were compared"));
    } else if (message instanceof Message.Hello) {
      return goOn(Optional.of("a second greeting"));
    } else if (message instanceof Message.Root) {
      return compareIfDrifted(nowMs);
    } else if (message instanceof Message.Bye bye) {
      return Ended.quietly(exchange, "the other side ended it: " + bye.reason());
    }
    return goOn(noted(exchange, message));
  }

  /** What both Comparing and Flowing do with a message; the rule that it broke, if any. */
  static Optional<String> noted(Exchange exchange, Message message) throws StoreException {
    if (message instanceof Message.Have have) {
      return exchange.have(have);
    } else if (message instanceof Message.Refused refused) {
      return exchange.refused(refused);
    } else if (message instanceof Message.PartTaken) {
      return exchange.partTaken();
    } else if (message instanceof Message.GovernanceSent) {
      exchange.governanceSent();
    }
    return Optional.empty();
  }

  /** The root check goes on for as long as the session does. */
  static void setAgain(Exchange exchange, Timer timer) {
    if (timer == Timer.ROOT_CHECK) {
      exchange.put(new Output.SetTimer(Timer.ROOT_CHECK, Rhythm.ROOT_CHECK_MS));
    }
  }
}
