package org.peyvand.protocol.crypto;

/**
 * Where random bytes come from.
 *
 * <p>In production they must be cryptographically strong (the operating system's generator): every
 * key rests on them. Tests use a seeded source, so that a run can be repeated.
 */
@FunctionalInterface
public interface Entropy {
  /** A new array of {@code count} random bytes, which the caller owns. */
  byte[] bytes(int count);
}
