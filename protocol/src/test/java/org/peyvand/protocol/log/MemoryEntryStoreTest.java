package org.peyvand.protocol.log;

import org.peyvand.protocol.id.NetworkId;

class MemoryEntryStoreTest extends EntryStoreContract {
  @Override
  protected EntryStore empty(NetworkId network) {
    return new MemoryEntryStore();
  }

  @Override
  protected EntryStore again(EntryStore store, NetworkId network) {
    return store;
  }
}
