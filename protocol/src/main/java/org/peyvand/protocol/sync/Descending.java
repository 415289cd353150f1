package org.peyvand.protocol.sync;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Decoded;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.StoreException;

/** Looks for the chains in which the two sides differ, each in turn, from the trie's root down. */
final class Descending implements Session {
  private final Exchange exchange;
  private final Descent descent;
  private final Rhythm rhythm;
  private int heard;

  private Descending(Exchange exchange, Rhythm rhythm) {
    this.exchange = exchange;
    this.descent = new Descent(exchange.trie());
    this.rhythm = rhythm;
  }

  static Step enter(Exchange exchange, Rhythm rhythm, boolean begins) {
    Descending descending = new Descending(exchange, rhythm);
    return begins ? descending.ask(descending.descent.begin()) : exchange.step(descending);
  }

  /** Where there is more to say than a frame takes, heads are said instead. */
  private Step ask(Message.Trie trie) {
    Bytes frame = MessageCodec.encode(trie);
    if (frame.length() > Limits.SMALL_FRAME_BYTES) {
      return Comparing.enter(exchange, rhythm, true);
    }
    exchange.ask(frame);
    return exchange.step(this);
  }

  @Override
  public Tally tally() {
    return exchange.tally();
  }

  @Override
  public Step on(Input input, long nowMs) throws StoreException {
    exchange.at(nowMs);
    if (input instanceof Input.FrameReceived received) {
      return received(received, nowMs);
    } else if (input instanceof Input.Grown grown) {
      exchange.grown(grown.durable());
    } else if (input instanceof Input.Writable writable) {
      exchange.room(writable.room());
    } else if (input instanceof Input.TimerFired fired) {
      Flowing.setAgain(exchange, fired.timer());
    } else if (input instanceof Input.Closed) {
      return Ended.quietly(exchange, "channel closed");
    } else if (input instanceof Input.Started || input instanceof Input.Ingested) {
      throw new IllegalArgumentException("descending: expected no " + input);
    }
    return exchange.step(this);
  }

  private Step received(Input.FrameReceived received, long nowMs) throws StoreException {
    Decoded<Message> decoded = exchange.receive(received);
    if (decoded instanceof Decoded.Bad<Message> bad) {
      return Ended.because(exchange, bad.reason() + ": " + bad.detail());
    }
    Message message = decoded.asOptional().orElseThrow();
    Optional<String> broken = Optional.empty();
    if (message instanceof Message.Trie trie) {
      return trie(trie);
    } else if (message instanceof Message.Heads heads) {
      return Comparing.instead(exchange, rhythm, heads, nowMs);
    } else if (message instanceof Message.Bye bye) {
      return Ended.quietly(exchange, "the other side ended it: " + bye.reason());
    } else if (message instanceof Message.Entries || message instanceof Message.Part) {
      broken = Optional.of("entries before heads");
    } else if (message instanceof Message.Hello) {
      broken = Optional.of("a second greeting");
    } else {
      broken = Flowing.noted(exchange, message);
    }
    return broken.isPresent() ? Ended.because(exchange, broken.get()) : exchange.step(this);
  }

  private Step trie(Message.Trie trie) throws StoreException {
    heard++;
    if (heard > Limits.TRIE_FRAMES) {
      return Ended.because(
          exchange, "expected at most " + Limits.TRIE_FRAMES + " frames of a trie");
    }
    Message.Trie answer = descent.answer(trie);
    if (trie.nodes().isEmpty()) {
      return compared();
    }
    return answer.nodes().isEmpty() ? last(answer) : ask(answer);
  }

  private Step last(Message.Trie answer) throws StoreException {
    Bytes frame = MessageCodec.encode(answer);
    if (frame.length() > Limits.SMALL_FRAME_BYTES) {
      return Comparing.enter(exchange, rhythm, true);
    }
    exchange.send(frame);
    return compared();
  }

  private Step compared() throws StoreException {
    List<Tip> tips = descent.theirTips();
    if (tips.size() > Limits.SESSION_HEADS) {
      return Ended.because(exchange, "expected at most " + Limits.SESSION_HEADS + " heads");
    }
    exchange.compared(tips, false);
    return Flowing.enter(exchange, rhythm);
  }
}
