package org.peyvand.protocol.id;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable byte string that compares by content, in unsigned byte order.
 *
 * <p>Not for secrets: it prints as hex and lives as long as the garbage collector likes.
 */
public final class Bytes implements Comparable<Bytes> {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;
  private int hash;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** A byte string that holds a copy of these bytes. */
  public static Bytes copyOf(byte[] content) {
    return content.length == 0 ? EMPTY : new Bytes(content.clone());
  }

  /** A byte string around this very array, which the caller must never change again. */
  public static Bytes own(byte[] content) {
    return content.length == 0 ? EMPTY : new Bytes(content);
  }

  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns {@code bytes} if it has exactly {@code length} bytes; what it was meant for is named in
   * the message.
   */
  public static Bytes requireLength(Bytes bytes, int length, String what) {
    if (bytes.length() != length) {
      throw new IllegalArgumentException(
          what + ": expected " + length + " bytes, found " + bytes.length());
    }
    return bytes;
  }

  public int length() {
    return content.length;
  }

  public boolean isEmpty() {
    return content.length == 0;
  }

  public byte at(int index) {
    return content[index];
  }

  /** A copy of the bytes. */
  public byte[] toArray() {
    return content.clone();
  }

  /** The array itself, for readers that do not change it: hashing, encoding, writing. */
  public byte[] view() {
    return content;
  }

  public Bytes slice(int from, int to) {
    return own(Arrays.copyOfRange(content, from, to));
  }

  public Bytes concat(Bytes other) {
    byte[] joined = Arrays.copyOf(content, content.length + other.content.length);
    System.arraycopy(other.content, 0, joined, content.length, other.content.length);
    return own(joined);
  }

  public String hex() {
    return HexFormat.of().formatHex(content);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = Arrays.hashCode(content);
    }
    return hash;
  }

  @Override
  public String toString() {
    return hex();
  }
}
