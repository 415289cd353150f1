package org.peyvand.protocol.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;

/** All that was said about one proposal. What counts is told apart from what was refused. */
final class Poll {
  private final Fact proposal;
  private final MemberId proposer;
  private final Method method;
  private final People people;
  private final Tellers tellers;
  private final BallotBox box = new BallotBox();
  private final Rounds rounds;
  private final List<Fact> withdrawals = new ArrayList<>();
  private final List<Fact> enactments = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();

  /** A poll on a proposal that counts, among the people of its past. */
  Poll(Fact proposal, MemberId proposer, Method method, People people) {
    this.proposal = proposal;
    this.proposer = proposer;
    this.method = method;
    this.people = people;
    this.tellers = effect().isPresent() ? Tellers.NONE : Tellers.of(people);
    this.rounds = new Rounds(tellers);
  }

  Fact proposal() {
    return proposal;
  }

  EntryId id() {
    return proposal.id();
  }

  Act.Propose question() {
    return (Act.Propose) proposal.act();
  }

  /** What it does, where it is an act of power. */
  Optional<Effect> effect() {
    return question().effect();
  }

  MemberId proposer() {
    return proposer;
  }

  Method method() {
    return method;
  }

  People people() {
    return people;
  }

  Tellers tellers() {
    return tellers;
  }

  BallotBox box() {
    return box;
  }

  Rounds rounds() {
    return rounds;
  }

  List<Refused> refused() {
    return Collections.unmodifiableList(refused);
  }

  int quorum() {
    return Tally.quorum(people.full().size(), people.policy().quorumPercent());
  }

  /** What would enact it; membership says which of these counts. */
  List<Fact> enactments() {
    return Collections.unmodifiableList(enactments);
  }

  /** Whether this member has agreed, as this past knows. */
  boolean hasAgreed(MemberId member, Past past) {
    return box
        .newest(ballot -> past.includes(ballot.point()))
        .getOrDefault(member, List.of())
        .stream()
        .anyMatch(fact -> ((Act.Ballot) fact.act()).choice().equals(Method.AGREE));
  }

  boolean withdrawn() {
    return !withdrawals.isEmpty();
  }

  Optional<Ending> withdrawal() {
    return Ending.of(withdrawals.stream());
  }

  boolean withdrawnIn(Past past) {
    return withdrawals.stream().anyMatch(fact -> past.includes(fact.point()));
  }

  /**
   * The only list that a close of this round may have, knowing this past: in later rounds the
   * newest one with a quorum of acknowledgements, else every member's newest ballots. Ascending.
   */
  List<EntryId> due(int round, Past past) {
    Optional<Listing> carried = round == 1 ? Optional.empty() : rounds.acknowledged(past);
    return carried.isPresent()
        ? carried.get().ballots()
        : ids(box.newest(ballot -> past.includes(ballot.point())).values());
  }

  /**
   * The ballots that a first-round close must list if a teller with this past shall acknowledge it:
   * each member's newest among those that did not know of the close. Ascending.
   */
  List<EntryId> dueBefore(Fact close, Past past) {
    return ids(
        box.newest(b -> past.includes(b.point()) && !b.past().includes(close.point())).values());
  }

  private static List<EntryId> ids(Collection<List<Fact>> newest) {
    return newest.stream().flatMap(List::stream).map(Fact::id).sorted().toList();
  }

  /** Takes an act that counts. */
  void take(Fact fact, MemberId member) {
    Act act = fact.act();
    if (act instanceof Act.Ballot) {
      box.add(member, fact);
    } else if (act instanceof Act.Close close) {
      rounds.close(member, fact, close);
    } else if (act instanceof Act.Acknowledge ack) {
      listing(ack.close()).acknowledge(member, fact, tellers.quorum());
    } else if (act instanceof Act.Confirm confirm) {
      listing(confirm.close()).confirms().add(member, fact);
    } else if (act instanceof Act.NextRound) {
      rounds.giveUp(member, fact);
    } else if (act instanceof Act.Withdraw) {
      withdrawals.add(fact);
    } else if (act instanceof Act.Enact) {
      enactments.add(fact);
    } else {
      throw new IllegalArgumentException("act on a proposal: expected one, found " + act);
    }
  }

  /** Keeps an act that does not count. */
  void refuse(Refused act) {
    refused.add(act);
  }

  private Listing listing(EntryId close) {
    return rounds.of(close).orElseThrow(() -> new IllegalStateException("no close " + close));
  }
}
