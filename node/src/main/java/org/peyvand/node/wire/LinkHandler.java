package org.peyvand.node.wire;

import org.peyvand.protocol.handshake.Established;
import org.peyvand.protocol.id.Bytes;

/**
 * What is done with links. For one link the calls come one after another: first {@link #opened},
 * last {@link #closed}, each once. They come on the wire's threads, of which there are two for all
 * links, so they must not wait for anything.
 */
public interface LinkHandler {
  /**
   * A channel stands.
   *
   * @param established whom with and under which key; its sealer and opener belong to the link
   */
  void opened(Link link, Established established);

  /** A frame's payload arrived. */
  void frame(Link link, Bytes payload);

  /** The link takes frames again, after it had refused or was full. */
  void writable(Link link);

  /** The link is no more; nothing can be sent. */
  void closed(Link link, CloseCause cause);
}
