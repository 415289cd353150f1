package org.peyvand.node.store;

/** One raw change of RocksDB; a null value removes the key. */
record Change(Family family, byte[] key, byte[] value) {
  int size() {
    return key.length + (value == null ? 0 : value.length);
  }
}
