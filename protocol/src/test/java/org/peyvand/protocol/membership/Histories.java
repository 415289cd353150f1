package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Policy.Tellers;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;

/**
 * A random wild history: three to six people with one or two devices, who act with and without the
 * right to, on what they heard of or on what was long ago, together, apart and against each other.
 * The same seed gives the same history.
 */
final class Histories {
  /** How much of the others' doings an author has heard of. */
  private enum Hearing {
    ALL,
    OWN_HALF,
    LITTLE
  }

  /** A device, or its copy, that writes. */
  record Writer(int device, boolean copy) {}

  /** An invite that somebody might use. */
  record Door(Fact invite, int seed) {}

  final Story story;
  final Random random;
  final List<Writer> writers = new ArrayList<>();
  final List<Fact> facts = new ArrayList<>();
  final TreeMap<Integer, MemberId> owners = new TreeMap<>();
  final List<Door> doors = new ArrayList<>();
  final List<Fact> admissions = new ArrayList<>();
  final List<Fact> proposals = new ArrayList<>();
  private final MembershipView view = Pool.view();
  private final List<Fact> last = new ArrayList<>();
  private final List<Integer> halves = new ArrayList<>();
  private final boolean allActs;
  private Hearing hearing = Hearing.ALL;
  private int devices;
  private int seeds;

  Histories(long seed, boolean allActs) {
    story = new Story(seed, Pool.NETWORK);
    random = new Random(seed);
    this.allActs = allActs;
    begin();
    hearing = Hearing.values()[random.nextInt(3)];
    int acts = 5 + random.nextInt(random.nextInt(3) == 0 ? 36 : 16);
    for (int i = 0; i < acts; i++) {
      step();
    }
  }

  private void begin() {
    int founder = devices++;
    writers.add(new Writer(founder, false));
    owners.put(founder, Pool.member(founder));
    last.add(null);
    halves.add(0);
    Fact genesis = story.found(Pool.device(founder), policy());
    note(0, genesis);
    int people = 2 + random.nextInt(4);
    Door door = invite(0, people + random.nextInt(2), false, Optional.empty());
    for (int i = 0; i < people; i++) {
      admit(0, door, devices++);
    }
    if (allActs && random.nextInt(4) > 0) {
      int stewards = 1 + random.nextInt(2);
      List<MemberId> named = IntStream.rangeClosed(0, stewards).mapToObj(Pool::member).toList();
      campaign(new Effect.Recover(named, List.of()), writers.size());
    }
  }

  private Policy policy() {
    Role inviting = random.nextBoolean() ? Role.MEMBER : Role.STEWARD;
    Role admitting = random.nextInt(4) > 0 || !allActs ? Role.MEMBER : Role.STEWARD;
    Role given = random.nextInt(4) > 0 || !allActs ? Role.MEMBER : Role.NEWCOMER;
    int percent = pick(List.of(0, 50, 50, 67, 100));
    return new Policy(
        inviting, admitting, given, 50, Tellers.STEWARDS, percent, Policy.History.ALL);
  }

