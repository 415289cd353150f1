package org.peyvand.protocol.id;

/** Which member: the device id of the member's first device, hashed with the network. */
public record MemberId(Bytes bytes) implements Comparable<MemberId> {
  public static final int LENGTH = 32;

  public MemberId {
    Bytes.requireLength(bytes, LENGTH, "member id");
  }

  public static MemberId of(byte[] bytes) {
    return new MemberId(Bytes.copyOf(bytes));
  }

  public static MemberId ofHex(String hex) {
    return new MemberId(Bytes.ofHex(hex));
  }

  public String hex() {
    return bytes.hex();
  }

  @Override
  public int compareTo(MemberId other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
