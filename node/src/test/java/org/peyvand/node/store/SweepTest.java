package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.StoreException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What becomes of erased bodies on the disk. */
class SweepTest {
  private static final NetworkId NETWORK = ChainMaker.network(1);
  private static final int ENTRIES = 1_000;
  private static final int LAST = 899;

  /** Out of the middle of a sealed value, where nothing of its key or length stands. */
  private static final int SAMPLE = 40;

  @TempDir Path home;
  private final ChainMaker chain = new ChainMaker(NETWORK, Lane.RECORDS, 2);
  private final List<String> written = new ArrayList<>();
  private int writesLeft = Integer.MAX_VALUE;
  private boolean compacts = true;

  /** Notes what entries become on disk, and fails after so many writes. */
  private final class Watched extends Opened {
    @Override
    void compact() throws RocksDBException {
      if (!compacts) {
        throw new RocksDBException(new Status(Status.Code.IOError, Status.SubCode.NoSpace, "test"));
      }
      super.compact();
    }

    @Override
    void write(List<Change> changes) throws RocksDBException {
      if (writesLeft-- <= 0) {
        throw new RocksDBException(new Status(Status.Code.IOError, Status.SubCode.NoSpace, "test"));
      }
      for (Change change : changes) {
        if (change.family() == Family.ENTRIES && change.value().length > 300) {
          written.add(new String(change.value(), 150, SAMPLE, StandardCharsets.ISO_8859_1));
        }
      }
      super.write(changes);
    }
  }

  private StoreFolder open() throws Exception {
    return Homes.openStore(home, () -> Long.MAX_VALUE, Watched::new);
  }

  private List<Placed> fill(StoreFolder folder) throws Exception {
    List<Placed> all = new ArrayList<>();
    for (int i = 0; i < ENTRIES / 50; i++) {
      List<Placed> some = chain.next(50);
      folder.network(NETWORK).commit(new Commit(some, List.of()));
      all.addAll(some);
    }
    assertEquals(ENTRIES, written.size());
    return all;
  }

  private Commit erasing() {
    return new Commit(List.of(), List.of(), Map.of(chain.branch(), (long) LAST));
  }

  private void assertKept(StoreFolder folder, List<Placed> all) throws Exception {
    EntryStore store = folder.network(NETWORK);
    List<SignedEntry> found = store.read(chain.branch(), 0, ENTRIES, Integer.MAX_VALUE);
    for (int i = 0; i < ENTRIES; i++) {
      SignedEntry signed = all.get(i).signed();
      assertEquals(i <= LAST ? signed.erased() : signed, found.get(i));
    }
  }

  /** Which of the entries as they were written first stand in any file. */
  private List<Boolean> onDisk() throws Exception {
    StringBuilder raw = new StringBuilder();
    for (Path file : Homes.files(home)) {
      raw.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }
    return written.subList(0, ENTRIES).stream().map(s -> raw.indexOf(s) >= 0).toList();
  }

  private void assertGone() throws Exception {
    List<Boolean> onDisk = onDisk();
    assertFalse(onDisk.subList(0, LAST + 1).contains(true));
    assertFalse(onDisk.subList(LAST + 1, ENTRIES).contains(false));
  }

  @Test
  void noFileHoldsABodyThatIsErased() throws Exception {
    try (StoreFolder folder = open()) {
      List<Placed> all = fill(folder);
      folder.commit(Map.of(NETWORK, erasing()));
      assertKept(folder, all);
      assertTrue(onDisk().subList(0, LAST).contains(true));
      folder.sweep();
      assertGone();
      assertKept(folder, all);
    }
    try (StoreFolder folder = open()) {
      assertEquals(LAST, folder.network(NETWORK).erasedThrough(chain.branch()));
    }
    assertGone();
  }

  @Test
  void aSweepThatFailsLosesNothingAndGoesOnLater() throws Exception {
    List<Placed> all;
    try (StoreFolder folder = open()) {
      all = fill(folder);
      folder.commit(Map.of(NETWORK, erasing()));
      writesLeft = 2;
      assertThrows(StoreException.class, folder::sweep);
      writesLeft = Integer.MAX_VALUE;
      assertKept(folder, all);
    }
    try (StoreFolder folder = open()) {
      assertKept(folder, all);
      folder.sweep();
      assertGone();
      folder.network(NETWORK).commit(new Commit(chain.next(1), List.of()));
      assertEquals(LAST, folder.network(NETWORK).erasedThrough(chain.branch()));
    }
  }

  @Test
  void filesThatCouldNotBeWrittenAnewAreLater() throws Exception {
    List<Placed> all;
    try (StoreFolder folder = open()) {
      all = fill(folder);
    }
    try (StoreFolder folder = open()) {
      folder.commit(Map.of(NETWORK, erasing()));
      compacts = false;
      assertThrows(StoreException.class, folder::sweep);
      compacts = true;
    }
    assertTrue(onDisk().subList(0, LAST).contains(true));
    try (StoreFolder folder = open()) {
      assertKept(folder, all);
      folder.sweep();
      assertGone();
    }
  }
}
