package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.decision.Decisions;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.epoch.EpochSeals;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.epoch.Keyring;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Graph;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.Invitation;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.membership.Power;
import org.peyvand.protocol.membership.Refusal;
import org.peyvand.protocol.resource.Resource;
import org.peyvand.protocol.resource.Version;
import org.peyvand.protocol.sync.Run;

/**
 * One network on one device. Own acts and foreign runs enter by the same door, {@link #take}:
 * judged by their bytes, placed, judged by what they link to, opened, folded, written in one piece.
 *
 * <p>For one thread. After a {@link StoreException} from a write, what is in memory may be ahead of
 * the disk: open anew.
 */
public final class Replica {
  /** Entries of a kind that may come before an act: enough for heads by the ten thousand. */
  private static final int GATHERINGS = 16;

  private static final Bytes STOPPED = Bytes.utf8("stopped");

  private final NetworkId network;
  private final EntryStore store;
  private final DeviceSecrets own;
  private final Entropy entropy;
  private final Judge judge;
  private final Author author;
  private final Dues dues;
  private final LooseBranches loose = new LooseBranches();
  private final List<EpochSecrets> given = new ArrayList<>();
  private WaitingKeys waiting;
  private Keyring keyring;
  private Governance governance;
  private Records records;
  private Cuts cuts;
  private boolean behindItself;

  private Replica(NetworkId network, EntryStore store, DeviceSecrets own, Entropy entropy) {
    this.network = network;
    this.store = store;
    this.own = own;
    this.entropy = entropy;
    this.judge = new Judge(network);
    this.dues = new Dues(store, own.device());
    this.author = new Author(network, own, entropy);
  }

  /** Folds what the store holds. */
  public static Replica open(
      NetworkId network, EntryStore store, DeviceSecrets own, Entropy entropy)
      throws StoreException {
    return open(network, store, own, entropy, List.of());
  }

  /**
   * Folds what the store holds.
   *
   * @param given epochs that came by another way than a seal to this device: out of a backup
   */
  public static Replica open(
      NetworkId network,
      EntryStore store,
      DeviceSecrets own,
      Entropy entropy,
      List<EpochSecrets> given)
      throws StoreException {
    Replica replica = new Replica(network, store, own, entropy);
    replica.given.addAll(given);
    replica.waiting = new WaitingKeys(replica.emptyKeyring());
    replica.fold();
    replica.cuts.forget(replica.records);
    replica.behindItself = store.row(Table.LOCAL, STOPPED).isPresent();
    return replica;
  }

  /**
   * Builds the in-memory views from the entries alone. Keys from the newest on: links open what is
   * older, where a seal would have to be tried with one sealing key after the other.
   */
  private void fold() throws StoreException {
    List<Placed> entries = CausalOrder.of(store);
    keyring = emptyKeyring();
    given.forEach(secrets -> keyring.add(secrets));
    AheadEpochs.in(store).forEach(secrets -> keyring.add(secrets));
    for (int i = entries.size() - 1; i >= 0; i--) {
      absorb(entries.get(i).signed().entry());
    }
    governance = new Governance(network, keyring);
    entries.forEach(placed -> governance.take(placed.signed().entry(), placed.place().branch()));
    records = new Records(store, keyring, governance);
    cuts = new Cuts(network, store, governance);
  }

  private Keyring emptyKeyring() throws StoreException {
    Keyring empty = new Keyring(own.device(), own.sealing());
    OwnKeys.in(store).forEach(empty::add);
    return empty;
  }

  private void absorb(Entry entry) {
    entry.header().block().filter(EpochSeals::isWhole).ifPresent(block -> keyring.absorb(block));
  }

  public NetworkId network() {
    return network;
  }

  public EntryStore store() {
    return store;
  }

  public Graph graph() {
    return governance.graph();
  }

  /** Who is in, as far as everything here tells. */
  public Membership membership() {
    return governance.now();
  }

