package org.peyvand.cli.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.peyvand.cli.bench.History.Written;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Purpose;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.MemberIds;
import org.peyvand.protocol.replica.DeviceSecrets;

/**
 * A network's life, made up: people come in by each other's invites, add and remove devices, are
 * suspended and voted back in. Five acts on membership for two people, evenly among the rest. At
 * half time some are made stewards, and of those some are silent from then on.
 */
final class Life {
  /** With fewer there are no stewards and bystanders enough. */
  private static final int LEAST_AUTHORS = 20;

  /** Entries for each author at least, so that all get in and vote. */
  private static final int LEAST_ENTRIES = 20;

  private static final Policy POLICY =
      new Policy(Role.MEMBER, Role.MEMBER, Role.MEMBER, 50, Policy.Tellers.STEWARDS);
  private static final int USES = 10;
  private static final int SECONDS = 20;

  /** One in so many only goes on in its own chain and has heard nothing new. */
  private static final int UNAWARE = 50;

  private final Plan plan;
  private final History history = new History();
  private final Writer founder;
  private final List<Writer> present = new ArrayList<>();
  private final List<Writer> silent = new ArrayList<>();
  private final List<Writer> stewards = new ArrayList<>();
  private final List<Writer> early = new ArrayList<>();
  private final Deque<Second> seconds = new ArrayDeque<>();
  private final Deque<Writer> voters = new ArrayDeque<>();
  private Optional<Motion> motion = Optional.empty();
  private Door door;
  private int people;
  private int acts;
  private int turn;

  /** An invite. */
  record Door(Writer inviter, InviteSeed seed, Written invite, int left) {}

  /** A further device, which writes nothing. */
  private record Second(Writer owner, DeviceId device) {}

  /** What is put to the vote, and who comes back if it passes. */
  private record Motion(Written proposal, Optional<Writer> stopped) {}

  private Life(Plan plan) {
    this.plan = plan;
    this.founder = person();
  }

  /** The option that asks for too little for a life; empty if none does. */
  static Optional<String> refusal(Plan plan) {
    if (plan.authors() < LEAST_AUTHORS) {
      return Optional.of(Plan.AUTHORS);
    }
    return plan.entries() / plan.authors() < LEAST_ENTRIES
        ? Optional.of(Plan.ENTRIES)
        : Optional.empty();
  }

  /** All of a life. */
  static Life of(Plan plan) {
    Life life = new Life(plan);
    life.found();
    while (life.history.size() < plan.entries()) {
      if (life.acts * 2L * plan.entries() <= life.history.size() * 5L * plan.authors()) {
        life.act();
      } else {
        life.plain();
      }
    }
    life.gather();
    return life;
  }

  History history() {
    return history;
  }

  int acts() {
    return acts;
  }

  /** Those who are in and heard from; the founder is the first. */
  List<Writer> present() {
    return present;
  }

  /** The stewards that are heard from, without the founder. */
  List<Writer> stewards() {
    return stewards;
  }

  /** The stewards that have known nothing new since half time. */
  List<Writer> silent() {
    return silent;
  }

  /** Those who are in since half time, and are nothing else. */
  List<Writer> bystanders() {
    List<Writer> bystanders = new ArrayList<>(early);
    bystanders.retainAll(present);
    return bystanders;
  }

  /** Somebody new, who is not in yet. */
  Writer person() {
    DeviceSecrets secrets = DeviceSecrets.generate(history::entropy);
    return new Writer(secrets, MemberIds.of(history.network(), secrets.device()));
  }

  private void found() {
    bear(
        founder,
        new Act.Genesis("Bench", Purpose.INFORMATION, POLICY, "F", founder.secrets().keys()),
        List.of());
    present.add(founder);
    people++;
  }

  /** Writes an act on membership. */
  private Written bear(Writer by, Act act, List<EntryId> links) {
    acts++;
    return history.write(by, act, links);
  }

  private void act() {
    turn++;
    if (motion.isPresent() && voters.isEmpty()) {
      enact(motion.get());
    } else if (people < plan.authors() && turn % 3 != 0) {
      letIn();
    } else if (motion.isEmpty() && stewards.isEmpty() && people * 2 >= plan.authors()) {
      chooseStewards();
    } else if (motion.isEmpty() && !stewards.isEmpty() && turn % 2 == 0) {
      suspend();
    } else {
      changeDevice();
    }
  }

