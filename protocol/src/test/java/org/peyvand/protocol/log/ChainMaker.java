package org.peyvand.protocol.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;

/** Makes entries that follow each other, of random content; the seed decides all of it. */
public final class ChainMaker {
  private final Random random;
  private final NetworkId network;
  private final EpochId epoch;
  private Branch branch;
  private Optional<EntryId> previous = Optional.empty();
  private long seq;

  public ChainMaker(NetworkId network, Lane lane, long seed) {
    this.network = network;
    this.random = new Random(seed);
    this.epoch = new EpochId(bytes(EpochId.LENGTH));
    this.branch = Branch.main(new ChainId(new DeviceId(bytes(DeviceId.LENGTH)), lane));
  }

  private ChainMaker(ChainMaker other, int number, long seed) {
    this.random = new Random(seed);
    this.network = other.network;
    this.epoch = other.epoch;
    this.branch = new Branch(other.branch.chain(), number);
    this.previous = other.previous;
    this.seq = other.seq;
  }

  public static NetworkId network(long seed) {
    byte[] id = new byte[NetworkId.LENGTH];
    new Random(seed).nextBytes(id);
    return NetworkId.of(id);
  }

  /** The same chain going on elsewhere, from here on. */
  public ChainMaker fork(int number, long seed) {
    return new ChainMaker(this, number, seed);
  }

  public Branch branch() {
    return branch;
  }

  public Placed next() {
    return next(bytes(336));
  }

  public Placed next(Bytes sealedBody) {
    return next(sealedBody, List.of(), Optional.empty(), Optional.empty());
  }

  public Placed next(
      Bytes sealedBody,
      List<EntryId> links,
      Optional<EpochBlock> block,
      Optional<Bytes> signature) {
    ChainId chain = branch.chain();
    Header header =
        new Header(
            Optional.of(network),
            chain.device(),
            chain.lane(),
            seq,
            previous,
            links,
            epoch,
            bytes(Limits.RANDOM_BYTES),
            block);
    Entry entry = EntryCodec.make(header, sealedBody);
    Placed placed = new Placed(new Place(branch, seq), new SignedEntry(entry, signature));
    previous = Optional.of(entry.id());
    seq++;
    return placed;
  }

  public List<Placed> next(int count) {
    List<Placed> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      made.add(next());
    }
    return made;
  }

  public Bytes bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.own(bytes);
  }
}