  /**
   * Why this act on membership would count for nothing if this device wrote it now; empty if it
   * may.
   */
  public Optional<Refusal> refusal(Act act) {
    return governance.members().allows(own.device(), act);
  }

  /**
   * How many governance entries the inviting device may still write, as far as is known here,
   * before an invite expires; empty if it never does.
   */
  public OptionalLong entriesLeft(Invitation invite) {
    return governance.members().entriesLeft(invite);
  }

  /** A resource as it counts: without edits of removed authors that their removal did not know. */
  public Resource counted(Resource resource) throws StoreException {
    return setAside().without(resource);
  }

  /** The edits of a resource that are set aside, as the store's row has it. */
  public List<Version> editsSetAside(Resource resource) throws StoreException {
    return setAside().edits(resource);
  }

  /**
   * The removals that set a record aside: those of its author that did not know of it, while nobody
   * adopts it. None where it counts.
   */
  public List<EntryId> setAsideBy(EntryId record, DeviceId author) throws StoreException {
    return setAside().by(record, author);
  }

  /** Whether a record counts for nothing since its author was removed without knowing of it. */
  public boolean isSetAside(EntryId record, DeviceId author) throws StoreException {
    return !setAsideBy(record, author).isEmpty();
  }

  private SetAside setAside() {
    return new SetAside(store, membership(), this::open);
  }

  /** How an act of power stands; empty if the proposal is none, or is not here. */
  public Optional<Power> power(EntryId proposal) {
    return governance.members().power(proposal);
  }

  public Decisions decisions() {
    return governance.decisions();
  }

  public Keyring keyring() {
    return keyring;
  }

  /** The epochs that are held: the one to write under, then the others, newest first. */
  public List<EpochId> epochsNewestFirst() {
    return governance.epochsNewestFirst();
  }

  /** The entry that let a device in; empty for the founder's and for those not known. */
  Optional<SignedEntry> admission(DeviceId device) throws StoreException {
    Optional<EntryId> id = governance.admission(device);
    Optional<Place> place = id.isEmpty() ? Optional.empty() : store.place(id.get());
    return place.isEmpty() ? Optional.empty() : store.entry(place.get());
  }

  /** The request by which this device was let in; empty for the founder's. */
  public Optional<JoinRequest> ownRequest() throws StoreException {
    Optional<SignedEntry> admission = admission(own.device());
    return admission.isPresent()
            && open(admission.get().entry()) instanceof Opening.Read read
            && read.body().act() instanceof Act.Admit admit
        ? JoinRequestCodec.decode(admit.request())
        : Optional.empty();
  }

  /** After how much use this device makes new keys: other numbers, for tests. */
  void wearOut(Wear after) {
    author.wearOut(after);
  }

  DeviceId device() {
    return own.device();
  }

  /** Whether this device may talk with that one. */
  public boolean mayMeet(DeviceId other) {
    return membership().mayMeet(own.device(), other);
  }

  /** All governance entries that are here. */
  public Past everything() {
    return governance.everything();
  }

  /**
   * Whether an entry of somebody who is in cannot be read here yet. Until it can, members may be
   * missing, and with them voters.
   */
  public boolean isPartial() {
    return governance.isPartial();
  }

  /** Entries here whose bodies no key here opens. */
  public List<EntryId> unread() {
    return List.copyOf(governance.unread());
  }

  /**
   * Devices that sealed a key wrongly, or for somebody who was not in: no honest node does. Nobody
   * lacks anything for it once others have shared what they hold.
   */
  public Set<DeviceId> wrongSealers() {
    return governance.wrongdoers();
  }

  /** Equal exactly where the same entries are: 32 bytes. */
  public Bytes digest() {
    return StateDigest.of(store.heads());
  }

  /**
   * Whether somebody else knew entries of this device that were not here: it was copied, or put
   * back to an earlier state, and must not write. Never becomes false again.
   */
  public boolean isBehindItself() {
    return behindItself;
  }

