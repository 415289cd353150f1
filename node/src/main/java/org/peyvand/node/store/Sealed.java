package org.peyvand.node.store;

import java.nio.file.Path;
import java.util.Optional;
import org.peyvand.protocol.log.StoreException;

/** The database with its values opened: what does not open, or does not decode, is damage. */
final class Sealed {

  /**
   * Turns a plain value into what it means; IllegalArgumentException says that it means nothing.
   */
  interface Decoder<T> {
    T decode(byte[] plain);
  }

  /** Takes plain values in the order of their keys; false ends the scan. */
  interface Visitor {
    boolean visit(byte[] key, byte[] plain) throws StoreException;
  }

  private final Path folder;
  private final Database database;
  private final StoreKeys keys;
  private boolean forgotten;

  Sealed(Path folder, Database database, StoreKeys keys) {
    this.folder = folder;
    this.database = database;
    this.keys = keys;
  }

  StoreKeys keys() {
    return keys;
  }

  Database database() {
    return database;
  }

  <T> Optional<T> get(Family family, byte[] key, Decoder<T> decoder) throws StoreException {
    byte[] value = database.get(family, key);
    if (value == null) {
      return Optional.empty();
    }
    byte[] plain = open(family, key, value);
    try {
      return Optional.of(decoder.decode(plain));
    } catch (IllegalArgumentException e) {
      throw damaged("a value of " + family + ": " + e.getMessage(), e);
    }
  }

  /** Visits keys from {@code from} on, as long as they start as its first {@code prefix} bytes. */
  void scan(Family family, byte[] from, int prefix, Visitor visitor) throws StoreException {
    try {
      database.scan(
          family, from, prefix, (key, value) -> visitor.visit(key, open(family, key, value)));
    } catch (IllegalArgumentException e) {
      throw damaged("a value of " + family + ": " + e.getMessage(), e);
    }
  }

  /** Never under keys that were zeroed meanwhile: whoever knows of that could open it. */
  synchronized void write(Batch batch) throws StoreException {
    if (forgotten) {
      throw new StoreException(
          StoreException.Kind.FAILED, "writing " + folder + ": the keys were destroyed", null);
    }
    database.write(batch.sealed(keys));
  }

  /** Zeroes the keys, once no write is under way. */
  synchronized void forget() {
    forgotten = true;
    keys.forget();
  }

  StoreException damaged(String found, Throwable cause) {
    return new StoreException(
        StoreException.Kind.DAMAGED,
        "reading " + folder + ": expected what was written, found " + found,
        cause);
  }

  private byte[] open(Family family, byte[] key, byte[] value) throws StoreException {
    Optional<byte[]> plain = keys.open(family, key, value);
    if (plain.isEmpty()) {
      throw damaged("a value of " + family + " that is not its key's", null);
    }
    return plain.get();
  }
}
