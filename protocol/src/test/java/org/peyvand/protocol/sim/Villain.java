package org.peyvand.protocol.sim;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Forge;
import org.peyvand.protocol.replica.Replica;
import org.peyvand.protocol.sync.Run;

/**
 * A hostile member: real keys, an honest replica to read by, and whatever it likes to write by its
 * own hand.
 */
final class Villain {
  final World world;
  final SimNode node;
  final Random random;

  /** Somebody who never is a member. */
  final DeviceSecrets outsider;

  /** People and devices of its own making that entered, or tried to. */
  final List<DeviceSecrets> puppets = new ArrayList<>();

  /** Entries that it has not yet shown to anybody. */
  final List<SignedEntry> hidden = new ArrayList<>();

  /** By lane, the newest entry of the other side of a fork of its own. */
  private final Map<Lane, Entry> others = new EnumMap<>(Lane.class);

  private final List<Behaviour> behaviours;
  private int number;

  Villain(World world, SimNode node, List<Behaviour> behaviours) {
    this.world = world;
    this.node = node;
    this.random = world.random;
    this.behaviours = behaviours;
    this.outsider = DeviceSecrets.generate(world.entropy);
    world.tracker.enterOutsider(outsider);
  }

  void act() throws StoreException {
    world.pick(behaviours).happen(this);
  }

  Replica replica() {
    return node.replica();
  }

  String text(String what) {
    return what + " of " + node + " " + number++;
  }

  Act note() {
    return new Act.AddResource("note", text("note"), "", List.of(), Optional.empty());
  }

  /** All that it writes by. */
  Stream<DeviceId> devices() {
    return Stream.concat(Stream.of(node.own), puppets.stream()).map(DeviceSecrets::device);
  }

  // ---- writing by hand

  /** The entry that an honest node would write next. */
  Forge hand(Lane lane) {
    return hand(node.own, lane);
  }

  Forge hand(DeviceSecrets own, Lane lane) {
    return Forge.next(own, replica(), lane)
        .links(foreignHeads(own))
        .time(world.schedule.nowMs())
        .salt(number++);
  }

  private List<EntryId> foreignHeads(DeviceSecrets own) {
    return replica().graph().frontier().stream()
        .filter(id -> !replica().graph().point(id).orElseThrow().author().equals(own.device()))
        .limit(Limits.BALLOT_LINKS)
        .toList();
  }

  /** One that knows nothing but what the entry before it knew. */
  Forge after(Entry before) throws StoreException {
    return hand(Lane.GOVERNANCE).after(before).links(List.of()).under(secretsOf(before));
  }

  /** One that knows nothing but what this device's last knew: its newest head, or first record. */
  Forge stale(Lane lane) throws StoreException {
    Entry known = own(Lane.GOVERNANCE, head(Lane.GOVERNANCE).seq());
    List<EntryId> links = lane == Lane.RECORDS ? List.of(known.id()) : List.of();
    return hand(lane).links(links).under(secretsOf(known));
  }

  /**
   * The next entry of its other line, which parts from its first one here if it has not before: so
   * however often it does, there are two lines and no more.
   */
  SignedEntry other(Act act) throws StoreException {
    Entry before = others.get(act.lane());
    SignedEntry next = before == null ? hand(act.lane()).act(act) : following(before, act);
    others.put(act.lane(), next.entry());
    return next;
  }

  private SignedEntry following(Entry before, Act act) {
    return hand(act.lane()).after(before).links(List.of()).under(secretsOf(before)).act(act);
  }

  EpochSecrets secretsOf(Entry entry) {
    EpochId epoch = entry.header().epoch();
    return replica().keyring().secrets(epoch).orElseThrow();
  }

  Head head(Lane lane) {
    return replica()
        .store()
        .head(Branch.main(new ChainId(node.device(), lane)))
        .orElseThrow(() -> new IllegalStateException(node + " has written nothing"));
  }

  Entry own(Lane lane, long seq) throws StoreException {
    Place place = new Place(Branch.main(new ChainId(node.device(), lane)), seq);
    return replica().store().entry(place).orElseThrow().entry();
  }

  // ---- telling

  /** Takes it itself, and so passes it on to whoever asks. */
  void publish(SignedEntry... entries) throws StoreException {
    give(node, entries);
  }

  /** Hands entries to somebody, as by a stick. */
  List<Verdict> give(SimNode to, SignedEntry... entries) throws StoreException {
    List<Verdict> verdicts = new ArrayList<>();
    for (SignedEntry entry : entries) {
      world.tracker.hearHostile(node, entry.entry());
      verdicts.addAll(to.take(new Run(List.of(entry))).verdicts());
    }
    return verdicts;
  }

  /** Hands entries to somebody who must not take them. */
  void giveInVain(SimNode to, SignedEntry... entries) throws StoreException {
    Bytes before = to.replica().digest();
    for (Verdict verdict : give(to, entries)) {
      Laws.require(!(verdict instanceof Verdict.Accepted), to, "took what must not be taken");
    }
    Laws.require(to.replica().digest().equals(before), to, "kept what it did not take");
  }

  // ---- others

  SimNode somebody() {
    return world.pick(world.honest());
  }

  Optional<MemberId> memberOf(SimNode other) {
    return replica().membership().memberOf(other.device()).map(Member::id);
  }

  MemberId member() {
    return memberOf(node).orElseThrow();
  }

  /** Keys of somebody whom it makes up. */
  DeviceSecrets puppet() {
    DeviceSecrets puppet = DeviceSecrets.generate(world.entropy);
    puppets.add(puppet);
    world.tracker.enter(puppet);
    return puppet;
  }

  InviteSeed seed() {
    return InviteSeed.generate(world.entropy);
  }

  Act.Admit admission(InviteSeed seed, EntryId invite, DeviceSecrets who) {
    var network = replica().network();
    var request = JoinRequest.make(seed, who.signing(), who.keys(), text("puppet"), network);
    return new Act.Admit(invite, JoinRequestCodec.encode(request), true);
  }

  /** Invites and lets in a puppet: two entries that follow each other from here. */
  List<SignedEntry> letIn(Forge first, boolean asDevice, DeviceSecrets who) throws StoreException {
    InviteSeed seed = seed();
    SignedEntry invite = first.act(seed.invite(1, asDevice));
    SignedEntry admit = after(invite.entry()).act(admission(seed, invite.entry().id(), who));
    return List.of(invite, admit);
  }

  void publish(List<SignedEntry> entries) throws StoreException {
    publish(entries.toArray(SignedEntry[]::new));
  }
}
