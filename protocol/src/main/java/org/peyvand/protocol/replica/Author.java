package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.entry.BodyCodec;
import org.peyvand.protocol.entry.DeviceKeys;
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
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.resource.ResourceFold;

/** Makes this device's entries: links, epoch, seal, signature. Judges nothing. */
final class Author {
  /** Governance heads that a records entry links to; the other half is for records. */
  private static final int RECORDS_LINKS = Limits.LINKS / 2;

  /** What a chunk's body has besides its content, and its header and run entry: at most. */
  private static final int CHUNK_EXTRA = 32;

  private static final int HEADER_BYTES = 256;

  private final NetworkId network;
  private final DeviceSecrets own;
  private final Entropy entropy;
  private Wear wear = Wear.REGULAR;

  Author(NetworkId network, DeviceSecrets own, Entropy entropy) {
    this.network = network;
    this.own = own;
    this.entropy = entropy;
  }

  /** For tests and simulations, which cannot write thousands of entries for each epoch. */
  void wearOut(Wear after) {
    wear = after;
  }

  /** Acts cut into runs: governance one by one, records as many as one signature may carry. */
  List<List<? extends Act>> parts(List<? extends Act> acts) {
    List<List<? extends Act>> parts = new ArrayList<>();
    int from = 0;
    int bytes = 0;
    for (int i = 0; i < acts.size(); i++) {
      int size = size(acts.get(i));
      boolean full =
          acts.get(i).lane() == Lane.GOVERNANCE
              || i - from >= Limits.RUN_ENTRIES
              || bytes + size > Limits.RUN_BYTES;
      if (i > from && full) {
        parts.add(acts.subList(from, i));
        from = i;
        bytes = 0;
      }
      bytes += size;
    }
    parts.add(acts.subList(from, acts.size()));
    return parts;
  }

  private static int size(Act act) {
    return act instanceof Act.Chunk chunk
        ? SealedBodies.sealedLength(chunk.content().length() + CHUNK_EXTRA) + HEADER_BYTES
        : Limits.RUN_BYTES / 8;
  }

  /**
   * What must be written before this act: a GATHER where somebody could not read what is written,
   * where there are more heads than the act may link to, or where there is no epoch to write under,
   * or a worn one.
   */
  Optional<SignedEntry> before(
      Draft draft, Governance governance, Records records, Act act, long nowMs)
      throws StoreException {
    if (!governance.isEffective()) {
      return Optional.empty();
    }
    Optional<EpochSecrets> usable = governance.usable();
    boolean gathers =
        usable.isPresent() && (isUnread(governance, act) || tooMany(governance, records, act));
    if (usable.isPresent() && !gathers && !isWorn(usable.get().id(), governance, records, act)) {
      return Optional.empty();
    }
    List<EntryId> links = foreign(governance).stream().limit(Limits.GATHER_LINKS).sorted().toList();
    Past past = past(draft, governance, links);
    EpochSecrets secrets = gathers ? usable.get() : EpochSecrets.generate(entropy);
    Optional<EpochBlock> block =
        gathers
            ? share(governance, past)
            : Optional.of(governance.newEpoch(secrets, Set.of(), past));
    return Optional.of(
        sign(entry(draft, new Act.Gather(), links, secrets, block, Optional.empty(), nowMs)));
  }

  /** Whether somebody lacks what others write under. Sharing it is what the GATHER is for. */
  private static boolean isUnread(Governance governance, Act act) {
    return !(act instanceof Act.Gather) && !governance.shares().isEmpty();
  }

  /**
   * Whether this act should not be written under that epoch any more. A removal makes its own; a
   * GATHER shares one. An epoch's entry must know all who are in, so it must link to all heads.
   */
  private boolean isWorn(EpochId epoch, Governance governance, Records records, Act act) {
    int devices = governance.now().effectiveDevices().size();
    return wear.isReached(governance.under(epoch) + records.under(epoch), devices)
        && !(act instanceof Act.Gather)
        && TakenOut.by(act, governance.members()).isEmpty()
        && foreign(governance).size() <= Limits.GATHER_LINKS;
  }

  private boolean tooMany(Governance governance, Records records, Act act) throws StoreException {
    return act.lane() == Lane.GOVERNANCE
        ? foreign(governance).size() > Limits.LINKS
        : records.unseen(ownRecords(), governance.frontier()).size() > RECORDS_LINKS;
  }

  private Branch ownRecords() {
    return Branch.main(new ChainId(own.device(), Lane.RECORDS));
  }

  /** One run of acts, the last one signed; governance acts come alone. */
  List<SignedEntry> run(
      Draft draft, Governance governance, Records records, List<? extends Act> acts, long nowMs)
      throws StoreException {
    Set<DeviceId> out = TakenOut.by(acts.get(0), governance.members());
    EpochSecrets secrets =
        out.isEmpty() && !withholds(governance, acts.get(0))
            ? governance.writable().orElseThrow()
            : EpochSecrets.generate(entropy);
    List<EntryId> seen = links(governance, records, acts.get(0), secrets.id());
    List<SignedEntry> run = new ArrayList<>();
    Optional<Entry> before = Optional.empty();
    for (Act act : acts) {
      List<EntryId> links = withSubjects(seen, act);
      Optional<EpochBlock> block =
          act.lane() == Lane.GOVERNANCE
              ? block(governance, secrets, act, out, past(draft, governance, links))
              : Optional.empty();
      Entry entry = entry(draft, act, links, secrets, block, before, nowMs);
      boolean last = run.size() == acts.size() - 1;
      run.add(last ? sign(entry) : new SignedEntry(entry, Optional.empty()));
      before = Optional.of(entry);
      seen = List.of();
    }
    return run;
  }

