package org.peyvand.protocol.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Decoded;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.Seal;
import org.peyvand.protocol.entry.SharedEpoch;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.sync.proto.RunEntryProto;
import org.peyvand.protocol.sync.proto.RunProto;

class RunCodecTest {
  private static final int BODY = 336;

  /** Entries with everything that a header may have; GENESIS first where it may stand. */
  private static List<SignedEntry> anything(Random random, int count) {
    Lane lane = Lane.values()[random.nextInt(2)];
    ChainId chain = new ChainId(new DeviceId(bytes(random, 32)), lane);
    boolean founds = lane == Lane.GOVERNANCE && random.nextBoolean();
    Optional<NetworkId> network =
        founds ? Optional.empty() : Optional.of(new NetworkId(bytes(random, 32)));
    long seq = founds || random.nextBoolean() ? 0 : 1 + random.nextInt(1 << 30);
    Optional<EntryId> previous =
        seq == 0 ? Optional.empty() : Optional.of(new EntryId(bytes(random, 32)));
    EpochId epoch = new EpochId(bytes(random, 32));
    List<SignedEntry> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      epoch = random.nextInt(4) == 0 ? new EpochId(bytes(random, 32)) : epoch;
      Header header =
          new Header(
              network,
              chain.device(),
              lane,
              seq++,
              previous,
              links(random),
              epoch,
              bytes(random, Limits.RANDOM_BYTES),
              block(random));
      var entry = EntryCodec.make(header, bytes(random, random.nextInt(600)));
      boolean erased = lane == Lane.RECORDS && random.nextInt(3) == 0;
      entry = erased ? EntryCodec.erase(entry) : entry;
      boolean signed = lane == Lane.GOVERNANCE && random.nextBoolean();
      made.add(
          new SignedEntry(
              entry, signed || i == count - 1 ? Optional.of(bytes(random, 64)) : Optional.empty()));
      network = Optional.of(entry.network());
      previous = Optional.of(entry.id());
    }
    return made;
  }

  private static List<EntryId> links(Random random) {
    TreeSet<EntryId> links = new TreeSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      links.add(new EntryId(bytes(random, 32)));
    }
    return List.copyOf(links);
  }

  private static Optional<EpochBlock> block(Random random) {
    if (random.nextInt(5) > 0) {
      return Optional.empty();
    }
    Seal seal = new Seal(new DeviceId(bytes(random, 32)), bytes(random, Seal.LENGTH), Bytes.EMPTY);
    return Optional.of(new SharedEpoch(new EpochId(bytes(random, 32)), List.of(seal)));
  }

  private static Bytes bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.own(bytes);
  }

  @Test
  void whatIsDecodedIsWhatWasEncoded() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Run run = new Run(anything(random, 1 + random.nextInt(30)));
      Bytes encoded = RunCodec.encode(run);
      Run decoded = good(encoded);
      assertEquals(run, decoded, "seed " + seed);
      assertEquals(encoded, RunCodec.encode(decoded), "seed " + seed);
      assertEquals(run.size(), RunCodec.fitting(run.entries(), encoded.length()), "seed " + seed);
      if (run.size() > 1) {
        assertTrue(
            RunCodec.fitting(run.entries(), encoded.length() - 1) < run.size(), "seed " + seed);
      }
    }
  }

  @Test
  void recordsTravelWithTheLastSignatureOnly() {
    Run run = new Run(Histories.chain(Lane.RECORDS, 1, 10));
    List<SignedEntry> decoded = good(RunCodec.encode(run)).entries();
    for (int i = 0; i < 10; i++) {
      assertEquals(i == 9, decoded.get(i).signature().isPresent());
    }
    Run governance = new Run(Histories.chain(Lane.GOVERNANCE, 1, 10));
    assertEquals(governance, good(RunCodec.encode(governance)));
  }

  @Test
  void anEntryCostsAtMost375BytesWithABodyOf336() throws StoreException {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 1);
    List<SignedEntry> chain = Histories.unplaced(maker.next(10_000));
    assertEquals(BODY, chain.get(0).entry().sealedBody().length());
    Pipe pipe = new Pipe(new TestNode().with(chain), new TestNode(), 1).room(1 << 20);
    pipe.start().settle();
    SessionTest.assertEqualEnds(pipe, "10,000 entries");
    var tally = pipe.a.session.tally();
    double each = (double) (tally.sentBytes() + tally.receivedBytes()) / 10_000;
    System.out.println("wire bytes per entry, both ways, all frames: " + each);
    assertTrue(each <= 375, "bytes per entry: " + each);
  }

  @Test
  void garbageAndAnyChangedOrMissingByteIsRefusedOrAnotherRunAndNeverThrows() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Run run = new Run(anything(random, 1 + random.nextInt(4)));
      byte[] encoded = RunCodec.encode(run).toArray();
      RunCodec.decode(Bytes.copyOf(encoded).slice(0, random.nextInt(encoded.length)));
      encoded[random.nextInt(encoded.length)] ^= (byte) (1 << random.nextInt(8));
      Decoded<Run> changed = RunCodec.decode(Bytes.own(encoded));
      changed.asOptional().ifPresent(r -> assertTrue(!r.equals(run)));
      RunCodec.decode(bytes(random, random.nextInt(2_000)));
    }
  }

  @Test
  void aRunHoldsAsManyEntriesAsAllowedAndNotOneMore() {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 1);
    List<SignedEntry> chain = Histories.chain(maker, Limits.RUN_ENTRIES + 1);
    good(RunCodec.encode(new Run(chain.subList(0, Limits.RUN_ENTRIES))));
    assertEquals(Reason.TOO_LARGE, bad(RunCodec.encode(new Run(chain))));
  }

  @Test
  void aRunHasAsManyBytesAsAllowedAndNotOneMore() {
    assertEquals(Limits.RUN_BYTES, sized(0).length());
    good(sized(0));
    assertEquals(Reason.TOO_LARGE, bad(sized(1)));
  }

  /** Five entries whose run is {@code more} bytes above the limit. */
  private static Bytes sized(int more) {
    int fourth = 50_000;
    int last = 40_000;
    for (int tries = 0; tries < 3; tries++) {
      Bytes encoded = RunCodec.encode(new Run(fiveEntries(fourth, last)));
      last += Limits.RUN_BYTES + more - encoded.length();
    }
    return RunCodec.encode(new Run(fiveEntries(fourth, last)));
  }

  private static List<SignedEntry> fiveEntries(int each, int last) {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 3);
    List<SignedEntry> entries = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      entries.add(
          maker
              .next(
                  maker.bytes(i == 4 ? last : each),
                  List.of(),
                  Optional.empty(),
                  Optional.of(Histories.SIGNATURE))
              .signed());
    }
    return entries;
  }

  @Test
  void theLargestEntryGoesAloneAndOneByteMoreDoesNot() {
    good(RunCodec.encode(new Run(List.of(large(0)))));
    assertEquals(Reason.TOO_LARGE, bad(RunCodec.encode(new Run(List.of(large(1))))));
    Bytes most = Bytes.own(new byte[Limits.ENTRY_WITH_SEALS_BYTES + Limits.RUN_OVERHEAD_BYTES + 1]);
    assertEquals(Reason.TOO_LARGE, bad(most));
  }

  private static SignedEntry large(int more) {
    Random random = new Random(1);
    Seal seal = new Seal(new DeviceId(bytes(random, 32)), bytes(random, Seal.LENGTH), Bytes.EMPTY);
    EpochBlock block = new SharedEpoch(new EpochId(bytes(random, 32)), List.of(seal));
    int header = made(block, 0).entry().headerBytes().length();
    return made(block, Limits.ENTRY_WITH_SEALS_BYTES - header + more);
  }

  private static SignedEntry made(EpochBlock block, int body) {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.GOVERNANCE, 3);
    return maker
        .next(
            Bytes.own(new byte[body]),
            List.of(),
            Optional.of(block),
            Optional.of(Histories.SIGNATURE))
        .signed();
  }

  @Test
  void aMegabyteOfEmptyEntriesIsRefusedBeforeItIsParsed() {
    byte[] bomb = new byte[1_000_000];
    for (int i = 0; i < bomb.length; i += 2) {
      bomb[i] = RunProto.ENTRIES_FIELD_NUMBER << 3 | 2;
    }
    assertEquals(Reason.TOO_LARGE, bad(Bytes.own(bomb)));
  }

  @Test
  void aHeaderOfAnotherPlaceIsRefused() throws Exception {
    SignedEntry elsewhere = large(-1_000_000);
    RunProto proto = RunProto.parseFrom(RunCodec.encode(new Run(List.of(elsewhere))).view());
    assertEquals(
        Reason.NOT_CANONICAL,
        bad(proto.toBuilder().setDevice(ByteString.copyFrom(new byte[32])).build()));
    assertEquals(Reason.NOT_CANONICAL, bad(proto.toBuilder().setLane(1).build()));
    assertEquals(Reason.NOT_CANONICAL, bad(proto.toBuilder().setFirstSeq(1).build()));
    assertEquals(
        Reason.FOREIGN_NETWORK,
        bad(proto.toBuilder().setNetwork(ByteString.copyFrom(new byte[32])).build()));
    assertEquals(
        Reason.WRONG_PREVIOUS,
        bad(proto.toBuilder().setPrevious(ByteString.copyFrom(new byte[32])).build()));
  }

  @Test
  void eachRuleOfARunIsNamedWhereItIsBroken() throws Exception {
    RunProto proto =
        RunProto.parseFrom(RunCodec.encode(new Run(Histories.chain(Lane.RECORDS, 1, 3))).view());
    RunEntryProto first = proto.getEntries(0);
    RunEntryProto last = proto.getEntries(2);
    assertEquals(Reason.MALFORMED, bad(proto.toBuilder().clearEntries().build()));
    assertEquals(
        Reason.NO_SIGNATURE,
        bad(proto.toBuilder().setEntries(2, last.toBuilder().clearSignature()).build()));
    assertEquals(
        Reason.NOT_CANONICAL,
        bad(proto.toBuilder().setEntries(0, first.toBuilder().clearEpoch()).build()));
    assertEquals(Reason.NOT_CANONICAL, bad(proto.toBuilder().setEntries(1, first).build()));
    assertEquals(Reason.MALFORMED, bad(proto.toBuilder().setLane(2).build()));
    assertEquals(Reason.MALFORMED, bad(proto.toBuilder().setFirstSeq(-1).build()));
    assertEquals(Reason.MALFORMED, bad(proto.toBuilder().setFirstSeq(Long.MAX_VALUE).build()));
    assertEquals(Reason.WRONG_PREVIOUS, bad(proto.toBuilder().setFirstSeq(1).build()));
    assertEquals(Reason.TOO_MANY_LINKS, bad(withLinks(proto, 33)));
    assertEquals(Reason.TOO_MANY_LINKS, bad(withLinks(proto, 32 * (Limits.GATHER_LINKS + 1))));
    assertEquals(Reason.LINKS_NOT_SORTED, bad(withLinks(proto, 64)));
    assertEquals(Reason.MALFORMED, bad(proto.toBuilder().clearNetwork().build()));
  }

  private static RunProto withLinks(RunProto proto, int bytes) {
    RunEntryProto entry =
        proto.getEntries(0).toBuilder().setLinks(ByteString.copyFrom(new byte[bytes])).build();
    return proto.toBuilder().setEntries(0, entry).build();
  }

  @Test
  void entriesThatDoNotFollowEachOtherAreNoRun() {
    List<SignedEntry> chain = Histories.chain(Lane.RECORDS, 1, 3);
    assertThrows(IllegalArgumentException.class, () -> new Run(List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new Run(List.of(chain.get(0), chain.get(2))));
    List<SignedEntry> backwards = new ArrayList<>(chain);
    Collections.reverse(backwards);
    assertThrows(IllegalArgumentException.class, () -> new Run(backwards));
    SignedEntry unsigned = new SignedEntry(chain.get(0).entry(), Optional.empty());
    assertThrows(IllegalArgumentException.class, () -> new Run(List.of(unsigned)));
  }

  @Test
  void whatWasReceivedAsOneRunCanBeCutAsOneAgain() throws StoreException {
    for (int entries : new int[] {1, 2, 500, Limits.RUN_ENTRIES}) {
      ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.RECORDS, entries);
      Run run = good(RunCodec.encode(new Run(Histories.chain(maker, entries))));
      TestNode node = new TestNode();
      node.ingest(run);
      assertEquals(Optional.of(run), Runs.cut(node.store, maker.branch(), 0));
      assertEquals(
          entries > 1 ? entries - 1 : 0,
          Runs.cut(node.store, maker.branch(), 1).map(Run::size).orElse(0));
      assertEquals(Optional.empty(), Runs.cut(node.store, maker.branch(), entries));
    }
  }

  @Test
  void aCutNeverExceedsItsLimits() throws StoreException {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 5);
    TestNode node = new TestNode().with(Histories.unplaced(maker.next(3_000)));
    for (int bytes : new int[] {1, 500, 1_000, 10_000, Limits.RUN_BYTES}) {
      Run run = Runs.cut(node.store, maker.branch(), 7, 1024, bytes).orElseThrow();
      assertTrue(run.size() == 1 || RunCodec.encode(run).length() <= bytes, "bytes " + bytes);
      assertEquals(7, run.firstSeq());
    }
  }

  @Test
  void aBundlesRunsAreShortUnlessNoSignatureComesSoon() throws StoreException {
    ChainMaker maker = new ChainMaker(Histories.NETWORK, Lane.RECORDS, 5);
    List<SignedEntry> entries = Histories.unplaced(maker.next(3_000));
    TestNode node = new TestNode().with(entries);
    Run run = Runs.cutForBundle(node.store, maker.branch(), 0).orElseThrow();
    Run longer = new Run(entries.subList(0, run.size() + 1));
    assertTrue(RunCodec.encode(run).length() <= Limits.BUNDLE_RUN_BYTES);
    assertTrue(RunCodec.encode(longer).length() > Limits.BUNDLE_RUN_BYTES);
    TestNode other = new TestNode();
    other.ingest(good(RunCodec.encode(longer)));
    assertEquals(
        longer.size(), Runs.cutForBundle(other.store, maker.branch(), 0).orElseThrow().size());
  }

  private static Run good(Bytes encoded) {
    return ((Decoded.Good<Run>) RunCodec.decode(encoded)).value();
  }

  private static Reason bad(RunProto proto) {
    return bad(Bytes.own(proto.toByteArray()));
  }

  private static Reason bad(Bytes encoded) {
    return ((Decoded.Bad<Run>) RunCodec.decode(encoded)).reason();
  }

  private static RunProto encoded(List<SignedEntry> entries) throws Exception {
    return RunProto.parseFrom(RunCodec.encode(new Run(entries)).view());
  }

  private static Reason reason(RunProto.Builder run) {
    return ((Decoded.Bad<Run>) RunCodec.decode(Bytes.own(run.build().toByteArray()))).reason();
  }

  @Test
  void anErasedEntryHasTheIdThatItHadAndCostsADigest() throws Exception {
    ChainMaker maker = new ChainMaker(ChainMaker.network(1), Lane.RECORDS, 4);
    Bytes body = maker.bytes(4_000);
    SignedEntry whole =
        maker.next(body, List.of(), Optional.empty(), Optional.of(maker.bytes(64))).signed();
    RunProto erased = encoded(List.of(whole.erased()));
    assertEquals(whole.entry().id(), good(Bytes.own(erased.toByteArray())).last().id());
    assertEquals(0, erased.getEntries(0).getBody().size());
    assertEquals(32, erased.getEntries(0).getErased().size());
    assertTrue(good(Bytes.own(erased.toByteArray())).last().isErased());
  }

  @Test
  void anEntryHasABodyOrItsDigestAndGovernanceABody() throws Exception {
    for (Lane lane : Lane.values()) {
      ChainMaker maker = new ChainMaker(ChainMaker.network(1), lane, 4);
      Optional<Bytes> signature = Optional.of(maker.bytes(64));
      SignedEntry whole =
          maker.next(maker.bytes(300), List.of(), Optional.empty(), signature).signed();
      RunProto.Builder run = encoded(List.of(whole)).toBuilder();
      run.getEntriesBuilder(0).setErased(ByteString.copyFrom(new byte[32]));
      assertEquals(Reason.NOT_CANONICAL, reason(run));
      run.getEntriesBuilder(0).clearBody();
      if (lane == Lane.GOVERNANCE) {
        assertEquals(Reason.MALFORMED, reason(run));
      }
      for (int length : List.of(1, 31, 33)) {
        run.getEntriesBuilder(0).setErased(ByteString.copyFrom(new byte[length]));
        assertEquals(Reason.MALFORMED, reason(run));
      }
    }
  }
}
