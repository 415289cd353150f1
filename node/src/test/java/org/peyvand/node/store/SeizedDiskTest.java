package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.Row;
import org.peyvand.protocol.log.Table;

class SeizedDiskTest {
  private static final int ENTRIES = 200;

  /** Shorter text may stand in random bytes by chance. */
  private static final int LONG_ENOUGH = 6;

  @TempDir Path temporary;
  private final List<byte[]> canaries = new ArrayList<>();

  @Test
  void nothingThatWasKeptIsReadable() throws Exception {
    Path home = temporary.resolve("home");
    canaries.add(new String(Homes.PASSPHRASE).getBytes(StandardCharsets.UTF_8));
    String host = InetAddress.getLocalHost().getHostName();
    if (host.length() >= LONG_ENOUGH) {
      canaries.add(host.getBytes(StandardCharsets.UTF_8));
    }
    try (HomeFolder folder = HomeFolder.create(home, Homes.PASSPHRASE, Homes.ENTROPY)) {
      String secret = canary("secret value");
      folder
          .secrets()
          .put(canary("secret name"), SecretBytes.own(secret.getBytes(StandardCharsets.UTF_8)));
      fill(folder.store(), ChainMaker.network(1));
      assertNotFound(home);
    }
    assertNotFound(home);
    HomeFolder.open(home, Homes.PASSPHRASE, Homes.ENTROPY).close();
    assertNotFound(home);
    canaries.add(new String(RekeyedHome.CHANGED).getBytes(StandardCharsets.UTF_8));
    HomeFolder.changePassphrase(
        home, Homes.PASSPHRASE, RekeyedHome.CHANGED, Homes.ENTROPY, (done, total) -> {});
    assertNotFound(home);
  }

  private void fill(StoreFolder folder, NetworkId network) throws Exception {
    canaries.add(network.bytes().toArray());
    EntryStore store = folder.network(network);
    ChainMaker chain = new ChainMaker(network, Lane.RECORDS, 2);
    ChainId id = chain.branch().chain();
    canaries.add(id.device().bytes().toArray());
    for (int i = 0; i < ENTRIES; i++) {
      Placed placed = chain.next(Bytes.utf8(canary("body " + i)));
      canaries.add(placed.signed().entry().id().bytes().toArray());
      canaries.add(placed.signed().entry().header().random().toArray());
      Bytes key = Bytes.utf8(canary("key " + i));
      Bytes value = Bytes.utf8(canary("value " + i));
      store.commit(
          new Commit(List.of(placed), List.of(new Row(Table.PEER, key, Optional.of(value)))));
      Optional<Bytes> gone = i % 2 == 0 ? Optional.empty() : Optional.of(value);
      store.commit(new Commit(List.of(), List.of(new Row(Table.PEER, key, gone))));
    }
    assertEquals(ENTRIES / 2, store.rows(Table.PEER).size());
  }

  private String canary(String what) {
    String canary = "canary: " + what + " قناری";
    canaries.add(canary.getBytes(StandardCharsets.UTF_8));
    return canary;
  }

  private void assertNotFound(Path home) throws Exception {
    List<Path> files = Homes.files(home);
    assertTrue(files.size() > 5);
    for (Path file : files) {
      // one byte a char, so that bytes can be searched as text
      String raw = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      for (byte[] canary : canaries) {
        String text = new String(canary, StandardCharsets.ISO_8859_1);
        assertTrue(!raw.contains(text), () -> "found " + text + " in " + file);
      }
    }
  }
}
