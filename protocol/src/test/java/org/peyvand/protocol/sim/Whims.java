package org.peyvand.protocol.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.decision.Decisions;
import org.peyvand.protocol.decision.Duties;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.resource.Resource;
import org.peyvand.protocol.resource.ResourceCodec;
import org.peyvand.protocol.resource.Version;

/** What people do, as it comes to them. */
final class Whims {
  private record Offer(InviteSeed seed, EntryId invite) {}

  private final World world;
  private final Homes homes;
  private final Aside aside;
  private final List<Offer> offers = new ArrayList<>();
  private final List<EntryId> motions = new ArrayList<>();

  /** Whether people act against those alone who are hostile. */
  private final boolean united;

  private int number;
  private EntryId last;

  Whims(World world) {
    this.world = world;
    this.homes = new Homes(world);
    this.aside = new Aside(world);
    this.united = !world.villains.isEmpty();
  }

  void act() throws StoreException {
    SimNode node = world.pick(world.nodes);
    if (!node.mayWrite()) {
      return;
    }
    int what = world.random.nextInt(100);
    if (world.adopting && world.random.nextInt(4) == 0) {
      aside(node);
      return;
    }
    if (world.cutting && world.random.nextInt(30) == 0) {
      new Cutting(world).act(node);
      return;
    }
    if (united && world.random.nextInt(10) == 0) {
      justice(node);
      return;
    }
    if (!united && world.random.nextInt(30) == 0) {
      homes.act(node);
    } else if (world.nodes.size() < world.mostNodes && world.random.nextInt(5) == 0) {
      invite(node);
      join();
    } else if (what < 25) {
      records(node, what);
    } else if (what < 70) {
      decisions(node, what);
    } else if (what < 94) {
      membership(node, what);
    } else if (what < 97) {
      world.drop(node);
      node.restart();
      world.touch(node);
    } else {
      node.replica().rebuild();
      world.touch(node);
    }
  }

  // ---- sharing

  private void records(SimNode node, int what) throws StoreException {
    List<Act> acts = new ArrayList<>();
    int count = what < 4 ? 1 + world.random.nextInt(6) : 1;
    for (int i = 0; i < count; i++) {
      acts.add(record(node));
    }
    node.write(acts);
  }

  private Act record(SimNode node) throws StoreException {
    List<Bytes> rows = List.copyOf(node.store().rows(Table.RESOURCE).values());
    int what = world.random.nextInt(10);
    if (what == 0) {
      return new Act.Chunk(Bytes.own(world.entropy.bytes(world.random.nextInt(2_000))));
    } else if (what < 4 || rows.isEmpty()) {
      return new Act.AddResource("note", text("note"), "", List.of("t"), Optional.empty());
    }
    Resource resource = ResourceCodec.decode(world.pick(rows)).asOptional().orElseThrow();
    List<EntryId> known = resource.newest().stream().map(Version::entry).toList();
    List<EntryId> replaced = world.random.nextInt(4) == 0 ? known.subList(0, 1) : known;
    return new Act.EditResource(resource.id(), replaced, text("edit"), "", List.of());
  }

  private String text(String what) {
    return what + " " + number++;
  }

  // ---- deciding

  private void decisions(SimNode node, int what) throws StoreException {
    Decisions decisions = node.replica().decisions();
    List<Decision> all = decisions.all();
    if (what < 35 || all.isEmpty()) {
      String method = world.random.nextBoolean() ? "majority" : "consent";
      attempt(node, new Act.Propose(text("question"), "", method, List.of()));
      return;
    }
    EntryId proposal = world.pick(all).id();
    var everything = node.replica().everything();
    if (what < 58) {
      String choice =
          world.pick(List.of("agree", "agree", "agree", "abstain", "disagree", "object"));
      attempt(node, new Act.Ballot(proposal, choice, ""));
    } else if (what < 67) {
      attempt(node, decisions.close(everything, proposal));
    } else if (what < 68) {
      attempt(node, new Act.Withdraw(proposal));
    } else {
      attempt(node, Duties.giveUp(decisions, everything, proposal));
    }
  }

  /** Writes what counts, and now and then what does not. */
  private void attempt(SimNode node, Act act) throws StoreException {
    boolean counts =
        node.replica()
            .decisions()
            .refusal(node.device(), node.replica().everything(), act)
            .isEmpty();
    if (counts || world.random.nextInt(20) == 0) {
      node.write(act);
    }
  }

  // ---- coming and going

  private void membership(SimNode node, int what) throws StoreException {
    if (world.random.nextInt(8) == 0) {
      vouch(node);
    } else if (what < 78) {
      invite(node);
    } else if (what < 89) {
      join();
    } else if (united) {
      vouch(node);
    } else if (what < 91 && !offers.isEmpty()) {
      node.write(new Act.RevokeInvite(world.pick(offers).invite()));
    } else if (what == 91) {
      removal(node);
    } else if (what == 92
        && world.random.nextBoolean()
        && node.replica().membership().fullMembers().size() > 1) {
      node.write(new Act.Leave());
    } else if (what == 92) {
      node.write(new Act.Gather());
    } else {
      power(node);
    }
  }

