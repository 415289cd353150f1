package org.peyvand.node.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.EntryStoreContract;
import org.peyvand.protocol.log.StoreException;

class RocksEntryStoreTest extends EntryStoreContract {
  @TempDir Path home;
  private StoreFolder folder;

  @Override
  protected EntryStore empty(NetworkId network) throws Exception {
    if (folder == null) {
      folder = Homes.openStore(home);
    }
    return folder.network(network);
  }

  @Override
  protected EntryStore again(EntryStore store, NetworkId network) throws Exception {
    folder.close();
    folder = Homes.openStore(home);
    return folder.network(network);
  }

  @AfterEach
  void close() throws StoreException {
    folder.close();
  }
}
