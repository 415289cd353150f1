package org.peyvand.protocol.entry;

import java.util.Optional;

/** What decoding foreign bytes gave: a value, or the rule that they broke. */
public sealed interface Decoded<T> {
  record Good<T>(T value) implements Decoded<T> {}

  record Bad<T>(Reason reason, String detail) implements Decoded<T> {}

  static <T> Decoded<T> good(T value) {
    return new Good<>(value);
  }

  static <T> Decoded<T> bad(Reason reason, String detail) {
    return new Bad<>(reason, detail);
  }

  /** The value, or empty if the bytes were refused. */
  default Optional<T> asOptional() {
    return this instanceof Good<T> good ? Optional.of(good.value()) : Optional.empty();
  }
}
