package org.peyvand.protocol.entry;

import java.util.Optional;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.NetworkId;

/**
 * One act in a log, as it was received.
 *
 * @param header what {@code headerBytes} says
 * @param headerBytes the header's canonical encoding
 * @param sealedBody the body, padded and sealed; nothing where it was erased
 * @param id over both, and over the entry before it in its chain
 * @param erased SHA-256 of the sealed body, where that is not kept any more: the id is proved as
 *     before
 */
public record Entry(
    Header header, Bytes headerBytes, Bytes sealedBody, EntryId id, Optional<Bytes> erased) {

  public Entry {
    if (erased.isPresent() && sealedBody.length() > 0) {
      throw new IllegalArgumentException("entry: expected a body or its digest, found both");
    }
  }

  /** An entry with its body. */
  public Entry(Header header, Bytes headerBytes, Bytes sealedBody, EntryId id) {
    this(header, headerBytes, sealedBody, id, Optional.empty());
  }

  /** The network it belongs to: its own id names it if it founds one. */
  public NetworkId network() {
    return header.network().orElseGet(() -> new NetworkId(id.bytes()));
  }

  public boolean isErased() {
    return erased.isPresent();
  }

  public int size() {
    return headerBytes.length() + sealedBody.length() + erased.map(Bytes::length).orElse(0);
  }
}
