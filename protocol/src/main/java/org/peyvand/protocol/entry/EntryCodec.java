package org.peyvand.protocol.entry;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.entry.proto.HeaderProto;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;

/** Between headers and their one canonical encoding, and from there to ids and signed bytes. */
public final class EntryCodec {
  private static final String ID_DOMAIN = "peyvand/entry/1";
  private static final String CONTENT_DOMAIN = "peyvand/content/1";
  private static final String SIGNATURE_DOMAIN = "peyvand/signature/1";
  private static final byte[] NOTHING = {};
  private static final Bytes NO_NETWORK = Bytes.own(new byte[NetworkId.LENGTH]);

  private EntryCodec() {}

  /** The entry that this header and sealed body make. */
  public static Entry make(Header header, Bytes sealedBody) {
    return entry(header, headerBytes(header), sealedBody);
  }

  /** The entry that this header made with a body of which only the digest is left. */
  public static Entry makeErased(Header header, Bytes digest) {
    return erasedEntry(header, headerBytes(header), digest);
  }

  /** The same entry without its body; itself if it has none any more. */
  public static Entry erase(Entry entry) {
    return entry.isErased()
        ? entry
        : new Entry(
            entry.header(),
            entry.headerBytes(),
            Bytes.EMPTY,
            entry.id(),
            Optional.of(digest(entry.sealedBody())));
  }

  public static Bytes headerBytes(Header header) {
    return Bytes.own(toProto(header).toByteArray());
  }

  /** Reads foreign bytes; the verdict names the rule that they break. */
  public static Decoded<Entry> decode(Bytes headerBytes, Bytes sealedBody) {
    return decode(headerBytes, sealedBody.length(), h -> entry(h, headerBytes, sealedBody));
  }

  /** Reads foreign bytes of an entry whose body was erased. */
  public static Decoded<Entry> decodeErased(Bytes headerBytes, Bytes digest) {
    return digest.length() == Digest.LENGTH
        ? decode(headerBytes, digest.length(), h -> erasedEntry(h, headerBytes, digest))
        : Decoded.bad(Reason.MALFORMED, "expected a digest of " + Digest.LENGTH + " bytes");
  }

  /** Reads an entry's own bytes again, as if they were foreign. */
  public static Decoded<Entry> again(Entry entry) {
    return entry.isErased()
        ? decodeErased(entry.headerBytes(), entry.erased().get())
        : decode(entry.headerBytes(), entry.sealedBody());
  }

  private static Decoded<Entry> decode(
      Bytes headerBytes, int bodyLength, Function<Header, Entry> made) {
    int size = headerBytes.length() + bodyLength;
    if (size > Limits.ENTRY_WITH_SEALS_BYTES) {
      return tooLarge(Limits.ENTRY_WITH_SEALS_BYTES, size);
    }
    Decoded<Header> header =
        Strict.decode(headerBytes.view(), HeaderProto.parser(), EntryCodec::toHeader);
    if (header instanceof Decoded.Bad<Header> bad) {
      return Decoded.bad(bad.reason(), bad.detail());
    }
    return checked(made.apply(header.asOptional().orElseThrow()));
  }

  /** Checks what every entry must keep, whoever rebuilt it. */
  public static Decoded<Entry> checked(Entry entry) {
    Header header = entry.header();
    if (header.block().isEmpty() && entry.size() > Limits.ENTRY_BYTES) {
      return tooLarge(Limits.ENTRY_BYTES, entry.size());
    }
    if (entry.size() > Limits.ENTRY_WITH_SEALS_BYTES) {
      return tooLarge(Limits.ENTRY_WITH_SEALS_BYTES, entry.size());
    }
    if (header.links().size() > Limits.GATHER_LINKS) {
      return Decoded.bad(
          Reason.TOO_MANY_LINKS,
          "expected at most " + Limits.GATHER_LINKS + ", found " + header.links().size());
    }
    if (entry.isErased() && header.lane() != Lane.RECORDS) {
      return Decoded.bad(Reason.MALFORMED, "expected a body: only those of records are erased");
    }
    if (!ascending(header.links())) {
      return Decoded.bad(Reason.LINKS_NOT_SORTED, "expected links ascending, none twice");
    }
    if (header.previous().isPresent() != header.seq() > 0) {
      return Decoded.bad(
          Reason.WRONG_PREVIOUS, "expected a previous entry from 1 on, found seq " + header.seq());
    }
    return Decoded.good(entry);
  }

