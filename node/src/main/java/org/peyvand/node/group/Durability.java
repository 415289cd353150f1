package org.peyvand.node.group;

import org.peyvand.protocol.log.StoreException;

/** What the engine's tasks have written, and how it becomes durable. */
interface Durability {
  /** Bytes that were written and are not durable yet; 0 if nothing waits. */
  long stagedBytes();

  /** Makes all of it durable in one write, or throws and has forgotten it. */
  void force() throws StoreException;
}