  /**
   * Stops writing for good, because it was found elsewhere that this device was put back. Whoever
   * found it remembers it; the store does once it next takes foreign runs.
   */
  public void stopWriting() {
    behindItself = true;
  }

  /** In the commit that shows it, so that no crash can come between. */
  private void keepStop(Draft draft) throws StoreException {
    if (behindItself && store.row(Table.LOCAL, STOPPED).isEmpty()) {
      draft.put(Table.LOCAL, STOPPED, Bytes.own(new byte[] {1}));
    }
  }

  /** What an entry that is here says, if a key here opens it. */
  public Opening open(Entry entry) {
    return Opening.of(keyring, entry);
  }

  /** Founds a network: takes its first entry. */
  public static Replica found(
      SignedEntry genesis, EntryStore store, DeviceSecrets own, Entropy entropy)
      throws StoreException {
    Replica replica = open(genesis.entry().network(), store, own, entropy);
    Draft draft = new Draft(store);
    replica.accepted(draft, new Run(List.of(genesis)));
    replica.commit(draft);
    return replica;
  }

  /**
   * Judges foreign runs and writes those that hold, all in one piece. For what comes by somebody
   * who is in, whoever wrote it.
   */
  public Taken take(List<Run> runs) throws StoreException {
    return take(runs, Optional.empty());
  }

  /** Takes what a bundle brought. */
  public Taken takeBrought(List<Brought> brought) throws StoreException {
    return Brought.into(this, brought);
  }

  /** Takes what comes by somebody who is not in; each run by itself, after what was drafted. */
  Taken takeFromOutside(Run run) throws StoreException {
    return take(List.of(run), Optional.of(new Allowance(store, graph(), membership(), setAside())));
  }

  private Taken take(List<Run> runs, Optional<Allowance> allowance) throws StoreException {
    Draft draft = new Draft(store);
    List<Verdict> verdicts = new ArrayList<>();
    for (Run run : runs) {
      Verdict verdict = take(draft, run, allowance);
      verdicts.add(verdict);
      if (verdict instanceof Verdict.Waiting) {
        openAhead(draft, run);
      }
      behindItself |= isNewsOfItself(run, verdict);
    }
    keepStop(draft);
    boolean opened = hasBecomeReadable();
    commit(draft);
    return new Taken(verdicts, draft.grown(), opened);
  }

  /** An entry under this device's own signature that is not here, or was not until now. */
  private boolean isNewsOfItself(Run run, Verdict verdict) {
    boolean signedNews =
        verdict instanceof Verdict.Waiting
            || verdict instanceof Verdict.Accepted accepted && accepted.entries() > 0;
    return signedNews && run.chain().device().equals(own.device());
  }

  /** Keeps what runs that must wait open of what is unread here. */
  private void openAhead(Draft draft, Run run) throws StoreException {
    if (waiting.isFull()) {
      waiting = new WaitingKeys(emptyKeyring());
    }
    waiting.absorb(run, keyring);
    for (EpochSecrets secrets : waiting.opened()) {
      if (opensMore(secrets)) {
        AheadEpochs.keep(draft, secrets);
        keyring.add(secrets);
      }
    }
  }

  private boolean opensMore(EpochSecrets secrets) {
    EpochId epoch = secrets.id();
    boolean governs = !keyring.known().contains(epoch) && governance.isUnread(epoch);
    boolean records = secrets.records().isPresent() && !keyring.holdsRecords(epoch);
    return governs || records && this.records.isUnread(epoch);
  }

  /**
   * Takes governance entries in any order, keys first: how a newcomer begins, who reads the
   * founding only with the seal that comes with the admission.
   */
  public Taken enter(List<Run> runs) throws StoreException {
    runs.forEach(run -> run.entries().forEach(signed -> absorb(signed.entry())));
    return Entering.into(this, runs);
  }

