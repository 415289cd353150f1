package org.peyvand.protocol.id;

/** Which device: the Ed25519 public key that signs its entries (RFC 8032). */
public record DeviceId(Bytes bytes) implements Comparable<DeviceId> {
  public static final int LENGTH = 32;

  public DeviceId {
    Bytes.requireLength(bytes, LENGTH, "device id");
  }

  public static DeviceId of(byte[] bytes) {
    return new DeviceId(Bytes.copyOf(bytes));
  }

  public static DeviceId ofHex(String hex) {
    return new DeviceId(Bytes.ofHex(hex));
  }

  public String hex() {
    return bytes.hex();
  }

  @Override
  public int compareTo(DeviceId other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
