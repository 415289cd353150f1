package org.peyvand.protocol.decision;

import static org.peyvand.protocol.decision.Refusal.Cause;
import static org.peyvand.protocol.decision.Rules.check;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.MemberId;

/**
 * Whether an act on an act of power counts. Membership alone judges what is enacted; these rules
 * give each ballot the same answer that it gives, and the reason.
 */
final class PowerRules {
  private PowerRules() {}

  static Optional<Refusal> propose(Writer writer, Effect effect) {
    return voice(writer, effect);
  }

  static Optional<Refusal> judge(Poll poll, Writer writer, Act act) {
    if (act instanceof Act.Ballot ballot) {
      return running(poll, writer).or(() -> ballot(poll, writer, ballot));
    }
    if (act instanceof Act.Withdraw) {
      return running(poll, writer).or(() -> Rules.proposer(poll, writer));
    }
    return act instanceof Act.Enact
        ? running(poll, writer).or(() -> voice(writer, poll.effect().orElseThrow()))
        : Optional.of(Refusal.of(Cause.ENACTED_NOT_CLOSED));
  }

  private static Optional<Refusal> running(Poll poll, Writer writer) {
    return check(!poll.withdrawnIn(writer.past()), Cause.WITHDRAWN);
  }

  private static Optional<Refusal> ballot(Poll poll, Writer writer, Act.Ballot ballot) {
    Effect effect = poll.effect().orElseThrow();
    return speaks(writer, effect)
        .or(
            () ->
                check(
                    poll.people().seats().contains(speaker(writer, effect).get()),
                    Cause.NOT_IN_ELECTORATE))
        .or(() -> voice(writer, effect))
        .or(() -> Rules.choice(poll, ballot))
        .or(() -> check(!takesBack(poll, writer, effect, ballot), Cause.AGREED_FOR_GOOD));
  }

  private static boolean takesBack(Poll poll, Writer writer, Effect effect, Act.Ballot ballot) {
    return !ballot.choice().equals(Method.AGREE)
        && poll.hasAgreed(speaker(writer, effect).get(), writer.past());
  }

  /** Whether the writer has a seat, and is not itself what is removed. */
  private static Optional<Refusal> voice(Writer writer, Effect effect) {
    return speaks(writer, effect)
        .or(
            () ->
                check(
                    writer.people().seats().contains(speaker(writer, effect).get()),
                    Cause.NOT_A_FULL_MEMBER))
        .or(
            () ->
                check(
                    !removed(writer.people(), effect).equals(speaker(writer, effect)),
                    Cause.OWN_REMOVAL));
  }

  private static Optional<Refusal> speaks(Writer writer, Effect effect) {
    if (speaker(writer, effect).isPresent()) {
      return Optional.empty();
    }
    boolean suspended = writer.people().suspended().containsKey(writer.device());
    return Optional.of(Refusal.of(suspended ? Cause.SUSPENDED : Cause.NOT_A_MEMBER));
  }

  /** For whom the device speaks here: an active member, or a suspended one who pleads. */
  static Optional<MemberId> speaker(Writer writer, Effect effect) {
    return writer
        .member()
        .or(
            () ->
                isRemedy(effect)
                    ? Optional.ofNullable(writer.people().suspended().get(writer.device()))
                    : Optional.empty());
  }

  private static boolean isRemedy(Effect effect) {
    return effect instanceof Effect.Reinstate || effect instanceof Effect.Recover;
  }

  private static Optional<MemberId> removed(People people, Effect effect) {
    if (effect instanceof Effect.Expel expel) {
      return Optional.of(expel.member());
    }
    return effect instanceof Effect.RetireDevice retire
        ? Optional.ofNullable(people.owners().get(retire.device()))
        : Optional.empty();
  }
}
