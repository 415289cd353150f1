package org.peyvand.node.live;

import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.StoreException;

/** What a channel is for. All calls come on the engine's thread; the first is {@link #opened}. */
interface Conversation {
  void opened() throws StoreException;

  void frame(Bytes frame) throws StoreException;

  /** The channel takes frames again. */
  void writable() throws StoreException;

  void closed() throws StoreException;
}
