package org.peyvand.node.store;

/** Is told how far a long act is. */
@FunctionalInterface
public interface Progress {
  /** So many of so many are done. */
  void at(long done, long total);
}
