package org.peyvand.protocol.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Policy.Tellers;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.membership.naive.NaiveMembership;
import org.peyvand.protocol.membership.naive.Outcome;

/** People with numbers, of whom 0 is the founder, in a story told act by act. */
final class Group {
  static final Policy OPEN =
      new Policy(Role.MEMBER, Role.MEMBER, Role.MEMBER, 50, Tellers.STEWARDS);
  static final Policy CAREFUL =
      new Policy(Role.MEMBER, Role.MEMBER, Role.NEWCOMER, 50, Tellers.STEWARDS);

  final Story story = new Story(1, Pool.NETWORK);
  private final List<Fact> all = new ArrayList<>();
  private int seeds;

  /** A door and the number of its seed. */
  record Door(Fact fact, int seed) {}

  Group(Policy policy, int people) {
    all.add(story.found(Pool.device(0), policy));
    if (people > 1) {
      Door door = open(0, people - 1);
      IntStream.range(1, people).forEach(i -> admit(0, door, i));
    }
  }

  /** A group in which 0 to {@code stewards - 1} are stewards, and all have written since. */
  static Group of(int people, int stewards) {
    Group group = new Group(OPEN, people);
    if (stewards > 1) {
      group.decideAll(
          people,
          new Effect.Recover(
              IntStream.range(0, stewards).mapToObj(Pool::member).toList(), List.of()));
    }
    IntStream.range(0, people).forEach(i -> group.write(i, new Act.Gather()));
    return group;
  }

  static MemberId member(int person) {
    return Pool.member(person);
  }

  /** All that was written so far. */
  Fact[] all() {
    return all.toArray(Fact[]::new);
  }

  /** Writes, knowing all. */
  Fact write(int device, Act act) {
    return knowing(device, act, all());
  }

  /** Writes, knowing only its own chain and these. */
  Fact knowing(int device, Act act, Fact... known) {
    return note(story.write(Pool.device(device), act, known));
  }

  /** Writes as the copy of a forked device. */
  Fact copy(int device, Act act, Fact... known) {
    return note(story.writeCopy(Pool.device(device), act, known));
  }

  private Fact note(Fact fact) {
    all.add(fact);
    return fact;
  }

  Door open(int by, int uses, Fact... known) {
    int seed = seeds++;
    Act.Invite invite = Pool.seed(seed).invite(uses, false);
    return new Door(knowing(by, invite, known.length == 0 ? all() : known), seed);
  }

  /** Opens a personal invite that expires. */
  Door openExpiring(int by, int uses, int after) {
    int seed = seeds++;
    return new Door(write(by, Pool.seed(seed).invite(uses, false).expiringAfter(after)), seed);
  }

  Door openForDevice(int by, Optional<MemberId> whose, Fact... known) {
    int seed = seeds++;
    Act.Invite plain = Pool.seed(seed).invite(1, true);
    Act.Invite act = new Act.Invite(plain.signing(), plain.psk(), 1, true, whose);
    return new Door(knowing(by, act, known.length == 0 ? all() : known), seed);
  }

  static Act.Admit yes(Door door, int device) {
    return new Act.Admit(door.fact().id(), Pool.request(door.seed(), device), false);
  }

  Fact admit(int by, Door door, int device) {
    return write(by, yes(door, device));
  }

  static Act suspend(int person) {
    return new Act.Suspend(member(person), "", List.of());
  }

  static Effect expel(int person) {
    return new Effect.Expel(member(person));
  }

  static Effect undo(Fact... acts) {
    List<EntryId> ids = List.of(acts).stream().map(Fact::id).toList();
    return new Effect.Recover(List.of(), ids);
  }

  /** The first proposes and enacts, all of these vote, all know all. */
  Fact decide(Effect effect, int... voters) {
    Fact proposal = write(voters[0], Histories.proposal(effect));
    for (int voter : voters) {
      write(voter, Histories.agree(proposal));
    }
    return write(voters[0], Histories.enact(proposal));
  }

  Fact decideAll(int people, Effect effect) {
    return decide(effect, IntStream.range(0, people).toArray());
  }

  /** The same by people who know only this past. */
  Fact decideKnowing(Effect effect, Fact past, int... voters) {
    Fact proposal = knowing(voters[0], Histories.proposal(effect), past);
    List<Fact> heard = new ArrayList<>(List.of(proposal));
    for (int voter : voters) {
      heard.add(knowing(voter, Histories.agree(proposal), proposal));
    }
    return knowing(voters[0], Histories.enact(proposal), heard.toArray(Fact[]::new));
  }

  /** The state now; both resolvers have to agree. */
  Outcome now() {
    List<Fact> facts = story.facts();
    Outcome naive = NaiveMembership.of(Pool.NETWORK, facts);
    assertEquals(naive, Neutral.of(Pool.resolve(facts), facts));
    return naive;
  }

  Optional<Outcome.State> state(int person) {
    return Optional.ofNullable(now().members().get(member(person))).map(Outcome.Person::state);
  }

  Role role(int person) {
    return now().members().get(member(person)).role();
  }

  boolean isEffective(int device) {
    return now().effective().containsKey(Pool.device(device).id());
  }

  boolean counts(Fact act) {
    return now().standing().contains(act.id());
  }
}
