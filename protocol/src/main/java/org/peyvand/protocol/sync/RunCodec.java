package org.peyvand.protocol.sync;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Decoded;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Strict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.sync.proto.RunEntryProto;
import org.peyvand.protocol.sync.proto.RunProto;

/**
 * Between runs and their encoding, which leaves out what the receiver rebuilds: network, device and
 * lane are said once, numbers and previous hashes follow, an epoch is said where it changes. Of the
 * records lane only the last signature travels; of governance all that the sender has.
 */
public final class RunCodec {

  private RunCodec() {}

  public static Bytes encode(Run run) {
    Header first = run.first().header();
    RunProto.Builder proto = said(first);
    EpochId epoch = null;
    for (int i = 0; i < run.size(); i++) {
      SignedEntry signed = run.entries().get(i);
      boolean keepSignature = first.lane() == Lane.GOVERNANCE || i == run.size() - 1;
      proto.addEntries(toProto(signed, epoch, keepSignature));
      epoch = signed.entry().header().epoch();
    }
    return Bytes.own(proto.build().toByteArray());
  }

  /** What a run that begins with this entry says once. */
  private static RunProto.Builder said(Header first) {
    RunProto.Builder proto =
        RunProto.newBuilder()
            .setDevice(Strict.string(first.device().bytes()))
            .setLane(first.lane().number())
            .setFirstSeq(first.seq());
    first.network().ifPresent(n -> proto.setNetwork(Strict.string(n.bytes())));
    first.previous().ifPresent(p -> proto.setPrevious(Strict.string(p.bytes())));
    return proto;
  }

  /**
   * How many of the entries, which follow each other, fit into {@code bytes} as one run that ends
   * at a signature. The first fits alone, whatever its size.
   */
  static int fitting(List<SignedEntry> entries, int bytes) {
    Header first = entries.get(0).entry().header();
    int size = said(first).build().getSerializedSize();
    int fitting = 0;
    EpochId epoch = null;
    for (int i = 0; i < entries.size(); i++) {
      SignedEntry signed = entries.get(i);
      boolean isSigned = signed.signature().isPresent();
      int asLast = size + sizeOf(toProto(signed, epoch, true));
      if (isSigned && (i == 0 || asLast <= bytes)) {
        fitting = i + 1;
      }
      size =
          first.lane() == Lane.GOVERNANCE ? asLast : size + sizeOf(toProto(signed, epoch, false));
      if (size > bytes) {
        break;
      }
      epoch = signed.entry().header().epoch();
    }
    return fitting;
  }

  private static int sizeOf(RunEntryProto proto) {
    return CodedOutputStream.computeMessageSize(RunProto.ENTRIES_FIELD_NUMBER, proto);
  }

  private static RunEntryProto toProto(SignedEntry signed, EpochId before, boolean keepSignature) {
    Entry entry = signed.entry();
    Header header = entry.header();
    RunEntryProto.Builder proto =
        RunEntryProto.newBuilder().setBody(Strict.string(entry.sealedBody()));
    entry.erased().ifPresent(digest -> proto.setErased(Strict.string(digest)));
    if (header.block().isPresent()) {
      proto.setHeader(Strict.string(entry.headerBytes()));
    } else {
      proto.setRandom(Strict.string(header.random())).setLinks(toProto(header.links()));
      if (!header.epoch().equals(before)) {
        proto.setEpoch(Strict.string(header.epoch().bytes()));
      }
    }
    if (keepSignature) {
      signed.signature().ifPresent(s -> proto.setSignature(Strict.string(s)));
    }
    return proto.build();
  }

  private static ByteString toProto(List<EntryId> links) {
    return ByteString.copyFrom(links.stream().map(l -> Strict.string(l.bytes())).toList());
  }

  /**
   * Reads foreign bytes: at most {@link Limits#RUN_ENTRIES} entries in {@link Limits#RUN_BYTES}, or
   * one entry of any allowed size. The signatures are not checked here.
   */
  public static Decoded<Run> decode(Bytes encoded) {
    int most = Limits.ENTRY_WITH_SEALS_BYTES + Limits.RUN_OVERHEAD_BYTES;
    if (encoded.length() > most) {
      return tooLarge(most + " bytes", encoded.length());
    }
    int entries;
    try {
      entries = countEntries(encoded);
    } catch (IOException e) {
      return Decoded.bad(Reason.MALFORMED, "expected protobuf: " + e.getMessage());
    }
    if (entries > Limits.RUN_ENTRIES) {
      return tooLarge(Limits.RUN_ENTRIES + " entries", entries);
    }
    if (entries > 1 && encoded.length() > Limits.RUN_BYTES) {
      return tooLarge(Limits.RUN_BYTES + " bytes", encoded.length());
    }
    return Strict.decode(encoded.view(), RunProto.parser(), RunCodec::toRun);
  }

  private static <T> Decoded<T> tooLarge(String limit, int found) {
    return Decoded.bad(Reason.TOO_LARGE, "run: expected at most " + limit + ", found " + found);
  }