  /** And what the act is about, as far as an entry may link to it. */
  private static List<EntryId> withSubjects(List<EntryId> seen, Act act) {
    return Stream.concat(seen.stream(), ResourceFold.links(act).stream())
        .distinct()
        .limit(Math.max(seen.size(), Limits.LINKS))
        .sorted()
        .toList();
  }

  /**
   * Removing and making a new epoch are one entry: there is no time between. And so is letting in
   * who may not read what was recorded before.
   */
  private static Optional<EpochBlock> block(
      Governance governance, EpochSecrets secrets, Act act, Set<DeviceId> out, Past past) {
    if (!out.isEmpty()) {
      return Optional.of(governance.newEpoch(secrets, out, past));
    }
    if (act instanceof Act.Admit admit && governance.entersAtOnce(admit)) {
      List<DeviceKeys> newcomer = Admissions.keys(admit);
      return Optional.of(
          withholds(governance, act)
              ? governance.newEpochFrom(secrets, newcomer, past)
              : governance.share(secrets, newcomer, past));
    }
    return act instanceof Act.Gather ? share(governance, past) : Optional.empty();
  }

  private static boolean withholds(Governance governance, Act act) {
    return act instanceof Act.Admit admit && governance.withholdsFrom(admit);
  }

  private static Optional<EpochBlock> share(Governance governance, Past past) {
    return governance.shares().stream().findFirst().map(share -> governance.share(share, past));
  }

  /** What a governance entry of this device with these links would know. */
  private Past past(Draft draft, Governance governance, List<EntryId> links) {
    List<EntryId> parents = new ArrayList<>(links);
    draft.head(ownGovernance()).map(Head::id).ifPresent(parents::add);
    return governance.graph().pastOf(parents);
  }

  private Branch ownGovernance() {
    return Branch.main(new ChainId(own.device(), Lane.GOVERNANCE));
  }

  /** Whether this device has written so much since it last renewed its sealing key. */
  boolean isKeyDue(Draft draft, Governance governance, Act act) {
    long written = draft.head(ownGovernance()).map(Head::seq).orElse(-1L);
    return governance.isEffective()
        && !(act instanceof Act.Gather)
        && wear.isKeyReached(written - governance.renewedAt());
  }

  private List<EntryId> links(Governance governance, Records records, Act act, EpochId epoch)
      throws StoreException {
    if (act.lane() == Lane.RECORDS) {
      return records.unseen(ownRecords(), governance.frontier());
    }
    List<EntryId> foreign = foreign(governance);
    if (act instanceof Act.Ballot ballot && foreign.size() > Limits.BALLOT_LINKS) {
      return ballotLinks(governance, foreign, ballot.proposal(), epoch);
    }
    return foreign;
  }

  /** A ballot links to few heads, but its past must hold the proposal and its epoch's making. */
  private static List<EntryId> ballotLinks(
      Governance governance, List<EntryId> foreign, EntryId proposal, EpochId epoch) {
    Optional<Point> asked = governance.graph().point(proposal);
    Comparator<EntryId> knowing =
        Comparator.comparing(id -> asked.filter(knows(governance, id)::includes).isEmpty());
    Stream<EntryId> maker =
        foreign.stream()
            .filter(id -> governance.isMadeIn(epoch, knows(governance, id)))
            .sorted(knowing)
            .limit(1);
    return Stream.concat(maker, foreign.stream().sorted(knowing))
        .distinct()
        .limit(Limits.BALLOT_LINKS)
        .sorted()
        .toList();
  }

  private static Past knows(Governance governance, EntryId head) {
    return governance.graph().point(head).orElseThrow().and();
  }

  /** Heads of others that this device's newest entry has not seen. */
  private List<EntryId> foreign(Governance governance) {
    return governance.frontier().stream()
        .filter(id -> !governance.graph().point(id).orElseThrow().author().equals(own.device()))
        .toList();
  }

  private Entry entry(
      Draft draft,
      Act act,
      List<EntryId> links,
      EpochSecrets secrets,
      Optional<EpochBlock> block,
      Optional<Entry> before,
      long nowMs) {
    ChainId chain = new ChainId(own.device(), act.lane());
    Optional<Head> head = draft.head(Branch.main(chain));
    long seq = before.map(e -> e.header().seq()).or(() -> head.map(Head::seq)).orElse(-1L) + 1;
    Header header =
        new Header(
            Optional.of(network),
            own.device(),
            act.lane(),
            seq,
            before.map(Entry::id).or(() -> head.map(Head::id)),
            links,
            secrets.id(),
            Bytes.own(entropy.bytes(Limits.RANDOM_BYTES)),
            block);
    return seal(header, secrets, new Body(nowMs, act));
  }

  static Entry seal(Header header, EpochSecrets secrets, Body body) {
    Bytes sealed =
        SealedBodies.seal(
            secrets,
            header.device(),
            header.lane(),
            header.seq(),
            header.random(),
            EntryCodec.headerBytes(header).view(),
            BodyCodec.encode(body));
    return EntryCodec.make(header, sealed);
  }

  SignedEntry sign(Entry entry) {
    return new SignedEntry(
        entry, Optional.of(Bytes.own(own.signing().sign(EntryCodec.signedBytes(entry)))));
  }
}
