package org.peyvand.protocol.entry;

import org.peyvand.protocol.id.Bytes;

/**
 * A file as a range of chunks in its author's records chain.
 *
 * @param size bytes
 * @param sha256 of the whole content
 * @param firstChunk sequence number of the first chunk
 * @param chunks how many chunks follow each other from there
 */
public record FileRef(String name, long size, Bytes sha256, long firstChunk, int chunks) {
  public FileRef {
    Bytes.requireLength(sha256, 32, "file digest");
  }
}