  // counted before parsing: an empty entry is two bytes here and many in memory
  private static int countEntries(Bytes encoded) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(encoded.view());
    int entries = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag >>> 3 == RunProto.ENTRIES_FIELD_NUMBER) {
        entries++;
      }
      in.skipField(tag);
    }
    return entries;
  }

  private static Run toRun(RunProto proto) {
    Strict.require(proto.getEntriesCount() > 0, Reason.MALFORMED, "run: expected an entry");
    int last = proto.getEntriesCount() - 1;
    Strict.require(
        !proto.getEntries(last).getSignature().isEmpty(),
        Reason.NO_SIGNATURE,
        "run: expected a signature on the last entry");
    Rebuilding rebuilding = new Rebuilding(proto);
    List<SignedEntry> entries = new ArrayList<>(proto.getEntriesCount());
    for (RunEntryProto entry : proto.getEntriesList()) {
      entries.add(rebuilding.next(entry));
    }
    return new Run(entries);
  }

  /** What is known from the entries before. */
  private static final class Rebuilding {
    private final DeviceId device;
    private final Lane lane;
    private Optional<NetworkId> network;
    private long seq;
    private Optional<EntryId> previous;
    private Optional<EpochId> epoch = Optional.empty();

    Rebuilding(RunProto proto) {
      device = new DeviceId(Strict.bytes(proto.getDevice()));
      lane = Strict.pick(Lane.values(), proto.getLane(), "lane");
      network = optional(proto.getNetwork()).map(NetworkId::new);
      seq = proto.getFirstSeq();
      previous = optional(proto.getPrevious()).map(EntryId::new);
      Strict.require(
          seq >= 0 && seq <= Long.MAX_VALUE - Limits.RUN_ENTRIES,
          Reason.MALFORMED,
          "run: sequence number out of range");
    }

    SignedEntry next(RunEntryProto proto) {
      Entry entry = require(proto.getErased().isEmpty() ? whole(proto) : erased(proto));
      requireInPlace(entry.header());
      network = Optional.of(entry.network());
      seq++;
      previous = Optional.of(entry.id());
      epoch = Optional.of(entry.header().epoch());
      return new SignedEntry(entry, optional(proto.getSignature()));
    }

    private Decoded<Entry> whole(RunEntryProto proto) {
      Bytes body = Strict.bytes(proto.getBody());
      return proto.getHeader().isEmpty()
          ? EntryCodec.checked(EntryCodec.make(header(proto), body))
          : EntryCodec.decode(wholeHeader(proto), body);
    }

    private Decoded<Entry> erased(RunEntryProto proto) {
      Strict.require(
          proto.getBody().isEmpty(),
          Reason.NOT_CANONICAL,
          "run: expected a body or its digest, found both");
      Bytes digest = Strict.bytes(proto.getErased());
      return proto.getHeader().isEmpty()
          ? EntryCodec.checked(EntryCodec.makeErased(header(proto), digest))
          : EntryCodec.decodeErased(wholeHeader(proto), digest);
    }

    private Header header(RunEntryProto proto) {
      Optional<EpochId> own = optional(proto.getEpoch()).map(EpochId::new);
      Strict.require(
          own.isPresent() ? !own.equals(epoch) : epoch.isPresent(),
          Reason.NOT_CANONICAL,
          "run: expected an epoch where it changes, and only there");
      return new Header(
          network,
          device,
          lane,
          seq,
          previous,
          links(proto.getLinks()),
          own.or(() -> epoch).orElseThrow(),
          Strict.bytes(proto.getRandom()),
          Optional.empty());
    }

    private static Bytes wholeHeader(RunEntryProto proto) {
      Strict.require(
          proto.getEpoch().isEmpty() && proto.getRandom().isEmpty() && proto.getLinks().isEmpty(),
          Reason.NOT_CANONICAL,
          "run: expected a whole header or its parts, found both");
      return Strict.bytes(proto.getHeader());
    }

    private void requireInPlace(Header header) {
      Strict.require(
          header.device().equals(device) && header.lane() == lane && header.seq() == seq,
          Reason.NOT_CANONICAL,
          "run: expected entry " + seq + " of the run's chain");
      Strict.require(
          header.previous().equals(previous),
          Reason.WRONG_PREVIOUS,
          "run: expected the entry before as previous at " + seq);
      Strict.require(
          header.network().equals(network),
          Reason.FOREIGN_NETWORK,
          "run: expected the run's network at " + seq);
    }

    private static List<EntryId> links(ByteString packed) {
      Strict.require(
          packed.size() % EntryId.LENGTH == 0
              && packed.size() / EntryId.LENGTH <= Limits.GATHER_LINKS,
          Reason.TOO_MANY_LINKS,
          "run: expected at most " + Limits.GATHER_LINKS + " links of 32 bytes each");
      List<EntryId> links = new ArrayList<>(packed.size() / EntryId.LENGTH);
      for (int at = 0; at < packed.size(); at += EntryId.LENGTH) {
        links.add(new EntryId(Strict.bytes(packed.substring(at, at + EntryId.LENGTH))));
      }
      return links;
    }

    private static Entry require(Decoded<Entry> decoded) {
      if (decoded instanceof Decoded.Bad<Entry> bad) {
        Strict.require(false, bad.reason(), bad.detail());
      }
      return decoded.asOptional().orElseThrow();
    }

    private static Optional<Bytes> optional(ByteString bytes) {
      return bytes.isEmpty() ? Optional.empty() : Optional.of(Strict.bytes(bytes));
    }
  }
}