  /**
   * Writes own acts: makes the entries and takes them by the same door. The acts must be of one
   * lane.
   *
   * @return the entries, in the order of the acts
   * @throws IllegalStateException if an own entry does not hold: a bug, or a device that was copied
   */
  public Written write(List<? extends Act> acts, long nowMs) throws StoreException {
    if (behindItself) {
      throw new IllegalStateException("this device was copied or put back; it must not write");
    }
    Draft draft = new Draft(store);
    List<SignedEntry> written = new ArrayList<>();
    for (List<? extends Act> part : author.parts(acts)) {
      written.addAll(write(draft, part, nowMs));
    }
    commit(draft);
    return new Written(written, draft.grown());
  }

  private List<SignedEntry> write(Draft draft, List<? extends Act> acts, long nowMs)
      throws StoreException {
    if (author.isKeyDue(draft, governance, acts.get(0))) {
      renewKey(draft, nowMs);
    }
    prepare(draft, acts.get(0), nowMs);
    List<Act> pinned = Pins.fill(acts, governance.members(), store);
    List<SignedEntry> run = author.run(draft, governance, records, pinned, nowMs);
    accepted(draft, new Run(run));
    if (acts.get(0) instanceof Act.Admit) {
      prepare(draft, acts.get(0), nowMs);
    }
    return run;
  }

  /** In one piece with what comes after it: others seal to the key once they have the entry. */
  private void renewKey(Draft draft, long nowMs) throws StoreException {
    AgreementKey key = AgreementKey.generate(entropy);
    Act renewed = new Act.NewKey(Bytes.own(key.publicKey()));
    prepare(draft, renewed, nowMs);
    List<SignedEntry> run = author.run(draft, governance, records, List.of(renewed), nowMs);
    OwnKeys.keep(draft, run.get(0).entry().header().seq(), key);
    keyring.add(key);
    waiting.add(key);
    accepted(draft, new Run(run));
  }

  /**
   * Writes what must come before: more than one GATHER where one cannot link to all heads. And
   * after an admission, what the newcomer lacks of it: who cannot read its past cannot take it.
   */
  private void prepare(Draft draft, Act act, long nowMs) throws StoreException {
    Optional<SignedEntry> before = author.before(draft, governance, records, act, nowMs);
    for (int i = 0; i < GATHERINGS && before.isPresent(); i++) {
      accepted(draft, new Run(List.of(before.get())));
      before = author.before(draft, governance, records, act, nowMs);
    }
  }

  private void accepted(Draft draft, Run run) throws StoreException {
    Verdict verdict = take(draft, run, Optional.empty());
    if (!(verdict instanceof Verdict.Accepted)) {
      throw new IllegalStateException("own entry does not hold: " + verdict);
    }
    for (SignedEntry own : run.entries()) {
      if (governance.voids().containsKey(own.entry().id())) {
        throw new IllegalStateException("own entry is void: " + governance.voids());
      }
    }
  }

  /** What this device's node should write by itself now; ask again after writing. */
  public List<Act> duties() throws StoreException {
    return dues.now(governance);
  }

  /**
   * What this device should write in another's stead: a GATHER where somebody lacked a key at the
   * last call already, and whoever has to share it has not. For a node to ask now and then, after a
   * while in which any honest device would have done it.
   */
  public List<Act> overdue() {
    return behindItself ? List.of() : dues.overdue(governance);
  }

  private Verdict take(Draft draft, Run run, Optional<Allowance> allowance) throws StoreException {
    return new Door(judge, governance, records, cuts, loose, draft, allowance).take(run);
  }

  private void commit(Draft draft) throws StoreException {
    if (!draft.isEmpty()) {
      store.commit(draft.commit());
    }
    if (hasBecomeReadable()) {
      fold();
      rebuild();
    }
    cuts.forget(records);
  }

  private boolean hasBecomeReadable() {
    return governance.hasBecomeReadable() || records.hasBecomeReadable();
  }

  /** Drops the rows and folds them again from the entries. */
  public void rebuild() throws StoreException {
    Draft draft = new Draft(store);
    Rebuild.into(draft, store, records);
    store.commit(draft.commit());
  }
}
