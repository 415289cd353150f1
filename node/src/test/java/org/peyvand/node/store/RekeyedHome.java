package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Row;
import org.peyvand.protocol.log.Table;

/** A home with two networks, several chains, rows and secrets, of which everything is known. */
final class RekeyedHome {
  static final char[] CHANGED = "پنج واژهٔ تازه، بی‌ربط به هم".toCharArray();

  private static final int ENTRIES = 300;
  private static final int ROWS = 20;

  private RekeyedHome() {}

  static void make(Path home) throws Exception {
    try (HomeFolder folder = HomeFolder.create(home, Homes.PASSPHRASE, Homes.ENTROPY)) {
      folder.secrets().put("device/name", secret("Maryam"));
      folder.secrets().put("join/1", secret("a code"));
      for (int number = 1; number <= 2; number++) {
        fill(folder.store().network(ChainMaker.network(number)), ChainMaker.network(number));
      }
    }
  }

  private static void fill(EntryStore store, NetworkId network) throws Exception {
    for (Lane lane : Lane.values()) {
      for (int author = 0; author < 2; author++) {
        ChainMaker chain = new ChainMaker(network, lane, author);
        store.commit(new Commit(chain.next(ENTRIES), List.of()));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Table table : Table.values()) {
      for (int row = 0; row < ROWS; row++) {
        Optional<Bytes> value = Optional.of(Bytes.utf8(table + " value " + row));
        rows.add(new Row(table, Bytes.utf8("key " + row), value));
      }
    }
    store.commit(new Commit(List.of(), rows));
  }

  /** Writes a row. */
  static void write(StoreFolder store) throws Exception {
    Row row = new Row(Table.LOCAL, Bytes.utf8("late"), Optional.of(Bytes.utf8("late")));
    store.network(ChainMaker.network(1)).commit(new Commit(List.of(), List.of(row)));
  }

  /** Opens by the passphrase and finds everything as it was made. */
  static void assertWhole(Path home, char[] passphrase) throws Exception {
    try (HomeFolder folder = HomeFolder.open(home, passphrase, Homes.ENTROPY)) {
      assertEquals(Optional.of(secret("Maryam")), folder.secrets().get("device/name"));
      assertEquals(Optional.of(secret("a code")), folder.secrets().get("join/1"));
      assertEquals(2, folder.store().networks().size());
      for (NetworkId network : folder.store().networks()) {
        assertWhole(folder.store().network(network), network);
      }
    }
  }

  private static void assertWhole(EntryStore store, NetworkId network) throws Exception {
    assertEquals(2 * Lane.values().length, store.heads().size());
    for (Lane lane : Lane.values()) {
      for (int author = 0; author < 2; author++) {
        ChainMaker expected = new ChainMaker(network, lane, author);
        Head head = store.head(expected.branch()).orElseThrow();
        List<SignedEntry> found = store.read(head.branch(), 0, ENTRIES + 1, Integer.MAX_VALUE);
        assertEquals(ENTRIES, found.size());
        for (SignedEntry entry : found) {
          assertEquals(expected.next().signed(), entry);
          assertTrue(store.place(entry.entry().id()).isPresent());
        }
      }
    }
    for (Table table : Table.values()) {
      assertEquals(ROWS, store.rows(table).size());
      assertEquals(
          Optional.of(Bytes.utf8(table + " value 7")), store.row(table, Bytes.utf8("key 7")));
    }
  }

  static SecretBytes secret(String text) {
    return SecretBytes.own(Bytes.utf8(text).toArray());
  }
}
