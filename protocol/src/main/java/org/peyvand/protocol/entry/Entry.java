package org.peyvand.protocol.entry;

import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.NetworkId;

/**
 * One act in a log, as it was received.
 *
 * @param header what {@code headerBytes} says
 * @param headerBytes the header's canonical encoding
 * @param sealedBody the body, padded and sealed
 * @param id over both, and over the entry before it in its chain
 */
public record Entry(Header header, Bytes headerBytes, Bytes sealedBody, EntryId id) {

  /** The network it belongs to: its own id names it if it founds one. */
  public NetworkId network() {
    return header.network().orElseGet(() -> new NetworkId(id.bytes()));
  }

  public int size() {
    return headerBytes.length() + sealedBody.length();
  }
}