  /** What the device signs: everything that places the entry, and its id. */
  public static byte[] signedBytes(Entry entry) {
    Header header = entry.header();
    return signedBytes(header.network(), header.device(), header.lane(), header.seq(), entry.id());
  }

  /** The same, of an entry that is not here. */
  public static byte[] signedBytes(
      Optional<NetworkId> network, DeviceId device, Lane lane, long seq, EntryId id) {
    return Digest.tagged(
        SIGNATURE_DOMAIN,
        network.map(NetworkId::bytes).orElse(NO_NETWORK).view(),
        device.bytes().view(),
        new byte[] {(byte) lane.number()},
        bigEndian(seq),
        id.bytes().view());
  }

  /** What an entry says, in 32 bytes: its id is this and the entry before it. */
  public static Bytes content(Entry entry) {
    return content(entry.headerBytes(), entry.erased().orElseGet(() -> digest(entry.sealedBody())));
  }

  /** The id of the entry that says this after that one; so a chain is shown without its entries. */
  public static EntryId id(Optional<EntryId> previous, Bytes content) {
    byte[] before = previous.map(id -> id.bytes().view()).orElse(NOTHING);
    return new EntryId(Bytes.own(Digest.tagged(ID_DOMAIN, before, content.view())));
  }

  /** By the body's digest, so that the header proves itself where the body is not at hand. */
  private static Bytes content(Bytes headerBytes, Bytes bodyDigest) {
    return Bytes.own(Digest.tagged(CONTENT_DOMAIN, headerBytes.view(), bodyDigest.view()));
  }

  private static Bytes digest(Bytes sealedBody) {
    return Bytes.own(Digest.sha256(sealedBody.view()));
  }

  private static Entry entry(Header header, Bytes headerBytes, Bytes sealedBody) {
    EntryId id = id(header.previous(), content(headerBytes, digest(sealedBody)));
    return new Entry(header, headerBytes, sealedBody, id);
  }

  private static Entry erasedEntry(Header header, Bytes headerBytes, Bytes digest) {
    Bytes.requireLength(digest, Digest.LENGTH, "digest of a body");
    EntryId id = id(header.previous(), content(headerBytes, digest));
    return new Entry(header, headerBytes, Bytes.EMPTY, id, Optional.of(digest));
  }

  private static <T> Decoded<T> tooLarge(int limit, int size) {
    return Decoded.bad(Reason.TOO_LARGE, "expected at most " + limit + " bytes, found " + size);
  }

  private static boolean ascending(List<EntryId> links) {
    for (int i = 1; i < links.size(); i++) {
      if (links.get(i - 1).compareTo(links.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bigEndian(long number) {
    return java.nio.ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static HeaderProto toProto(Header header) {
    HeaderProto.Builder proto =
        HeaderProto.newBuilder()
            .setVersion(Limits.VERSION)
            .setDevice(Strict.string(header.device().bytes()))
            .setLane(header.lane().number())
            .setSeq(header.seq())
            .setEpoch(Strict.string(header.epoch().bytes()))
            .setRandom(Strict.string(header.random()));
    header.network().ifPresent(n -> proto.setNetwork(Strict.string(n.bytes())));
    header.previous().ifPresent(p -> proto.setPrevious(Strict.string(p.bytes())));
    header.links().forEach(link -> proto.addLinks(Strict.string(link.bytes())));
    header.block().ifPresent(block -> BlockCodec.put(proto, block));
    return proto.build();
  }

  private static Header toHeader(HeaderProto proto) {
    Strict.require(
        proto.getVersion() == Limits.VERSION,
        Reason.UNKNOWN_VERSION,
        "expected version " + Limits.VERSION + ", found " + proto.getVersion());
    return new Header(
        optional(proto.getNetwork(), NetworkId::new),
        new DeviceId(Strict.bytes(proto.getDevice())),
        Strict.pick(Lane.values(), proto.getLane(), "lane"),
        proto.getSeq(),
        optional(proto.getPrevious(), EntryId::new),
        proto.getLinksList().stream().map(l -> new EntryId(Strict.bytes(l))).toList(),
        new EpochId(Strict.bytes(proto.getEpoch())),
        Strict.bytes(proto.getRandom()),
        BlockCodec.get(proto));
  }

  private static <T> Optional<T> optional(
      com.google.protobuf.ByteString bytes, Function<Bytes, T> id) {
    return bytes.isEmpty() ? Optional.empty() : Optional.of(id.apply(Strict.bytes(bytes)));
  }
}
