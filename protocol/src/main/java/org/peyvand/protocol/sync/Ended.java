package org.peyvand.protocol.sync;

import java.util.List;

/** Over; takes any input and does nothing. */
record Ended(Tally tally) implements Session {

  @Override
  public Step on(Input input, long nowMs) {
    return new Step(this, List.of());
  }

  /** Says goodbye to one that broke a rule. */
  static Step because(Exchange exchange, String reason) {
    exchange.send(new Message.Bye(reason));
    return quietly(exchange, reason);
  }

  /** Ends without a word: there is no one to hear it. */
  static Step quietly(Exchange exchange, String reason) {
    exchange.put(new Output.Close(reason));
    return exchange.step(new Ended(exchange.tally()));
  }
}
