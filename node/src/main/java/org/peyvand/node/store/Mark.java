package org.peyvand.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.peyvand.protocol.crypto.Digest;

/**
 * How far the database had come: what it must never fall short of.
 *
 * <p>RocksDB takes a list of its files (MANIFEST) that was cut for what a crash leaves, forgets the
 * files that it no longer finds in it, and removes them. So the mark is compared before RocksDB
 * touches anything, and lies outside its folder.
 *
 * @param sequence changes ever written
 * @param manifest the list's name; it is only ever appended to
 * @param length how long it was
 * @param digest SHA-256 over that length
 */
record Mark(long sequence, String manifest, long length, byte[] digest) {
  private static final int FIXED_LENGTH = 2 * Long.BYTES + Digest.LENGTH;

  /** The mark of a folder as it is. */
  static Mark of(Path folder, long sequence) throws IOException {
    String manifest = Files.readString(folder.resolve("CURRENT")).strip();
    byte[] list = Files.readAllBytes(folder.resolve(manifest));
    return new Mark(sequence, manifest, list.length, Digest.sha256(list));
  }

  /** Empty if these are not the bytes of a mark. */
  static Optional<Mark> unpacked(byte[] packed) {
    if (packed.length < FIXED_LENGTH) {
      return Optional.empty();
    }
    ByteBuffer from = ByteBuffer.wrap(packed);
    long sequence = from.getLong();
    long length = from.getLong();
    byte[] digest = new byte[Digest.LENGTH];
    from.get(digest);
    String manifest = StandardCharsets.UTF_8.decode(from).toString();
    return Optional.of(new Mark(sequence, manifest, length, digest));
  }

  byte[] packed() {
    byte[] name = manifest.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(FIXED_LENGTH + name.length)
        .putLong(sequence)
        .putLong(length)
        .put(digest)
        .put(name)
        .array();
  }

  /**
   * Whether the folder's list of files still begins as it was. A list that is gone says nothing: a
   * crash while opening leaves a newer one, made from it.
   */
  boolean mayPrecede(Path folder) throws IOException {
    byte[] list;
    try {
      list = Files.readAllBytes(folder.resolve(manifest));
    } catch (NoSuchFileException replaced) {
      return true;
    }
    return list.length >= length
        && Arrays.equals(digest, Digest.sha256(Arrays.copyOf(list, (int) length)));
  }
}
