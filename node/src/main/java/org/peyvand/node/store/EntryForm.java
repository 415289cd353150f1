package org.peyvand.node.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Place;

/**
 * Entries without what their place and network tell: about 55 bytes beside the body instead of 180.
 *
 * <p>Flags ‖ first 4 bytes of the id ‖ signature? ‖ header ‖ body. A header that has an epoch block
 * is kept whole, after its length; any other as: previous? ‖ random ‖ epoch number ‖ count of links
 * ‖ links. Where the body was erased its digest stands in its place. Only what is rebuilt exactly
 * is taken, and the id proves it again at each reading.
 */
final class EntryForm {
  private static final int SIGNED = 1;
  private static final int WHOLE_HEADER = 2;
  private static final int FOUNDING = 4;
  private static final int ERASED = 8;
  private static final int CHECK_LENGTH = 4;
  private static final int SMALL_PARTS_LENGTH = 160;

  private EntryForm() {}

  /** Whether the epoch's number is needed: the header is not kept whole. */
  static boolean isShort(Header header) {
    return header.block().isEmpty();
  }

  /**
   * Packs an entry.
   *
   * @throws IllegalArgumentException if the entry is not what its header and body make
   */
  static byte[] pack(SignedEntry signed, int epoch) {
    Entry entry = signed.entry();
    Header header = entry.header();
    if (!rebuilt(entry).equals(Optional.of(entry))) {
      throw new IllegalArgumentException(
          "entry: expected what its header and body make, found " + entry.id());
    }
    int flags =
        (signed.signature().isPresent() ? SIGNED : 0)
            | (isShort(header) ? 0 : WHOLE_HEADER)
            | (header.network().isPresent() ? 0 : FOUNDING)
            | (entry.isErased() ? ERASED : 0);
    Packer into = new Packer(SMALL_PARTS_LENGTH + entry.sealedBody().length());
    into.number(flags).bytes(check(entry));
    signed.signature().ifPresent(into::bytes);
    if (isShort(header)) {
      packHeader(into, header, epoch);
    } else {
      into.number(entry.headerBytes().length()).bytes(entry.headerBytes());
    }
    return into.bytes(entry.erased().orElse(entry.sealedBody())).packed();
  }

  /**
   * The entry that stands at the place.
   *
   * @throws IllegalArgumentException if the bytes do not make it
   */
  static SignedEntry unpack(byte[] packed, NetworkId network, Place place, Epochs epochs) {
    Unpacker from = new Unpacker(packed);
    int flags = from.small();
    Bytes check = from.bytes(CHECK_LENGTH);
    Optional<Bytes> signature =
        (flags & SIGNED) == 0 ? Optional.empty() : Optional.of(from.bytes(Limits.SIGNATURE_BYTES));
    boolean erased = (flags & ERASED) != 0;
    Entry entry;
    if ((flags & WHOLE_HEADER) == 0) {
      Optional<NetworkId> named = (flags & FOUNDING) == 0 ? Optional.of(network) : Optional.empty();
      Header header = unpackHeader(from, named, place, epochs);
      entry = made(header, from.rest(), erased);
    } else {
      Bytes header = from.bytes(from.small());
      Bytes rest = from.rest();
      entry =
          (erased ? EntryCodec.decodeErased(header, rest) : EntryCodec.decode(header, rest))
              .asOptional()
              .orElseThrow(EntryForm::unequal);
    }
    if (!check.equals(check(entry))) {
      throw unequal();
    }
    return new SignedEntry(entry, signature);
  }

  /** What {@link #unpack} would make of it. */
  private static Optional<Entry> rebuilt(Entry entry) {
    Bytes rest = entry.erased().orElse(entry.sealedBody());
    return isShort(entry.header())
        ? Optional.of(made(entry.header(), rest, entry.isErased()))
        : EntryCodec.again(entry).asOptional();
  }

  private static Entry made(Header header, Bytes rest, boolean erased) {
    return erased ? EntryCodec.makeErased(header, rest) : EntryCodec.make(header, rest);
  }

  private static void packHeader(Packer into, Header header, int epoch) {
    header.previous().ifPresent(previous -> into.bytes(previous.bytes()));
    into.bytes(header.random()).number(epoch).number(header.links().size());
    header.links().forEach(link -> into.bytes(link.bytes()));
  }

  private static Header unpackHeader(
      Unpacker from, Optional<NetworkId> network, Place place, Epochs epochs) {
    ChainId chain = place.branch().chain();
    Optional<EntryId> previous =
        place.seq() == 0 ? Optional.empty() : Optional.of(new EntryId(from.bytes(EntryId.LENGTH)));
    Bytes random = from.bytes(Limits.RANDOM_BYTES);
    EpochId epoch = epochs.id(from.small());
    int count = from.small();
    List<EntryId> links = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      links.add(new EntryId(from.bytes(EntryId.LENGTH)));
    }
    return new Header(
        network,
        chain.device(),
        chain.lane(),
        place.seq(),
        previous,
        links,
        epoch,
        random,
        Optional.empty());
  }

  private static Bytes check(Entry entry) {
    return entry.id().bytes().slice(0, CHECK_LENGTH);
  }

  private static IllegalArgumentException unequal() {
    return new IllegalArgumentException("entry: expected the one that was put, found another");
  }
}
