package org.peyvand.protocol.id;

/** Which epoch: a commitment to its two secrets, so that nobody can give two answers for one id. */
public record EpochId(Bytes bytes) implements Comparable<EpochId> {
  public static final int LENGTH = 32;

  public EpochId {
    Bytes.requireLength(bytes, LENGTH, "epoch id");
  }

  public static EpochId of(byte[] bytes) {
    return new EpochId(Bytes.copyOf(bytes));
  }

  public static EpochId ofHex(String hex) {
    return new EpochId(Bytes.ofHex(hex));
  }

  public String hex() {
    return bytes.hex();
  }

  @Override
  public int compareTo(EpochId other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
