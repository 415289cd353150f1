package org.peyvand.node.store;

/**
 * A home has room for two sets of secrets, store and mark; the key slots say which one is meant.
 * The other is there only while a new data key is being brought in, or after a crash meanwhile.
 */
enum Side {
  FIRST(""),
  SECOND(".2");

  private final String suffix;

  Side(String suffix) {
    this.suffix = suffix;
  }

  /** What the names of this side's files end in; part of the format. */
  String suffix() {
    return suffix;
  }

  Side other() {
    return this == FIRST ? SECOND : FIRST;
  }
}
