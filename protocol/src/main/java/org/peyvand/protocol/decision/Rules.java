package org.peyvand.protocol.decision;

import static org.peyvand.protocol.decision.Refusal.Cause;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Past;

/**
 * Whether an act counts: functions of who writes it, knowing what. The same for one's own acts,
 * before they are written, and for others'.
 */
final class Rules {
  private Rules() {}

  static Optional<Refusal> propose(Writer writer, Act.Propose act) {
    return act.effect().isPresent()
        ? PowerRules.propose(writer, act.effect().get()).or(() -> method(act))
        : ordinary(writer, act);
  }

  private static Optional<Refusal> ordinary(Writer writer, Act.Propose act) {
    People people = writer.people();
    return member(writer)
        .or(() -> check(people.full().contains(writer.member().get()), Cause.NOT_A_FULL_MEMBER))
        .or(() -> method(act))
        .or(() -> check(!Tellers.of(people).members().isEmpty(), Cause.NO_TELLERS));
  }

  private static Optional<Refusal> method(Act.Propose act) {
    if (Method.named(act.method()).isEmpty()) {
      String known = String.join(" ", Method.ALL.stream().map(Method::name).toList());
      return Optional.of(Refusal.of(Cause.UNKNOWN_METHOD, known, act.method()));
    }
    boolean threshold = act.method().equals(Threshold.NAME);
    return check(threshold || act.effect().isEmpty(), Cause.EFFECT_NEEDS_THRESHOLD)
        .or(() -> check(!threshold || act.effect().isPresent(), Cause.THRESHOLD_NEEDS_EFFECT))
        .or(() -> check(act.options().isEmpty(), Cause.OPTIONS_NOT_TAKEN, 0, act.options().size()));
  }

  /** Whether an act on this proposal counts. */
  static Optional<Refusal> judge(Poll poll, Writer writer, Act act) {
    if (poll.effect().isPresent()) {
      return PowerRules.judge(poll, writer, act);
    }
    if (act instanceof Act.Enact) {
      return Optional.of(Refusal.of(Cause.NOTHING_TO_ENACT));
    }
    if (act instanceof Act.Ballot ballot) {
      return running(poll, writer.past()).or(() -> ballot(poll, writer, ballot));
    }
    if (act instanceof Act.Withdraw) {
      return running(poll, writer.past()).or(() -> proposer(poll, writer));
    }
    return TellerRules.judge(poll, writer, act);
  }

  static Optional<Refusal> proposer(Poll poll, Writer writer) {
    return member(writer)
        .or(() -> check(isMember(writer, poll.proposer()), Cause.NOT_THE_PROPOSER));
  }

  private static Optional<Refusal> ballot(Poll poll, Writer writer, Act.Ballot ballot) {
    return member(writer)
        .or(
            () ->
                check(
                    poll.people().full().contains(writer.member().get()), Cause.NOT_IN_ELECTORATE))
        .or(() -> choice(poll, ballot));
  }

  static Optional<Refusal> choice(Poll poll, Act.Ballot ballot) {
    return check(
        poll.method().choices().contains(ballot.choice()),
        Cause.UNKNOWN_CHOICE,
        String.join(" ", poll.method().choices()),
        ballot.choice());
  }

  /** Neither settled nor taken back, as this past knows. */
  static Optional<Refusal> running(Poll poll, Past past) {
    return check(!poll.rounds().settledIn(past), Cause.ALREADY_SETTLED)
        .or(() -> check(!poll.withdrawnIn(past), Cause.WITHDRAWN));
  }

  static Optional<Refusal> member(Writer writer) {
    return check(writer.member().isPresent(), Cause.NOT_A_MEMBER);
  }

  private static boolean isMember(Writer writer, MemberId member) {
    return writer.member().filter(member::equals).isPresent();
  }

  static Optional<Refusal> check(boolean kept, Cause cause) {
    return kept ? Optional.empty() : Optional.of(Refusal.of(cause));
  }

  static Optional<Refusal> check(boolean kept, Cause cause, Object expected, Object found) {
    return kept ? Optional.empty() : Optional.of(Refusal.of(cause, expected, found));
  }
}
