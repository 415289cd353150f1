package org.peyvand.protocol.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Seal;
import org.peyvand.protocol.entry.SharedEpoch;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;

/** What every {@link EntryStore} keeps to. */
public abstract class EntryStoreContract {
  private interface Check {
    void on(EntryStore store) throws Exception;
  }

  protected static final NetworkId NETWORK = ChainMaker.network(1);

  private EntryStore store;
  private final ChainMaker chain = new ChainMaker(NETWORK, Lane.RECORDS, 2);

  /** The store of a network that has nothing in it yet. */
  protected abstract EntryStore empty(NetworkId network) throws Exception;

  /** The same content again: from disk, where the store has one. */
  protected abstract EntryStore again(EntryStore store, NetworkId network) throws Exception;

  @BeforeEach
  void makeStore() throws Exception {
    store = empty(NETWORK);
  }

  @Test
  void anEmptyStoreHasNothing() throws Exception {
    Placed entry = chain.next();
    assertEquals(List.of(), store.heads());
    assertEquals(Optional.empty(), store.head(chain.branch()));
    assertEquals(Optional.empty(), store.place(entry.signed().entry().id()));
    assertEquals(Optional.empty(), store.entry(entry.place()));
    assertEquals(List.of(), store.read(chain.branch(), 0, 10, 10_000));
    assertEquals(Optional.empty(), store.row(Table.LOCAL, Bytes.utf8("key")));
    assertEquals(new TreeMap<>(), store.rows(Table.LOCAL));
  }

  @Test
  void whatWasCommittedIsFoundByPlaceAndById() throws Exception {
    List<Placed> entries = chain.next(5);
    commit(entries);
    nowAndAgain(
        each -> {
          for (Placed placed : entries) {
            assertEquals(Optional.of(placed.place()), each.place(id(placed)));
            assertEquals(Optional.of(placed.signed()), each.entry(placed.place()));
          }
          assertEquals(Optional.empty(), each.entry(new Place(chain.branch(), 5)));
        });
  }

