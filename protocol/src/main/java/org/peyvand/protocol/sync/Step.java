package org.peyvand.protocol.sync;

import java.util.List;

/** What an input leads to. */
public record Step(Session next, List<Output> outputs) {
  public Step {
    outputs = List.copyOf(outputs);
  }
}
