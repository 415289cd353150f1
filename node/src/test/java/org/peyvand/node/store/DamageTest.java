package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.crypto.SecretBytes;
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

class DamageTest {
  private static final int FLIPS = Integer.getInteger("peyvand.flips", 240);
  private static final int SMALL_FILE = 64;
  private static final NetworkId NETWORK = ChainMaker.network(1);

  @TempDir Path temporary;
  private Path whole;
  private List<Object> content;

  @BeforeEach
  void makeStore() throws Exception {
    whole = Files.createDirectory(temporary.resolve("whole"));
    try (StoreFolder folder = Homes.openStore(whole)) {
      EntryStore store = folder.network(NETWORK);
      ChainMaker chain = new ChainMaker(NETWORK, Lane.RECORDS, 2);
      for (int i = 0; i < 10; i++) {
        Row row = new Row(Table.PEER, Bytes.utf8("row " + i), Optional.of(Bytes.utf8("v" + i)));
        store.commit(new Commit(chain.next(2), List.of(row)));
      }
      ChainMaker other = new ChainMaker(NETWORK, Lane.GOVERNANCE, 4);
      store.commit(new Commit(other.next(1), List.of()));
      content = content(folder);
    }
  }

  @Test
  void aFlippedByteIsDetectedOrHarmless() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int detected = 0;
    for (Path file : Homes.files(whole)) {
      for (int offset : offsets(Math.toIntExact(Files.size(file)), random)) {
        int flip = 1 + random.nextInt(255);
        String where = whole.relativize(file) + " at " + offset + " xor " + flip;
        detected += survives(whole.relativize(file), offset, flip, where) ? 0 : 1;
      }
    }
    assertTrue(detected > 0, "expected some flips to matter, seed " + seed);
  }

  @Test
  void aTruncatedFileIsDetectedOrHarmless() throws Exception {
    for (Path file : Homes.files(whole)) {
      int length = Math.toIntExact(Files.size(file));
      for (int kept : new int[] {0, length / 2, Math.max(0, length - 1)}) {
        Path copy = temporary.resolve("copy");
        Homes.copy(whole, copy);
        Path cut = copy.resolve(whole.relativize(file));
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), kept));
        readsTheSameOrTellsDamage(copy, whole.relativize(file) + " cut to " + kept);
        Homes.delete(copy);
      }
    }
  }

  @Test
  void aMissingFileIsDetectedOrHarmless() throws Exception {
    for (Path file : Homes.files(whole)) {
      Path copy = temporary.resolve("copy");
      Homes.copy(whole, copy);
      Files.delete(copy.resolve(whole.relativize(file)));
      readsTheSameOrTellsDamage(copy, "without " + whole.relativize(file));
      Homes.delete(copy);
    }
  }

  @Test
  void anOldCopyOfTheStoreIsDetected() throws Exception {
    Path old = Files.createDirectory(temporary.resolve("old"));
    Homes.copy(whole.resolve("store"), old.resolve("store"));
    try (StoreFolder folder = Homes.openStore(whole)) {
      ChainMaker chain = new ChainMaker(NETWORK, Lane.RECORDS, 3);
      folder.network(NETWORK).commit(new Commit(chain.next(1), List.of()));
    }
    Homes.delete(whole.resolve("store"));
    Homes.copy(old.resolve("store"), whole.resolve("store"));
    HomeException e = assertThrows(HomeException.class, () -> Homes.openStore(whole));
    assertEquals(HomeException.Kind.DAMAGED, e.kind(), e.getMessage());
  }

  @Test
  void aStoreThatIsGoneIsDetected() throws Exception {
    Homes.delete(whole.resolve("store"));
    HomeException e = assertThrows(HomeException.class, () -> Homes.openStore(whole));
    assertEquals(HomeException.Kind.DAMAGED, e.kind(), e.getMessage());
  }

  @Test
  void aValueUnderAnothersKeyIsDetected() throws Exception {
    for (Family family : Family.values()) {
      Path copy = temporary.resolve("copy");
      Homes.copy(whole, copy);
      swapTwo(copy, family);
      assertTrue(!readsTheSameOrTellsDamage(copy, "swapped in " + family), family.toString());
      Homes.delete(copy);
    }
  }

  @Test
  void aStoreOfAnotherHomeIsTold() throws Exception {
    HomeException e = assertThrows(HomeException.class, () -> Homes.openStore(whole, new byte[32]));
    assertEquals(HomeException.Kind.FOREIGN, e.kind(), e.getMessage());
  }

  @Test
  void aStoreOfANewerVersionIsTold() throws Exception {
    try (Database database = open(whole)) {
      StoreKeys keys = keys();
      Batch batch = new Batch();
      byte[] newer = new Packer(1).number(StoreFolder.VERSION + 1).packed();
      batch.put(Family.META, NetworkKeys.version(keys), newer);
      database.write(batch.sealed(keys));
    }
    HomeException e = assertThrows(HomeException.class, () -> Homes.openStore(whole));
    assertEquals(HomeException.Kind.NEWER_VERSION, e.kind(), e.getMessage());
  }

  private static int[] offsets(int length, Random random) {
    return length <= SMALL_FILE
        ? IntStream.range(0, length).toArray()
        : random.ints(Math.min(length, FLIPS / 8), 0, length).toArray();
  }

  private boolean survives(Path file, int offset, int flip, String where) throws Exception {
    Path copy = temporary.resolve("copy");
    Homes.copy(whole, copy);
    byte[] bytes = Files.readAllBytes(copy.resolve(file));
    bytes[offset] ^= (byte) flip;
    Files.write(copy.resolve(file), bytes);
    boolean same = readsTheSameOrTellsDamage(copy, where);
    Homes.delete(copy);
    return same;
  }

  /** True if all is there, false if damage was told; anything else fails. */
  private boolean readsTheSameOrTellsDamage(Path home, String what) throws IOException {
    try (StoreFolder folder = Homes.openStore(home)) {
      assertEquals(content, content(folder), what);
      return true;
    } catch (HomeException e) {
      assertEquals(HomeException.Kind.DAMAGED, e.kind(), what + ": " + e.getMessage());
      return false;
    } catch (StoreException e) {
      assertEquals(StoreException.Kind.DAMAGED, e.kind(), what + ": " + e.getMessage());
      return false;
    }
  }

  private static List<Object> content(StoreFolder folder) throws StoreException {
    List<Object> content = new ArrayList<>();
    content.add(folder.networks());
    for (NetworkId network : folder.networks()) {
      EntryStore store = folder.network(network);
      content.add(store.heads());
      for (Head head : store.heads()) {
        content.add(store.read(head.branch(), 0, 1_000, Integer.MAX_VALUE));
      }
      ChainMaker chain = new ChainMaker(NETWORK, Lane.RECORDS, 2);
      for (Placed placed : chain.next(20)) {
        content.add(store.place(placed.signed().entry().id()));
      }
      for (Table table : Table.values()) {
        content.add(new TreeMap<>(store.rows(table)));
      }
    }
    return content;
  }

  private static void swapTwo(Path home, Family family) throws StoreException {
    try (Database database = open(home)) {
      List<Change> raw = new ArrayList<>();
      database.scan(family, new byte[0], 0, (k, v) -> raw.add(new Change(family, k, v)));
      Change first = raw.get(0);
      Change last = raw.get(raw.size() - 1);
      database.write(
          List.of(
              new Change(family, first.key(), last.value()),
              new Change(family, last.key(), first.value())));
    }
  }

  private static Database open(Path home) throws StoreException {
    return Database.open(home.resolve("store"), false, () -> Long.MAX_VALUE, Opened::new);
  }

  private static StoreKeys keys() {
    return new StoreKeys(SecretBytes.copyOf(Homes.DATA_KEY), Homes.ENTROPY);
  }
}
