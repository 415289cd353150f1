package org.peyvand.node.store;

import java.nio.charset.StandardCharsets;

/** A RocksDB column family. The names stand on disk and are part of what seals authenticate. */
enum Family {
  /** Format version, networks, epoch numbers. */
  META("default"),
  /** Line and sequence number to entry. */
  ENTRIES("entries"),
  /** Entry id to line and sequence number. */
  PLACES("places"),
  /** Branch to head. */
  HEADS("heads"),
  /** Table and key to view row. */
  ROWS("rows");

  private final byte[] label;

  Family(String name) {
    this.label = name.getBytes(StandardCharsets.UTF_8);
  }

  /** The name as RocksDB takes it; not to be changed. */
  byte[] label() {
    return label;
  }
}
