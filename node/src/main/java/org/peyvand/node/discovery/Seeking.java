package org.peyvand.node.discovery;

import java.util.Optional;

/**
 * Members are looked for on trusted local networks until this is closed.
 *
 * @param by empty: the owner does not want it
 * @param alone whether the looking ends with this
 */
public record Seeking(Optional<Discovery> by, boolean alone) implements AutoCloseable {
  /** Whether somebody may be found now. */
  public boolean isOn() {
    return by.filter(Discovery::hears).isPresent();
  }

  @Override
  public void close() {
    if (alone) {
      by.ifPresent(Discovery::close);
    }
  }
}
