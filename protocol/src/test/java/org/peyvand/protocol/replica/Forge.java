package org.peyvand.protocol.replica;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.entry.BodyCodec;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.epoch.SealedBodies;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.sync.Run;

/** Makes any entry with somebody's keys: at first the one that an honest node would make next. */
public final class Forge {
  private final DeviceSecrets own;
  private NetworkId network;
  private Lane lane;
  private long seq;
  private Optional<EntryId> previous;
  private List<EntryId> links;
  private EpochSecrets secrets;
  private Optional<EpochBlock> block = Optional.empty();
  private long timeMs = 1_000;
  private long salt;

  private Forge(DeviceSecrets own, Replica replica, Lane lane) {
    this.own = own;
    network = replica.network();
    this.lane = lane;
    links = replica.graph().frontier();
    secrets = replica.keyring().secrets(replica.epochsNewestFirst().get(0)).orElseThrow();
    Optional<Head> head = replica.store().head(Branch.main(new ChainId(own.device(), lane)));
    seq = head.map(Head::seq).orElse(-1L) + 1;
    previous = head.map(Head::id);
  }

  static Forge next(Villager villager, Lane lane) {
    return new Forge(villager.own, villager.replica, lane);
  }

  /** With the keys of one, and what another's replica knows. */
  public static Forge next(DeviceSecrets own, Replica replica, Lane lane) {
    return new Forge(own, replica, lane);
  }

  public Forge network(NetworkId other) {
    network = other;
    return this;
  }

  public Forge after(Entry entry) {
    return at(entry.header().seq() + 1, Optional.of(entry.id()));
  }

  public Forge at(long number, Optional<EntryId> before) {
    seq = number;
    previous = before;
    return this;
  }

  public Forge links(List<EntryId> ids) {
    links = ids.stream().sorted().toList();
    return this;
  }

  public Forge under(EpochSecrets epoch) {
    secrets = epoch;
    return this;
  }

  public Forge block(EpochBlock carried) {
    block = Optional.of(carried);
    return this;
  }

  public Forge time(long ms) {
    timeMs = ms;
    return this;
  }

  /** Another entry of the same content. */
  public Forge salt(long number) {
    salt = number;
    return this;
  }

  public SignedEntry act(Act act) {
    return body(BodyCodec.encode(new Body(timeMs, act)));
  }

  /** An entry whose body, once opened, is these bytes. */
  public SignedEntry body(byte[] body) {
    byte[] random = new byte[Limits.RANDOM_BYTES];
    random[0] = (byte) salt;
    Header header =
        new Header(
            Optional.of(network),
            own.device(),
            lane,
            seq,
            previous,
            links,
            secrets.id(),
            Bytes.own(random),
            block);
    Bytes sealed =
        SealedBodies.seal(
            secrets,
            own.device(),
            lane,
            seq,
            header.random(),
            EntryCodec.headerBytes(header).view(),
            body);
    return sign(own, EntryCodec.make(header, sealed));
  }

  public static SignedEntry sign(DeviceSecrets own, Entry entry) {
    byte[] signature = own.signing().sign(EntryCodec.signedBytes(entry));
    return new SignedEntry(entry, Optional.of(Bytes.own(signature)));
  }

  /** Each as a run of its own. */
  static List<Run> runs(SignedEntry... entries) {
    return java.util.Arrays.stream(entries).map(e -> new Run(List.of(e))).toList();
  }
}
