package org.peyvand.protocol.decision;

import static org.peyvand.protocol.decision.Refusal.Cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.log.Fact;

/** How an act of power looks now, to people. Membership says what was enacted. */
final class PowerSnapshot {
  private final Poll poll;
  private final Roll roll;
  private final Optional<Support> support;

  private PowerSnapshot(Poll poll, Roll roll) {
    this.poll = poll;
    this.roll = roll;
    this.support = roll.support(poll.id());
  }

  static Decision of(Poll poll, Roll roll) {
    return new PowerSnapshot(poll, roll).decision();
  }

  private Decision decision() {
    Count count = count();
    Optional<Ending> enacted = Ending.of(poll.enactments().stream().filter(this::counts));
    Decision.State state =
        enacted.isPresent()
            ? Decision.State.ENACTED
            : poll.withdrawn() ? Decision.State.WITHDRAWN : Decision.State.OPEN;
    return new Decision(
        poll.id(),
        poll.question(),
        poll.proposal().body().claimedTimeMs(),
        poll.proposer(),
        poll.people().seats(),
        poll.tellers(),
        state,
        1,
        count,
        new Decision.Late(List.of(), count),
        refused(),
        List.of(),
        support,
        enacted.or(poll::withdrawal));
  }

  private boolean counts(Fact enact) {
    return roll.refusal(enact.id()).isEmpty();
  }

  private Count count() {
    List<Voice> voices = poll.box().voices(ballot -> true).stream().map(Threshold::heard).toList();
    int seats = poll.people().seats().size();
    int needed = support.map(Support::needed).orElse(seats);
    Count count = Count.of(poll.method(), seats, needed, voices);
    return support.filter(Support::isEnough).isPresent()
        ? count
        : new Count(voices, Threshold.tooFew(count.tally()));
  }

  private List<Refused> refused() {
    List<Refused> refused = new ArrayList<>(poll.refused());
    for (Fact enact : poll.enactments()) {
      roll.refusal(enact.id()).ifPresent(why -> refused.add(refused(enact, why)));
    }
    refused.sort(Comparator.comparing(Refused::entry));
    return List.copyOf(refused);
  }

  private Refused refused(Fact enact, String why) {
    return new Refused(
        enact.id(),
        enact.author(),
        Optional.ofNullable(roll.at(enact.past()).owners().get(enact.author())),
        enact.act(),
        Refusal.of(Cause.VOID_ENACTMENT, "", why));
  }
}
