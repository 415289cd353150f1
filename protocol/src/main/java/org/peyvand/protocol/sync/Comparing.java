package org.peyvand.protocol.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Decoded;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.log.StoreException;

/** Has said its heads and waits for all of the other side's. */
final class Comparing implements Session {
  private final Exchange exchange;
  private Rhythm rhythm;
  private final boolean first;
  private final List<Tip> heard = new ArrayList<>();
  private boolean owesHeads;

  private Comparing(Exchange exchange, Rhythm rhythm, boolean first) {
    this.exchange = exchange;
    this.rhythm = rhythm;
    this.first = first;
  }

  static Step enter(Exchange exchange, Rhythm rhythm, boolean first) {
    exchange.sendHeads();
    return exchange.step(new Comparing(exchange, rhythm, first));
  }

  /** The other side has begun: these are its first heads. */
  static Step answer(Exchange exchange, Rhythm rhythm, Message.Heads heads, long nowMs)
      throws StoreException {
    exchange.sendHeads();
    return new Comparing(exchange, rhythm.theyAsked(nowMs), false).heads(heads, nowMs);
  }

  /** The other side says its heads where a trie was expected: there are too many differences. */
  static Step instead(Exchange exchange, Rhythm rhythm, Message.Heads heads, long nowMs)
      throws StoreException {
    exchange.sendHeads();
    return new Comparing(exchange, rhythm, true).heads(heads, nowMs);
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
      owesHeads |= exchange.allow();
    } else if (input instanceof Input.Opened) {
      rhythm = rhythm.hopeful(nowMs);
    } else if (input instanceof Input.TimerFired fired) {
      fired(fired.timer());
    } else if (input instanceof Input.Closed) {
      return Ended.quietly(exchange, "channel closed");
    } else {
      throw new IllegalArgumentException("comparing: the session has started already");
    }
    return broken.isPresent() ? Ended.because(exchange, broken.get()) : exchange.step(this);
  }

  private void fired(Timer timer) {
    if (timer == Timer.RETRY) {
      exchange.wake();
    }
    Flowing.setAgain(exchange, timer);
  }

  private Step received(Input.FrameReceived received, long nowMs) throws StoreException {
    Decoded<Message> decoded = exchange.receive(received);
    if (decoded instanceof Decoded.Bad<Message> bad) {
      return Ended.because(exchange, bad.reason() + ": " + bad.detail());
    }
    Message message = decoded.asOptional().orElseThrow();
    Optional<String> broken = Optional.empty();
    if (message instanceof Message.Heads heads) {
      return heads(heads, nowMs);
    } else if (message instanceof Message.Bye bye) {
      return Ended.quietly(exchange, "the other side ended it: " + bye.reason());
    } else if (message instanceof Message.Entries entries) {
      broken = first ? Optional.of("entries before heads") : exchange.entries(entries);
    } else if (message instanceof Message.Part part) {
      broken = first ? Optional.of("entries before heads") : exchange.part(part);
    } else if (message instanceof Message.Hello) {
      broken = Optional.of("a second greeting");
    } else {
      broken = Flowing.noted(exchange, message);
    }
    return broken.isPresent() ? Ended.because(exchange, broken.get()) : exchange.step(this);
  }

  private Step heads(Message.Heads heads, long nowMs) throws StoreException {
    Optional<String> broken = heard(heads);
    if (broken.isPresent()) {
      return Ended.because(exchange, broken.get());
    }
    if (heads.more()) {
      return exchange.step(this);
    }
    exchange.compared(heard, heads.withheld());
    return owesHeads
        ? enter(exchange, rhythm.asked(nowMs), false)
        : Flowing.enter(exchange, rhythm);
  }

  private Optional<String> heard(Message.Heads heads) {
    if (heads.withheld() && (heads.more() || !heads.tips().isEmpty() || !heard.isEmpty())) {
      return Optional.of("heads both withheld and said");
    }
    if (heads.more() && heads.tips().size() < Limits.FRAME_HEADS) {
      return Optional.of("expected " + Limits.FRAME_HEADS + " heads in all frames but the last");
    }
    heard.addAll(heads.tips());
    if (heard.size() > Limits.SESSION_HEADS) {
      return Optional.of("expected at most " + Limits.SESSION_HEADS + " heads");
    }
    int from = Math.max(0, heard.size() - heads.tips().size() - Limits.LINKED_BRANCHES);
    try {
      Tips.requireOrder(heard.subList(from, heard.size()));
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
    return Optional.empty();
  }
}
