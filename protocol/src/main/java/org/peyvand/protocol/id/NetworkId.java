package org.peyvand.protocol.id;

/** Which network: the id of its founding entry (GENESIS). */
public record NetworkId(Bytes bytes) implements Comparable<NetworkId> {
  public static final int LENGTH = 32;

  public NetworkId {
    Bytes.requireLength(bytes, LENGTH, "network id");
  }

  public static NetworkId of(byte[] bytes) {
    return new NetworkId(Bytes.copyOf(bytes));
  }

  public static NetworkId ofHex(String hex) {
    return new NetworkId(Bytes.ofHex(hex));
  }

  public String hex() {
    return bytes.hex();
  }

  @Override
  public int compareTo(NetworkId other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
