package org.peyvand.protocol.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;

class StagingStoreTest extends EntryStoreContract {
  private final MemoryEntryStore durable = new MemoryEntryStore();
  private final ChainMaker chain = new ChainMaker(NETWORK, Lane.RECORDS, 5);

  @Override
  protected EntryStore empty(NetworkId network) {
    return new StagingStore(durable);
  }

  /** What was staged, written to the store beneath in one piece. */
  @Override
  protected EntryStore again(EntryStore store, NetworkId network) throws Exception {
    durable.commit(((StagingStore) store).staged());
    ((StagingStore) store).clear();
    return durable;
  }

  @Test
  void whatIsStagedIsReadAsIfItWereDurableWhereverTheCutIs() throws Exception {
    List<Placed> entries = chain.next(6);
    for (int cut = 0; cut <= entries.size(); cut++) {
      MemoryEntryStore whole = new MemoryEntryStore();
      whole.commit(new Commit(entries, List.of()));
      MemoryEntryStore beneath = new MemoryEntryStore();
      beneath.commit(new Commit(entries.subList(0, cut), List.of()));
      StagingStore staging = new StagingStore(beneath);
      staging.commit(new Commit(entries.subList(cut, entries.size()), List.of()));
      assertReadsAlike(whole, staging, cut);
    }
  }

  private void assertReadsAlike(EntryStore whole, EntryStore staging, int cut) throws Exception {
    int size = whole.read(chain.branch(), 0, 1, 0).get(0).entry().size();
    for (int seq = 0; seq <= 7; seq++) {
      Place place = new Place(chain.branch(), seq);
      assertEquals(whole.entry(place), staging.entry(place), "cut " + cut + ", entry " + seq);
      for (int most = 0; most <= 7; most++) {
        List<SignedEntry> few = whole.read(chain.branch(), seq, most, 99_999);
        assertEquals(few, staging.read(chain.branch(), seq, most, 99_999), "cut " + cut);
        List<SignedEntry> small = whole.read(chain.branch(), seq, 99, most * size);
        assertEquals(small, staging.read(chain.branch(), seq, 99, most * size), "cut " + cut);
      }
    }
    assertEquals(whole.heads(), staging.heads());
  }

  @Test
  void nothingReachesTheStoreBeneathBeforeItIsWrittenThere() throws Exception {
    StagingStore staging = new StagingStore(durable);
    Row row = new Row(Table.PEER, Bytes.utf8("a"), Optional.of(Bytes.utf8("b")));
    staging.commit(new Commit(chain.next(2), List.of(row)));
    assertEquals(List.of(), durable.heads());
    assertEquals(new TreeMap<>(), durable.rows(Table.PEER));
    assertEquals(1, staging.heads().size());
  }

  @Test
  void whatIsForgottenIsNowhere() throws Exception {
    StagingStore staging = new StagingStore(durable);
    durable.commit(new Commit(chain.next(1), List.of()));
    List<Head> before = staging.heads();
    List<Placed> entries = chain.next(2);
    Row row = new Row(Table.PEER, Bytes.utf8("a"), Optional.of(Bytes.utf8("b")));
    staging.commit(new Commit(entries, List.of(row)));
    staging.clear();
    assertEquals(0, staging.stagedBytes());
    assertEquals(before, staging.heads());
    assertEquals(Optional.empty(), staging.place(entries.get(0).signed().entry().id()));
    assertEquals(Optional.empty(), staging.entry(entries.get(0).place()));
    assertEquals(Optional.empty(), staging.row(Table.PEER, Bytes.utf8("a")));
  }

  @Test
  void rowsAreTheLastThatWasSaidOfThem() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    MemoryEntryStore plain = new MemoryEntryStore();
    StagingStore staging = new StagingStore(durable);
    for (int step = 0; step < 200; step++) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Bytes value = Bytes.utf8("value " + random.nextInt());
        Bytes key = Bytes.utf8("key " + random.nextInt(8));
        rows.add(new Row(Table.LOCAL, key, Optional.of(value).filter(v -> random.nextInt(3) > 0)));
      }
      plain.commit(new Commit(List.of(), rows));
      staging.commit(new Commit(List.of(), rows));
      assertEquals(plain.rows(Table.LOCAL), staging.rows(Table.LOCAL), "seed " + seed);
      for (Map.Entry<Bytes, Bytes> row : plain.rows(Table.LOCAL).entrySet()) {
        assertEquals(Optional.of(row.getValue()), staging.row(Table.LOCAL, row.getKey()));
      }
      if (random.nextInt(5) == 0) {
        again(staging, NETWORK);
      }
    }
  }
}