  /** Against those who are hostile, and for those whom they have stopped. */
  private void justice(SimNode node) throws StoreException {
    if (world.isHonest(node)) {
      if (world.random.nextInt(4) == 0) {
        removal(node);
      } else {
        power(node);
      }
    }
  }

  /** Who is new becomes a member once others vouch. */
  private void vouch(SimNode node) throws StoreException {
    var admissions = node.replica().membership().admissions();
    for (EntryId id : admissions.keySet()) {
      DeviceId device = admissions.get(id).device();
      boolean waits = admissions.get(id).awaitsVouchers();
      if (waits && world.honest().stream().anyMatch(n -> n.device().equals(device))) {
        may(node, new Act.Vouch(id));
      }
    }
  }

  /** Somebody stops somebody, or takes an own device out of use. */
  private void removal(SimNode node) throws StoreException {
    SimNode other = united ? world.pick(world.villains).node : world.pick(world.nodes);
    Optional<Member> target = node.replica().membership().memberOf(other.device());
    if (target.isPresent()) {
      may(node, new Act.Suspend(target.get().id(), text("because"), List.of()));
      may(node, new Act.Retire(other.device(), List.of()));
    }
  }

  /** Where nothing was set aside yet, somebody is stopped who goes on. */
  private void aside(SimNode node) throws StoreException {
    if (!aside.act(node)) {
      removal(node);
    }
  }

  private void power(SimNode node) throws StoreException {
    if (motions.isEmpty() || world.random.nextInt(4) == 0) {
      Optional<Effect> effect = effect(node);
      Act motion = new Act.Propose(text("power"), "", "threshold", List.of(), effect);
      if (effect.isPresent() && may(node, motion)) {
        motions.add(last);
      }
      return;
    }
    EntryId proposal =
        motions.get(motions.size() - 1 - world.random.nextInt(Math.min(3, motions.size())));
    for (SimNode voter : world.nodes) {
      if (voter.mayWrite()
          && world.isHonest(voter)
          && world.random.nextBoolean()
          && voter.replica().graph().has(proposal)) {
        may(voter, new Act.Ballot(proposal, "agree", ""));
      }
    }
    may(node, new Act.Enact(proposal, List.of()));
  }

  private Optional<Effect> effect(SimNode node) {
    Membership now = node.replica().membership();
    if (united) {
      return effectAmongVillains(now);
    }
    Optional<Member> target = now.memberOf(world.pick(world.nodes).device());
    if (target.isEmpty()) {
      return Optional.empty();
    }
    MemberId member = target.get().id();
    return Optional.of(
        world.pick(
            List.of(
                new Effect.Expel(member),
                new Effect.Reinstate(member),
                new Effect.Reinstate(member),
                new Effect.GrantRole(member, Role.STEWARD),
                new Effect.GrantRole(member, Role.MEMBER),
                new Effect.EndRole(member, Role.STEWARD),
                new Effect.RetireDevice(world.pick(world.nodes).device()),
                new Effect.SetPolicy(Policy.Key.POWER, world.random.nextInt(101)),
                new Effect.SetPolicy(Policy.Key.MAY_INVITE, Role.MEMBER.ordinal()),
                new Effect.Recover(List.of(member), List.of()))));
  }

  private Optional<Effect> effectAmongVillains(Membership now) {
    SimNode villain = world.pick(world.villains).node;
    SimNode honest = world.pick(world.honest());
    Optional<MemberId> hostile = now.memberOf(villain.device()).map(Member::id);
    Optional<MemberId> friend = now.memberOf(honest.device()).map(Member::id);
    if (hostile.isEmpty() || friend.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        world.pick(
            List.of(
                new Effect.Expel(hostile.get()),
                new Effect.Expel(hostile.get()),
                new Effect.EndRole(hostile.get(), Role.STEWARD),
                new Effect.RetireDevice(villain.device()),
                new Effect.Reinstate(friend.get()),
                new Effect.GrantRole(friend.get(), Role.STEWARD),
                new Effect.SetPolicy(Policy.Key.POWER, world.random.nextInt(101)),
                new Effect.Recover(List.of(friend.get()), List.of()))));
  }

  private boolean may(SimNode node, Act act) throws StoreException {
    if (node.mayWrite() && node.replica().refusal(act).isEmpty()) {
      last = node.write(act).last();
      return true;
    }
    return false;
  }

  private void invite(SimNode node) throws StoreException {
    if (!node.mayWrite() || !world.isHonest(node)) {
      return;
    }
    InviteSeed seed = InviteSeed.of(SecretBytes.own(world.entropy.bytes(InviteSeed.LENGTH)));
    Act.Invite invite = seed.invite(1 + world.random.nextInt(2), world.random.nextInt(4) == 0);
    if (node.replica().membership().allows(node.device(), invite).isEmpty()) {
      offers.add(new Offer(seed, node.write(invite).last()));
    }
  }

  /** Somebody comes with an invite, perhaps one that another came with elsewhere. */
  private void join() throws StoreException {
    if (offers.isEmpty() || world.nodes.size() >= world.mostNodes) {
      return;
    }
    Offer offer = world.pick(offers);
    SimNode host = world.pick(world.honest());
    boolean entered = world.enter(host, offer.seed(), offer.invite(), text("person")).isPresent();
    if (entered && united) {
      offers.remove(offer);
    }
  }
}
