package org.peyvand.node.live;

import java.util.function.LongSupplier;
import org.peyvand.node.store.HomeException;

/** A higher number for each call, over restarts too. Safe for threads. */
public interface Counters extends LongSupplier {
  /**
   * Goes far ahead, in case another copy of this device has been calling with higher numbers.
   *
   * @return false if it has done so often enough
   */
  boolean leap() throws HomeException;
}
