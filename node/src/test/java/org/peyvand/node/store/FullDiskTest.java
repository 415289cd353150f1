package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.Row;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;

class FullDiskTest {
  private static final NetworkId NETWORK = ChainMaker.network(1);
  private static final Bytes KEY = Bytes.utf8("row");
  private static final long MIB = 1024 * 1024;

  @TempDir Path temporary;
  private final ChainMaker chain = new ChainMaker(NETWORK, Lane.RECORDS, 2);
  private final List<SignedEntry> written = new ArrayList<>();

  @Test
  void aCommitThatWouldUseUpTheReserveIsRefusedUntilThereIsRoom() throws Exception {
    AtomicLong room = new AtomicLong(100 * MIB);
    try (StoreFolder folder = Homes.openStore(temporary, room::get, Opened::new)) {
      EntryStore store = folder.network(NETWORK);
      commit(store, chain.next(3));
      List<Placed> more = chain.next(3);
      room.set(Database.RESERVE_BYTES);
      assertFull(store, more);
      checkContent(store);
      room.set(Database.RESERVE_BYTES + 100_000);
      commit(store, more);
      checkContent(store);
    }
  }

  @Test
  void aDiskThatIsReallyFullLosesNothingAndIsUsableAfterwards() throws Exception {
    Path disk = Files.createDirectory(temporary.resolve("disk"));
    assumeTrue(mount(disk), "only root can mount a small disk");
    try {
      fillAndFree(disk);
    } finally {
      assertEquals(0, run("umount", disk.toString()));
    }
  }

  private void fillAndFree(Path disk) throws Exception {
    Path ballast = disk.resolve("ballast");
    Path home = Files.createDirectory(disk.resolve("home"));
    try (StoreFolder folder = Homes.openStore(home, () -> Long.MAX_VALUE, Opened::new)) {
      EntryStore store = folder.network(NETWORK);
      for (int round = 0; round < 3; round++) {
        commit(store, chain.next(50));
        fill(ballast);
        List<Placed> refused = commitUntilFull(store);
        checkContent(store);
        assertFull(store, refused);
        checkContent(store);
        Files.delete(ballast);
        commit(store, refused);
        checkContent(store);
      }
    }
    try (StoreFolder folder = Homes.openStore(home)) {
      checkContent(folder.network(NETWORK));
    } catch (HomeException e) {
      throw new AssertionError(e);
    }
  }

  private List<Placed> commitUntilFull(EntryStore store) throws Exception {
    while (true) {
      List<Placed> next = chain.next(100);
      try {
        commit(store, next);
      } catch (StoreException e) {
        assertEquals(StoreException.Kind.FULL, e.kind(), e.getMessage());
        return next;
      }
    }
  }

  private void commit(EntryStore store, List<Placed> entries) throws StoreException {
    Bytes last = entries.get(entries.size() - 1).signed().entry().id().bytes();
    store.commit(new Commit(entries, List.of(new Row(Table.LOCAL, KEY, Optional.of(last)))));
    entries.forEach(placed -> written.add(placed.signed()));
  }

  private void assertFull(EntryStore store, List<Placed> entries) {
    StoreException e = assertThrows(StoreException.class, () -> commit(store, entries));
    assertEquals(StoreException.Kind.FULL, e.kind(), e.getMessage());
  }

  private void checkContent(EntryStore store) throws StoreException {
    SignedEntry last = written.get(written.size() - 1);
    assertEquals(
        List.of(new Head(chain.branch(), 0, written.size() - 1, last.entry().id())), store.heads());
    assertEquals(written, store.read(chain.branch(), 0, 1_000_000, Integer.MAX_VALUE));
    assertEquals(Optional.of(last.entry().id().bytes()), store.row(Table.LOCAL, KEY));
  }

  private static void fill(Path ballast) throws IOException {
    try (var out = Files.newOutputStream(ballast)) {
      byte[] piece = new byte[4096];
      while (true) {
        out.write(piece);
      }
    } catch (IOException full) {
      assertTrue(HomeException.isFull(full), full.getMessage());
    }
  }

  private static boolean mount(Path disk) throws Exception {
    return "root".equals(System.getProperty("user.name"))
        && run("mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", disk.toString()) == 0;
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
