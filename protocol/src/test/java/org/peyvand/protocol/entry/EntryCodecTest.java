package org.peyvand.protocol.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.entry.proto.HeaderProto;
import org.peyvand.protocol.entry.proto.NewEpochProto;
import org.peyvand.protocol.epoch.SealedBodies;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;

class EntryCodecTest {
  private static final Bytes BODY = Samples.bytes(272);

  private static void assertGood(Bytes header, Bytes body) {
    assertInstanceOf(Decoded.Good.class, EntryCodec.decode(header, body));
  }

  private static void assertBad(Reason reason, Bytes header, Bytes body) {
    Decoded<Entry> decoded = EntryCodec.decode(header, body);
    assertEquals(reason, assertInstanceOf(Decoded.Bad.class, decoded).reason());
  }

  private static Bytes changed(Header header, Consumer<HeaderProto.Builder> change) {
    try {
      var proto = HeaderProto.parseFrom(EntryCodec.headerBytes(header).view()).toBuilder();
      change.accept(proto);
      return Bytes.own(proto.build().toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static Header plain() {
    return Samples.header(Lane.GOVERNANCE, 4, 3, Optional.empty());
  }

  private static ByteString zeroes(int count) {
    return ByteString.copyFrom(new byte[count]);
  }

  @Test
  void everyHeaderComesBackAsItWas() {
    for (Header header : Samples.headers()) {
      Entry entry = EntryCodec.make(header, BODY);
      assertEquals(Decoded.good(entry), EntryCodec.decode(entry.headerBytes(), BODY));
    }
  }

  @Test
  void aFoundingHeaderNamesItsNetworkByItsId() {
    Header header = Samples.header(Lane.GOVERNANCE, 0, 0, Optional.of(Samples.newEpoch()));
    Bytes founding = changed(header, HeaderProto.Builder::clearNetwork);
    Entry entry = EntryCodec.decode(founding, BODY).asOptional().orElseThrow();
    assertEquals(entry.id().bytes(), entry.network().bytes());
  }

  @Test
  void everyOtherEncodingOfAHeaderIsRefused() {
    for (Header header : Samples.headers()) {
      Bytes good = EntryCodec.headerBytes(header);
      Bytes version = good.slice(0, 2);
      Bytes rest = good.slice(2, good.length());
      assertEquals(Bytes.ofHex("0801"), version);
      assertBad(Reason.NOT_CANONICAL, good.concat(Bytes.ofHex("980601")), BODY);
      assertBad(Reason.NOT_CANONICAL, version.concat(good), BODY);
      assertBad(Reason.NOT_CANONICAL, rest.concat(version), BODY);
      assertBad(Reason.NOT_CANONICAL, Bytes.ofHex("088100").concat(rest), BODY);
      assertBad(Reason.MALFORMED, good.concat(Bytes.ofHex("00")), BODY);
      assertBad(Reason.MALFORMED, good.slice(0, good.length() - 1), BODY);
    }
    assertBad(Reason.UNKNOWN_VERSION, Bytes.EMPTY, BODY);
  }

  @Test
  void anotherVersionIsRefused() {
    for (int version : new int[] {0, 2, -1}) {
      assertBad(Reason.UNKNOWN_VERSION, changed(plain(), p -> p.setVersion(version)), BODY);
    }
  }

  @Test
  void everyFieldHasExactlyItsLength() {
    for (int length : new int[] {1, 31, 33}) {
      ByteString wrong = zeroes(length);
      assertBad(Reason.MALFORMED, changed(plain(), p -> p.setNetwork(wrong)), BODY);
      assertBad(Reason.MALFORMED, changed(plain(), p -> p.setDevice(wrong)), BODY);
      assertBad(Reason.MALFORMED, changed(plain(), p -> p.setPrevious(wrong)), BODY);
      assertBad(Reason.MALFORMED, changed(plain(), p -> p.setLinks(0, wrong)), BODY);
      assertBad(Reason.MALFORMED, changed(plain(), p -> p.setEpoch(wrong)), BODY);
    }
    assertBad(Reason.MALFORMED, changed(plain(), HeaderProto.Builder::clearDevice), BODY);
    assertBad(Reason.MALFORMED, changed(plain(), HeaderProto.Builder::clearEpoch), BODY);
    assertBad(Reason.MALFORMED, changed(plain(), HeaderProto.Builder::clearRandom), BODY);
    for (int length : new int[] {15, 17}) {
      assertBad(Reason.MALFORMED, changed(plain(), p -> p.setRandom(zeroes(length))), BODY);
    }
  }

  @Test
  void laneAndNumberMustBe() {
    assertBad(Reason.MALFORMED, changed(plain(), p -> p.setLane(2)), BODY);
    assertBad(Reason.MALFORMED, changed(plain(), p -> p.setLane(-1)), BODY);
    assertBad(Reason.MALFORMED, changed(plain(), p -> p.setSeq(-1)), BODY);
    assertBad(Reason.WRONG_PREVIOUS, changed(plain(), p -> p.setSeq(0)), BODY);
    assertBad(Reason.WRONG_PREVIOUS, changed(plain(), HeaderProto.Builder::clearPrevious), BODY);
  }

  @Test
  void linksAscendAndAreLimited() {
    Header header = Samples.header(Lane.GOVERNANCE, 4, Limits.GATHER_LINKS, Optional.empty());
    assertGood(EntryCodec.headerBytes(header), BODY);
    Bytes last = Bytes.ofHex("ff".repeat(EntryId.LENGTH));
    Bytes beyond = changed(header, p -> p.addLinks(Strict.string(last)));
    assertBad(Reason.TOO_MANY_LINKS, beyond, BODY);

    List<EntryId> twice = new ArrayList<>(plain().links());
    twice.add(twice.get(2));
    assertBad(Reason.LINKS_NOT_SORTED, linked(twice), BODY);
    List<EntryId> backwards = new ArrayList<>(plain().links());
    Collections.reverse(backwards);
    assertBad(Reason.LINKS_NOT_SORTED, linked(backwards), BODY);
  }

  private static Bytes linked(List<EntryId> links) {
    return changed(
        plain(),
        p ->
            p.clearLinks().addAllLinks(links.stream().map(l -> Strict.string(l.bytes())).toList()));
  }

  @Test
  void sealsAscendAndHaveTheirLengths() {
    Header header = Samples.header(Lane.GOVERNANCE, 4, 3, Optional.of(Samples.newEpoch()));
    assertBad(Reason.BAD_EPOCH_BLOCK, epoch(header, e -> e.addSeals(e.getSeals(0))), BODY);
    assertBad(Reason.BAD_EPOCH_BLOCK, epoch(header, e -> e.addSeals(e.getSeals(1))), BODY);
    for (int length : new int[] {0, Seal.LENGTH - 1, Seal.LENGTH + 1}) {
      assertBad(
          Reason.MALFORMED,
          epoch(header, e -> e.getSealsBuilder(0).setGovernance(zeroes(length))),
          BODY);
    }
    assertBad(
        Reason.MALFORMED, epoch(header, e -> e.getSealsBuilder(0).setRecords(zeroes(1))), BODY);
    assertGood(epoch(header, e -> e.getSealsBuilder(0).clearRecords()), BODY);
    assertBad(
        Reason.MALFORMED,
        epoch(header, e -> e.getParentsBuilder(0).setGovernance(zeroes(47))),
        BODY);
    assertBad(
        Reason.MALFORMED, epoch(header, e -> e.getParentsBuilder(0).setParent(zeroes(31))), BODY);
    assertBad(Reason.MALFORMED, epoch(header, e -> e.setRecordsCommitment(zeroes(31))), BODY);
    assertBad(
        Reason.NOT_CANONICAL, EntryCodec.headerBytes(header).concat(Bytes.ofHex("5a00")), BODY);
  }

  private static Bytes epoch(Header header, Consumer<NewEpochProto.Builder> change) {
    return changed(header, p -> change.accept(p.getNewEpochBuilder()));
  }

  @Test
  void anEntryIsAsLargeAsTheLimitAndNoLarger() {
    assertSize(Limits.ENTRY_BYTES, plain());
    assertSize(
        Limits.ENTRY_WITH_SEALS_BYTES,
        Samples.header(Lane.GOVERNANCE, 4, 3, Optional.of(Samples.newEpoch())));
  }

  @Test
  void theLongestForkProofFitsWithSealsForAThousandDevicesAndWithoutAny() {
    List<Seal> seals = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      seals.add(Samples.seal(1));
    }
    seals.sort(Comparator.comparing(Seal::recipient));
    EpochBlock block = new NewEpoch(Samples.bytes(32), Samples.bytes(32), seals, List.of());
    int body = BodyCodec.encode(new Body(Long.MAX_VALUE, fullestFork())).length;
    Bytes sealed = Bytes.own(new byte[SealedBodies.sealedLength(body)]);
    for (Optional<EpochBlock> carried : List.of(Optional.of(block), Optional.<EpochBlock>empty())) {
      Header header = Samples.header(Lane.GOVERNANCE, 4, Limits.LINKS, carried);
      assertGood(EntryCodec.headerBytes(header), sealed);
    }
  }

  @Test
  void theFullestCutFitsIntoAnEntryWithoutSeals() {
    SignedPin cut =
        new SignedPin(
            new Pin(Samples.pin().device(), Long.MAX_VALUE, Samples.pin().entry()),
            Samples.bytes(64));
    Act act =
        new Act.Enact(Samples.pin().entry(), List.of(), Collections.nCopies(Limits.CUTS, cut));
    int body = BodyCodec.encode(new Body(Long.MAX_VALUE, act)).length;
    Bytes sealed = Bytes.own(new byte[SealedBodies.sealedLength(body)]);
    Header header = Samples.header(Lane.GOVERNANCE, 4, Limits.LINKS, Optional.empty());
    assertGood(EntryCodec.headerBytes(header), sealed);
  }

  private static Act fullestFork() {
    Act.ProveFork fork = (Act.ProveFork) Samples.fork(Limits.FORK_PATH);
    return new Act.ProveFork(
        fork.device(),
        fork.forked(),
        Long.MAX_VALUE,
        fork.one(),
        fork.oneSignature(),
        fork.other(),
        fork.path(),
        fork.otherSignature(),
        Collections.nCopies(Limits.PINS, Samples.pin()));
  }

  @Test
  void aChainIsShownByWhatItsEntriesSayAlone() {
    Entry first = EntryCodec.make(Samples.header(Lane.RECORDS, 7, 2, Optional.empty()), BODY);
    Optional<EntryId> before = first.header().previous();
    assertEquals(first.id(), EntryCodec.id(before, EntryCodec.content(first)));
    Bytes content =
        Bytes.own(
            Digest.tagged(
                "peyvand/content/1",
                first.headerBytes().view(),
                Digest.sha256(first.sealedBody().view())));
    assertEquals(content, EntryCodec.content(first), "known by its header and its body's digest");
    Entry founding = EntryCodec.make(Samples.header(Lane.GOVERNANCE, 0, 0, Optional.empty()), BODY);
    assertEquals(founding.id(), EntryCodec.id(Optional.empty(), EntryCodec.content(founding)));
  }

  private static void assertSize(int limit, Header header) {
    Bytes bytes = EntryCodec.headerBytes(header);
    assertGood(bytes, Bytes.own(new byte[limit - bytes.length()]));
    assertBad(Reason.TOO_LARGE, bytes, Bytes.own(new byte[limit - bytes.length() + 1]));
  }

  @Test
  void theSignatureIsOverThePlaceAndTheId() {
    byte[] signed = EntryCodec.signedBytes(EntryCodec.make(plain(), BODY));
    byte[] other = EntryCodec.signedBytes(EntryCodec.make(plain(), BODY));
    assertNotEquals(Bytes.own(signed), Bytes.own(other));
    assertTrue(signed.length == 32);
  }
}