  @Test
  void everyKindOfEntryComesBackAsItWent() throws Exception {
    ChainMaker governance = new ChainMaker(NETWORK, Lane.GOVERNANCE, 3);
    List<EntryId> links = new ArrayList<>();
    for (int i = 0; i < Limits.GATHER_LINKS; i++) {
      links.add(new EntryId(governance.bytes(EntryId.LENGTH)));
    }
    Collections.sort(links);
    Optional<Bytes> signature = Optional.of(governance.bytes(Limits.SIGNATURE_BYTES));
    List<Seal> seals = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      seals.add(
          new Seal(
              new DeviceId(governance.bytes(DeviceId.LENGTH)),
              governance.bytes(Seal.LENGTH),
              governance.bytes(Seal.LENGTH)));
    }
    seals.sort(Comparator.comparing(Seal::recipient));
    Optional<EpochBlock> block =
        Optional.of(new SharedEpoch(new EpochId(governance.bytes(EpochId.LENGTH)), seals));
    Bytes body = governance.bytes(272);
    List<Placed> entries =
        List.of(
            governance.next(body, List.of(), Optional.empty(), signature),
            governance.next(body, links.subList(0, 16), Optional.empty(), Optional.empty()),
            governance.next(body, links, Optional.empty(), signature),
            governance.next(body, List.of(), block, signature),
            governance.next(governance.bytes(60_000), List.of(), Optional.empty(), signature),
            governance.next(Bytes.EMPTY, List.of(), Optional.empty(), Optional.empty()));
    commit(entries);
    nowAndAgain(
        each -> {
          assertEquals(signed(entries), each.read(governance.branch(), 0, 100, Integer.MAX_VALUE));
        });
  }

  @Test
  void theFoundingEntryNamesItsNetwork() throws Exception {
    Header template = chain.next().signed().entry().header();
    Header header =
        new Header(
            Optional.empty(),
            template.device(),
            Lane.GOVERNANCE,
            0,
            Optional.empty(),
            List.of(),
            template.epoch(),
            template.random(),
            Optional.empty());
    SignedEntry founding =
        new SignedEntry(EntryCodec.make(header, Bytes.utf8("body")), Optional.empty());
    Place place = new Place(Branch.main(header.chain()), 0);
    NetworkId network = founding.entry().network();
    EntryStore other = empty(network);
    other.commit(new Commit(List.of(new Placed(place, founding)), List.of()));
    assertEquals(Optional.of(founding), other.entry(place));
    assertEquals(Optional.of(founding), again(other, network).entry(place));
  }

  @Test
  void headsStandAscendingByBranch() throws Exception {
    List<Head> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ChainMaker maker = new ChainMaker(NETWORK, i % 2 == 0 ? Lane.RECORDS : Lane.GOVERNANCE, i);
      List<Placed> entries = maker.next(i + 1);
      commit(entries);
      expected.add(new Head(maker.branch(), 0, i, id(entries.get(i))));
    }
    expected.sort((a, b) -> a.branch().compareTo(b.branch()));
    nowAndAgain(
        each -> {
          assertEquals(expected, each.heads());
          assertEquals(Optional.of(expected.get(7)), each.head(expected.get(7).branch()));
        });
  }

  @Test
  void aBranchBeginsWhereItSplits() throws Exception {
    List<Placed> common = chain.next(3);
    ChainMaker other = chain.fork(1, 4);
    List<Placed> main = chain.next(2);
    List<Placed> side = other.next(4);
    commit(common);
    commit(main);
    commit(side);
    nowAndAgain(
        each -> {
          assertEquals(
              List.of(
                  new Head(chain.branch(), 0, 4, id(main.get(1))),
                  new Head(other.branch(), 3, 6, id(side.get(3)))),
              each.heads());
          assertEquals(Optional.empty(), each.entry(new Place(other.branch(), 2)));
          assertEquals(Optional.of(side.get(0).signed()), each.entry(new Place(other.branch(), 3)));
          assertEquals(signed(side), each.read(other.branch(), 0, 100, 100_000));
          assertEquals(signed(main), each.read(chain.branch(), 3, 100, 100_000));
        });
  }

  @Test
  void twoBranchesMayBeginAtTheFirstEntry() throws Exception {
    ChainMaker other = chain.fork(1, 5);
    List<Placed> all = new ArrayList<>(chain.next(1));
    all.addAll(other.next(1));
    commit(all);
    assertEquals(2, store.heads().size());
  }

  @Test
  void oneCommitMayCarryTheSplitAndBothSides() throws Exception {
    List<Placed> all = new ArrayList<>(chain.next(2));
    ChainMaker other = chain.fork(1, 6);
    all.addAll(chain.next(2));
    all.addAll(other.next(2));
    commit(all);
    assertEquals(2, again(store, NETWORK).head(other.branch()).orElseThrow().firstSeq());
  }

  private static Commit erasing(ChainMaker maker, long through, List<Placed> entries) {
    return new Commit(entries, List.of(), Map.of(maker.branch(), through));
  }

  private static List<SignedEntry> erasedUpTo(long through, List<Placed> entries) {
    return entries.stream()
        .map(p -> p.place().seq() <= through ? p.signed().erased() : p.signed())
        .toList();
  }

  @Test
  void whatIsErasedHasNoBodyAnyMoreAndAllElseStays() throws Exception {
    List<Placed> entries = new ArrayList<>(chain.next(600));
    ChainMaker other = new ChainMaker(NETWORK, Lane.RECORDS, 8);
    List<Placed> others = other.next(3);
    commit(entries);
    commit(others);
    assertEquals(-1, store.erasedThrough(chain.branch()));
    store.commit(erasing(chain, 400, List.of()));
    List<Placed> later = chain.next(2);
    commit(later);
    entries.addAll(later);
    List<SignedEntry> expected = erasedUpTo(400, entries);
    nowAndAgain(
        each -> {
          assertEquals(400, each.erasedThrough(chain.branch()));
          assertEquals(-1, each.erasedThrough(other.branch()));
          assertEquals(expected, readAll(each, chain.branch()));
          assertEquals(signed(others), readAll(each, other.branch()));
          for (int seq : List.of(0, 399, 400, 401, 601)) {
            Place place = new Place(chain.branch(), seq);
            assertEquals(Optional.of(expected.get(seq)), each.entry(place));
            assertEquals(Optional.of(place), each.place(expected.get(seq).entry().id()));
          }
        });
  }

  @Test
  void whatIsErasedInTheCommitThatBringsItNeverHasABodyHere() throws Exception {
    List<Placed> entries = chain.next(3);
    store.commit(erasing(chain, 1, entries));
    nowAndAgain(each -> assertEquals(erasedUpTo(1, entries), readAll(each, chain.branch())));
  }

  @Test
  void erasingAgainOrLessChangesNothing() throws Exception {
    List<Placed> entries = chain.next(5);
    commit(entries);
    for (long through : List.of(3L, 3L, 1L)) {
      store.commit(erasing(chain, through, List.of()));
    }
    nowAndAgain(
        each -> {
          assertEquals(3, each.erasedThrough(chain.branch()));
          assertEquals(erasedUpTo(3, entries), readAll(each, chain.branch()));
        });
  }

  @Test
  void entriesThatCameWithoutBodiesAreKeptAsTheyCame() throws Exception {
    List<Placed> entries = chain.next(4);
    List<Placed> erased =
        entries.stream().map(p -> new Placed(p.place(), p.signed().erased())).toList();
    commit(erased);
    nowAndAgain(each -> assertEquals(signed(erased), readAll(each, chain.branch())));
  }

  @Test
  void onlyRecordsThatAreHereAreErased() throws Exception {
    commit(chain.next(2));
    ChainMaker governance = new ChainMaker(NETWORK, Lane.GOVERNANCE, 3);
    commit(governance.next(2));
    for (Commit bad :
        List.of(
            erasing(chain, 2, List.of()),
            erasing(governance, 0, List.of()),
            erasing(chain.fork(1, 4), 0, List.of()))) {
      assertThrows(IllegalArgumentException.class, () -> store.commit(bad));
    }
    assertEquals(-1, store.erasedThrough(chain.branch()));
  }

  /** In parts, as large as the store gives. */
  private static List<SignedEntry> readAll(EntryStore store, Branch branch) throws StoreException {
    List<SignedEntry> all = new ArrayList<>();
    Head head = store.head(branch).orElseThrow();
    while (head.firstSeq() + all.size() <= head.seq()) {
      all.addAll(store.read(branch, head.firstSeq() + all.size(), 100, 40_000));
    }
    return all;
  }

  @Test
  void readKeepsToTheNumberOfEntries() throws Exception {
    List<SignedEntry> all = signed(chain.next(10));
    commitSigned(all);
    for (int limit = 1; limit <= 11; limit++) {
      List<SignedEntry> read = store.read(chain.branch(), 2, limit, Integer.MAX_VALUE);
      assertEquals(all.subList(2, Math.min(10, 2 + limit)), read);
    }
  }

  @Test
  void readKeepsToTheBytesButGivesAtLeastOne() throws Exception {
    List<SignedEntry> all = signed(chain.next(4));
    commitSigned(all);
    int first = all.get(1).entry().size();
    int two = first + all.get(2).entry().size();
    assertEquals(1, store.read(chain.branch(), 1, 100, 0).size());
    assertEquals(1, store.read(chain.branch(), 1, 100, first).size());
    assertEquals(1, store.read(chain.branch(), 1, 100, two - 1).size());
    assertEquals(2, store.read(chain.branch(), 1, 100, two).size());
    assertEquals(1, store.read(chain.branch(), 3, 0, 0).size());
    assertEquals(0, store.read(chain.branch(), 4, 100, 100_000).size());
  }

  @Test
  void rowsArePutReplacedRemovedAndSortedByKey() throws Exception {
    TreeMap<Bytes, Bytes> expected = new TreeMap<>();
    for (int i = 0; i < 300; i++) {
      Bytes key = Bytes.utf8("key " + (i * 7919 % 1009));
      Bytes value = Bytes.utf8("value " + i);
      store.commit(new Commit(List.of(), List.of(new Row(Table.PEER, key, Optional.of(value)))));
      expected.put(key, value);
    }
    Bytes gone = expected.firstKey();
    Bytes empty = expected.lastKey();
    expected.remove(gone);
    expected.put(empty, Bytes.EMPTY);
    store.commit(
        new Commit(
            List.of(),
            List.of(
                new Row(Table.PEER, gone, Optional.of(Bytes.utf8("the later row of a key wins"))),
                new Row(Table.PEER, gone, Optional.empty()),
                new Row(Table.PEER, empty, Optional.of(Bytes.EMPTY)),
                new Row(Table.REQUEST, gone, Optional.empty()))));
    nowAndAgain(
        each -> {
          assertEquals(expected, each.rows(Table.PEER));
          assertEquals(
              new ArrayList<>(expected.keySet()), List.copyOf(each.rows(Table.PEER).keySet()));
          assertEquals(Optional.empty(), each.row(Table.PEER, gone));
          assertEquals(Optional.of(Bytes.EMPTY), each.row(Table.PEER, empty));
          assertEquals(new TreeMap<>(), each.rows(Table.REQUEST));
          assertEquals(Optional.empty(), each.row(Table.REQUEST, empty));
        });
  }

  @Test
  void networksDoNotSeeEachOther() throws Exception {
    EntryStore other = empty(ChainMaker.network(99));
    Placed entry = chain.next();
    Row row = new Row(Table.LOCAL, Bytes.utf8("key"), Optional.of(Bytes.utf8("value")));
    store.commit(new Commit(List.of(entry), List.of(row)));
    assertEquals(List.of(), other.heads());
    assertEquals(Optional.empty(), other.place(id(entry)));
    assertEquals(Optional.empty(), other.entry(entry.place()));
    assertEquals(Optional.empty(), other.row(Table.LOCAL, row.key()));
  }

  @Test
  void anEntryThatDoesNotFollowTheHeadIsRefused() throws Exception {
    List<Placed> entries = chain.next(4);
    refused(entries.get(1));
    commit(entries.subList(0, 2));
    refused(entries.get(0));
    refused(entries.get(1));
    refused(entries.get(3));
    commit(entries.subList(2, 3));
    commit(entries.subList(3, 4));
  }

  @Test
  void anEntryOfAnotherPastIsRefused() throws Exception {
    commit(chain.next(1));
    ChainMaker other = chain.fork(0, 7);
    chain.next();
    commit(other.next(1));
    refused(chain.next());
  }

  @Test
  void anEntryThatStandsElsewhereThanItsHeaderSaysIsRefused() throws Exception {
    Placed entry = chain.next();
    Branch other = new ChainMaker(NETWORK, Lane.RECORDS, 8).branch();
    refused(new Placed(new Place(other, 0), entry.signed()));
    refused(new Placed(new Place(chain.branch(), 1), entry.signed()));
  }

  @Test
  void aBranchThatSplitsFromNothingIsRefused() throws Exception {
    commit(chain.next(2));
    chain.next();
    refused(chain.fork(1, 9).next());
  }

  @Test
  void anEntryTakesOnePlaceOnly() throws Exception {
    List<Placed> entries = chain.next(2);
    commit(entries);
    Branch other = new Branch(chain.branch().chain(), 1);
    refused(new Placed(new Place(other, 1), entries.get(1).signed()));
    refused(new Placed(new Place(other, 0), entries.get(0).signed()));
  }

  @Test
  void aCommitThatFailsChangesNothing() throws Exception {
    Row before = new Row(Table.LOCAL, Bytes.utf8("key"), Optional.of(Bytes.utf8("before")));
    List<Placed> entries = chain.next(4);
    store.commit(new Commit(entries.subList(0, 1), List.of(before)));
    List<Head> heads = store.heads();
    Row after = new Row(Table.LOCAL, before.key(), Optional.of(Bytes.utf8("after")));
    Commit bad = new Commit(List.of(entries.get(1), entries.get(3)), List.of(after));
    assertThrows(IllegalArgumentException.class, () -> store.commit(bad));
    nowAndAgain(
        each -> {
          assertEquals(heads, each.heads());
          assertEquals(Optional.empty(), each.place(id(entries.get(1))));
          assertEquals(Optional.empty(), each.entry(entries.get(1).place()));
          assertEquals(before.value(), each.row(Table.LOCAL, before.key()));
        });
    commit(entries.subList(1, 4));
    assertEquals(signed(entries), store.read(chain.branch(), 0, 10, 100_000));
  }

  @Test
  void whatWasReadIsNotChangedByLaterCommits() throws Exception {
    commit(chain.next(1));
    List<Head> heads = store.heads();
    List<SignedEntry> read = store.read(chain.branch(), 0, 10, 100_000);
    commit(chain.next(1));
    assertEquals(0, heads.get(0).seq());
    assertEquals(1, read.size());
    assertTrue(store.heads().get(0).seq() == 1);
  }

  private void nowAndAgain(Check check) throws Exception {
    check.on(store);
    store = again(store, NETWORK);
    check.on(store);
  }

  private void refused(Placed placed) throws Exception {
    List<Head> before = store.heads();
    Commit commit = new Commit(List.of(placed), List.of());
    assertThrows(IllegalArgumentException.class, () -> store.commit(commit));
    assertEquals(before, store.heads());
  }

  private void commit(List<Placed> entries) throws StoreException {
    store.commit(new Commit(entries, List.of()));
  }

  private void commitSigned(List<SignedEntry> entries) throws StoreException {
    List<Placed> placed = new ArrayList<>();
    for (SignedEntry entry : entries) {
      Header header = entry.entry().header();
      placed.add(new Placed(new Place(Branch.main(header.chain()), header.seq()), entry));
    }
    commit(placed);
  }

  private static List<SignedEntry> signed(List<Placed> entries) {
    return entries.stream().map(Placed::signed).toList();
  }

  private static EntryId id(Placed placed) {
    return placed.signed().entry().id();
  }
}