  /** Why acts of this history count for nothing. */
  Collection<Refusal> refusals() {
    return view.now().refusals().values();
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void step() {
    int by = random.nextInt(writers.size());
    if (allActs && random.nextInt(250) == 0) {
      flood(random.nextBoolean() ? 0 : by);
    }
    int kind = random.nextInt(allActs ? 32 : 14);
    if (kind < 2) {
      bringIn(by);
    } else if (kind < 4) {
      invite(by, 1 + random.nextInt(2), random.nextInt(3) == 0, Optional.empty());
    } else if (kind < 8) {
      admit(by, pick(doors), random.nextInt(3) == 0 ? random.nextInt(devices) : devices++);
    } else if (kind < 10) {
      write(by, new Act.RevokeInvite(pick(doors).invite().id()));
    } else if (kind < 11) {
      leave(by);
    } else if (kind < 13 || kind < 14 && !allActs) {
      write(by, new Act.Gather());
    } else if (kind < 14) {
      write(by, new Act.Adopt(new Pin(removedDevice(), 7, facts.get(0).id())));
    } else if (kind < 18) {
      write(by, new Act.Suspend(pick(List.copyOf(owners.values())), "", List.of()));
    } else if (kind < 23) {
      campaign(effect(), 1 + random.nextInt(writers.size()));
    } else {
      rare(by, kind);
    }
  }

  /** One that a removal holds for, where there is any. */
  private DeviceId removedDevice() {
    List<DeviceId> all = owners.keySet().stream().map(d -> Pool.device(d).id()).toList();
    Membership now = view.now();
    List<DeviceId> removed = all.stream().filter(d -> !now.removals(d).isEmpty()).toList();
    return pick(removed.isEmpty() ? all : removed);
  }

  /** Without the other acts, of those only who never invited: rules for them have changed. */
  private void leave(int by) {
    boolean invited =
        doors.stream().anyMatch(d -> deviceOf(d.invite()) == writers.get(by).device());
    write(by, allActs || !invited ? new Act.Leave() : new Act.Gather());
  }

  private void rare(int by, int kind) {
    if (kind < 24) {
      write(by, new Act.Retire(Pool.device(sibling(by)).id(), List.of()));
    } else if (kind < 25) {
      int device = random.nextInt(devices);
      boolean genuine = random.nextInt(3) > 0;
      write(by, genuine ? Pool.fork(device) : Pool.forged(device));
    } else if (kind < 27) {
      write(by, new Act.Vouch(pick(admissions).id()), pick(admissions));
    } else if (kind < 28) {
      forMember(by);
    } else if (kind < 29) {
      copy(by);
    } else if (kind < 30 || proposals.isEmpty()) {
      propose(by, effect());
    } else {
      Fact proposal = pick(proposals);
      write(by, random.nextBoolean() ? agree(proposal) : enact(proposal), proposal);
    }
  }

  /** A device of the same member, where there is another. */
  private int sibling(int by) {
    int own = writers.get(by).device();
    return owners.keySet().stream()
        .filter(d -> d != own && owners.get(d).equals(owners.get(own)))
        .findAny()
        .orElse(own);
  }

  private void bringIn(int by) {
    boolean forDevice = random.nextBoolean();
    admit(by, invite(by, 1, forDevice, Optional.empty()), devices++);
  }

  /** More invites than one member has open, and attempts to use the first of them. */
  private void flood(int by) {
    boolean forDevice = random.nextBoolean();
    int many = (forDevice ? Limits.OPEN_DEVICE_INVITES : Limits.OPEN_INVITES) + 1;
    int first = doors.size();
    for (int i = random.nextInt(2); i <= many; i++) {
      invite(by, 1, forDevice, Optional.empty(), OptionalInt.empty());
    }
    for (int i = first; i < Math.min(first + 3, doors.size()); i++) {
      admit(by, doors.get(i), devices++);
    }
  }

  private void forMember(int by) {
    Optional<MemberId> whose = Optional.of(pick(List.copyOf(owners.values())));
    Fact in = admit(by, invite(by, 1, true, whose), devices++);
    for (int i = random.nextInt(writers.size() - 1); i >= 0; i--) {
      write(i, new Act.Vouch(in.id()), in);
    }
  }

  Door invite(int by, int uses, boolean forDevice, Optional<MemberId> forMember) {
    boolean expires = !doors.isEmpty() && random.nextBoolean();
    OptionalInt after = expires ? OptionalInt.of(1 + random.nextInt(2)) : OptionalInt.empty();
    return invite(by, uses, forDevice, forMember, after);
  }

  private Door invite(
      int by, int uses, boolean forDevice, Optional<MemberId> forMember, OptionalInt after) {
    int seed = seeds++;
    Act.Invite plain = Pool.seed(seed).invite(uses, forDevice);
    Fact written =
        write(by, new Act.Invite(plain.signing(), plain.psk(), uses, forDevice, forMember, after));
    if (!(written.act() instanceof Act.Invite)) {
      return pick(doors);
    }
    Door door = new Door(written, seed);
    doors.add(door);
    return door;
  }

  Fact admit(int by, Door door, int device) {
    Act.Invite invite = (Act.Invite) door.invite().act();
    MemberId inviter = owners.get(deviceOf(door.invite()));
    Fact fact =
        write(
            by,
            new Act.Admit(door.invite().id(), Pool.request(door.seed(), device), false),
            door.invite());
    if (!(fact.act() instanceof Act.Admit)) {
      return fact;
    }
    admissions.add(fact);
    if (!owners.containsKey(device)) {
      owners.put(
          device, invite.forDevice() ? invite.forMember().orElse(inviter) : Pool.member(device));
      enter(new Writer(device, false), fact);
    }
    return fact;
  }

  int deviceOf(Fact fact) {
    return owners.keySet().stream()
        .filter(d -> Pool.device(d).id().equals(fact.author()))
        .findFirst()
        .orElseThrow();
  }

  private void enter(Writer writer, Fact first) {
    writers.add(writer);
    last.add(first);
    halves.add(random.nextInt(2));
  }

  private void copy(int by) {
    int device = writers.get(by).device();
    List<Fact> own =
        facts.stream().filter(f -> f.author().equals(Pool.device(device).id())).toList();
    if (!own.isEmpty() && !isCopied(device)) {
      copyAfter(by, pick(own));
    }
  }

  boolean isCopied(int device) {
    return writers.contains(new Writer(device, true));
  }

  /** From here a copy of the device goes on as a writer of its own. */
  void copyAfter(int by, Fact after) {
    Writer copy = new Writer(writers.get(by).device(), true);
    story.fork(Pool.device(copy.device()), after);
    enter(copy, after);
  }

  Effect effect() {
    MemberId member = pick(List.copyOf(owners.values()));
    return switch (random.nextInt(13)) {
      case 0, 1, 2, 3 -> new Effect.Expel(member);
      case 4, 5 -> new Effect.Reinstate(member);
      case 6 -> new Effect.GrantRole(member, random.nextBoolean() ? Role.STEWARD : Role.MEMBER);
      case 7 -> new Effect.EndRole(member, random.nextBoolean() ? Role.STEWARD : Role.MEMBER);
      case 8 -> new Effect.RetireDevice(Pool.device(random.nextInt(devices)).id());
      case 9 -> setting();
      case 10 -> new Effect.CutHistory();
      default -> recovery(member);
    };
  }

  private Effect setting() {
    return switch (random.nextInt(4)) {
      case 0 -> new Effect.SetPolicy(Policy.Key.POWER, pick(List.of(0, 60, 100)));
      case 1 -> new Effect.SetPolicy(Policy.Key.MAY_INVITE, 1 + random.nextInt(2));
      case 2 -> new Effect.SetPolicy(Policy.Key.MAY_ADMIT, 1 + random.nextInt(2));
      default -> new Effect.SetPolicy(Policy.Key.ADMISSION_GIVES, random.nextInt(2));
    };
  }

  private Effect recovery(MemberId member) {
    List<EntryId> removals =
        facts.stream()
            .filter(
                f ->
                    f.act() instanceof Act.Suspend
                        || f.act() instanceof Act.Enact
                        || f.act() instanceof Act.Retire
                        || f.act() instanceof Act.ProveFork)
            .map(Fact::id)
            .toList();
    boolean naming = removals.isEmpty() || random.nextBoolean();
    List<EntryId> undo = removals.isEmpty() ? List.of() : List.of(pick(removals));
    return new Effect.Recover(naming ? List.of(member) : List.of(), naming ? List.of() : undo);
  }

  /** A proposal, so many ballots, and the attempt to make it true: the last is returned. */
  Fact campaign(Effect effect, int voters) {
    Fact proposal = propose(random.nextInt(writers.size()), effect);
    List<Fact> heard = new ArrayList<>(List.of(proposal));
    int first = random.nextInt(writers.size());
    for (int i = 0; i < voters; i++) {
      heard.add(write((first + i) % writers.size(), agree(proposal), proposal));
    }
    return write(random.nextInt(writers.size()), enact(proposal), heard.toArray(Fact[]::new));
  }

  Fact propose(int by, Effect effect) {
    Fact proposal = write(by, proposal(effect));
    if (proposal.act() instanceof Act.Propose) {
      proposals.add(proposal);
    }
    return proposal;
  }

  static Act proposal(Effect effect) {
    return new Act.Propose("t", "", "threshold", List.of(), Optional.of(effect));
  }

  static Act agree(Fact proposal) {
    return new Act.Ballot(proposal.id(), "agree", "");
  }

  static Act enact(Fact proposal) {
    return new Act.Enact(proposal.id(), List.of());
  }

  /** Writes as one of the writers, who heard of this besides what he hears of usually. */
  Fact write(int by, Act act, Fact... besides) {
    List<Fact> heard = new ArrayList<>(List.of(besides));
    heard.addAll(heard(by));
    return writeKnowing(by, act, heard);
  }

  /**
   * Writes, unless no node would take it: then nothing is written, and the writer's last is
   * returned.
   */
  Fact writeKnowing(int by, Act act, List<Fact> heard) {
    Writer writer = writers.get(by);
    Story.Device device = Pool.device(writer.device());
    Fact[] links = heard.toArray(Fact[]::new);
    if (!isTaken(device.id(), act, by, heard)) {
      return last.get(by);
    }
    Fact fact =
        writer.copy() ? story.writeCopy(device, act, links) : story.write(device, act, links);
    note(by, fact);
    return fact;
  }

  /** As a node judges it: its author is in by its own past, or suspended, and may say this. */
  private boolean isTaken(DeviceId author, Act act, int by, List<Fact> heard) {
    Past past = last.get(by).point().and();
    for (Fact fact : heard) {
      past = past.with(fact.point());
    }
    Membership known = view.at(past);
    return known.isEffective(author)
        || known.memberOf(author).filter(Member::hasSeat).isPresent()
            && known.isOpenToTheSuspended(author, act);
  }

  private void note(int by, Fact fact) {
    view.add(fact);
    facts.add(fact);
    last.set(by, fact);
  }

  private List<Fact> heard(int by) {
    List<Fact> heard = new ArrayList<>();
    heard.add(last.get(by));
    Hearing now = random.nextInt(8) == 0 ? pick(List.of(Hearing.values())) : hearing;
    if (now == Hearing.LITTLE) {
      for (int i = random.nextInt(3); i > 0; i--) {
        heard.add(facts.get(facts.size() - 1 - random.nextInt(Math.min(8, facts.size()))));
      }
      return heard;
    }
    for (int i = 0; i < writers.size(); i++) {
      if (now == Hearing.ALL || halves.get(i).equals(halves.get(by))) {
        heard.add(last.get(i));
      }
    }
    return heard;
  }
}
