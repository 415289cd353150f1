package org.peyvand.protocol.id;

/** Which entry: SHA-256 over its header and sealed body; the signature is not part of it. */
public record EntryId(Bytes bytes) implements Comparable<EntryId> {
  public static final int LENGTH = 32;

  public EntryId {
    Bytes.requireLength(bytes, LENGTH, "entry id");
  }

  public static EntryId of(byte[] bytes) {
    return new EntryId(Bytes.copyOf(bytes));
  }

  public static EntryId ofHex(String hex) {
    return new EntryId(Bytes.ofHex(hex));
  }

  public String hex() {
    return bytes.hex();
  }

  @Override
  public int compareTo(EntryId other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