  private void plain() {
    Writer voter = voters.poll();
    if (voter != null) {
      EntryId proposal = motion.orElseThrow().proposal().id();
      history.write(voter, new Act.Ballot(proposal, "agree", ""), List.of(proposal));
    } else {
      boolean isUnaware = history.random().nextInt(UNAWARE) == 0;
      history.write(
          any(present), new Act.Gather(), isUnaware ? List.of() : List.of(history.news()));
    }
  }

  private Writer any(List<Writer> writers) {
    return writers.get(history.random().nextInt(writers.size()));
  }

  /** Opens a door of so many uses. */
  Door open(Writer by, int uses, List<EntryId> links) {
    InviteSeed seed = InviteSeed.generate(history::entropy);
    return new Door(by, seed, bear(by, seed.invite(uses, false), links), uses);
  }

  /** What lets this device in by an invite. */
  Act.Admit admission(Door by, DeviceSecrets device) {
    JoinRequest request =
        JoinRequest.make(by.seed(), device.signing(), device.keys(), "N", history.network());
    return new Act.Admit(by.invite().id(), JoinRequestCodec.encode(request), true);
  }

  private void letIn() {
    if (door == null || door.left() == 0) {
      if (door != null && present.contains(door.inviter())) {
        bear(door.inviter(), new Act.RevokeInvite(door.invite().id()), List.of());
      }
      door = open(any(present), USES, List.of(history.news()));
    }
    Writer person = person();
    person.tell(
        bear(door.inviter(), admission(door, person.secrets()), List.of(history.news())).id());
    door = new Door(door.inviter(), door.seed(), door.invite(), door.left() - 1);
    present.add(person);
    people++;
  }

  /** Somebody gets a further device, or loses one. */
  private void changeDevice() {
    Second oldest = seconds.size() < SECONDS ? null : seconds.remove();
    if (oldest != null && present.contains(oldest.owner())) {
      bear(oldest.owner(), new Act.Retire(oldest.device(), List.of()), List.of(history.news()));
      return;
    }
    Writer owner = any(present);
    InviteSeed seed = InviteSeed.generate(history::entropy);
    Written invite = bear(owner, seed.invite(1, true), List.of(history.news()));
    DeviceSecrets device = DeviceSecrets.generate(history::entropy);
    bear(owner, admission(new Door(owner, seed, invite, 1), device), List.of());
    seconds.add(new Second(owner, device.device()));
  }

  private void chooseStewards() {
    int most = Math.min(Limits.RECOVER_TARGETS - 1, plan.authors() / 5) / 2;
    silent.addAll(present.subList(1, 1 + most));
    stewards.addAll(present.subList(1 + most, 1 + most + most));
    early.addAll(present.subList(1 + most + most, present.size()));
    List<MemberId> chosen =
        Stream.of(List.of(founder), silent, stewards)
            .flatMap(List::stream)
            .map(Writer::member)
            .toList();
    propose(new Effect.Recover(chosen, List.of()), Optional.empty());
  }

  private void suspend() {
    Writer target = any(present);
    if (target == founder || stewards.contains(target) || target == door.inviter()) {
      changeDevice();
      return;
    }
    present.remove(target);
    Written act =
        bear(
            founder,
            new Act.Suspend(target.member(), "", List.of()),
            Stream.concat(target.told().stream(), target.last().stream()).toList());
    propose(new Effect.Reinstate(target.member()), Optional.of(target));
  }

  private void propose(Effect effect, Optional<Writer> stopped) {
    Act act = new Act.Propose("t", "", "threshold", List.of(), Optional.of(effect));
    motion = Optional.of(new Motion(history.write(founder, act, List.of()), stopped));
    voters.addAll(present);
  }

  private void enact(Motion passed) {
    gather();
    Written act = bear(founder, new Act.Enact(passed.proposal().id(), List.of()), List.of());
    passed.stopped().ifPresent(present::add);
    passed.stopped().ifPresent(writer -> writer.tell(act.id()));
    if (present.removeAll(silent)) {
      silent.forEach(writer -> history.write(writer, new Act.Gather(), List.of(act.id())));
      door = null;
    }
    motion = Optional.empty();
  }

  /** The founder takes note of what all have written. */
  Written gather() {
    List<EntryId> heads = present.stream().flatMap(writer -> writer.last().stream()).toList();
    return history.write(founder, new Act.Gather(), heads);
  }
}
