package org.peyvand.protocol.decision;

import static org.peyvand.protocol.decision.Refusal.Cause;
import static org.peyvand.protocol.decision.Rules.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;

/**
 * Whether a teller's act counts.
 *
 * <p>Why two lists never both settle while at most f tellers lie: in one round, two quorums of
 * acknowledgements share an honest teller, who acknowledges one list. In a later round, the quorum
 * that gave up the round before shares an honest teller with the quorum that confirmed; that teller
 * confirmed before it gave up, so the close that has its giving up in its past knows the
 * acknowledged list, and must carry it over. Every test reads the act's own past only.
 */
final class TellerRules {
  private TellerRules() {}

  static Optional<Refusal> judge(Poll poll, Writer writer, Act act) {
    Optional<Refusal> early =
        Rules.running(poll, writer.past()).or(() -> teller(poll.tellers(), writer));
    if (early.isPresent()) {
      return early;
    }
    MemberId teller = writer.member().get();
    Past past = writer.past();
    if (act instanceof Act.Close close) {
      return close(poll, teller, past, close);
    }
    if (act instanceof Act.Acknowledge ack) {
      return acknowledge(poll, teller, past, ack.close());
    }
    if (act instanceof Act.Confirm confirm) {
      return confirm(poll, teller, past, confirm.close());
    }
    if (act instanceof Act.NextRound next) {
      return giveUp(poll, teller, past, next.round());
    }
    throw new IllegalArgumentException("act on a proposal: expected one, found " + act);
  }

  /** Whether the writer tells, with this very device. */
  private static Optional<Refusal> teller(Tellers tellers, Writer writer) {
    return Rules.member(writer)
        .or(() -> check(tellers.members().contains(writer.member().get()), Cause.NOT_A_TELLER))
        .or(
            () ->
                check(
                    tellers.at(writer.device()).equals(writer.member()), Cause.OTHER_DEVICE_TELLS));
  }

  private static Optional<Refusal> close(Poll poll, MemberId teller, Past past, Act.Close close) {
    int round = close.round();
    List<EntryId> ballots = close.ballots();
    return check(round >= 1, Cause.UNKNOWN_ROUND, 1, round)
        .or(() -> round == 1 ? Optional.empty() : turn(poll, teller, past, round))
        .or(
            () ->
                check(
                    ballots.size() <= Limits.CLOSE_BALLOTS,
                    Cause.TOO_MANY_BALLOTS,
                    Limits.CLOSE_BALLOTS,
                    ballots.size()))
        .or(() -> list(poll, past, close))
        .or(() -> standBy(poll, teller, past, Listing.Key.of(round, ballots)));
  }

  private static Optional<Refusal> turn(Poll poll, MemberId teller, Past past, int round) {
    MemberId closer = poll.tellers().closer(round);
    return check(teller.equals(closer), Cause.NOT_YOUR_TURN, closer, teller)
        .or(() -> roundBeforeGivenUp(poll, past, round));
  }

  private static Optional<Refusal> roundBeforeGivenUp(Poll poll, Past past, int round) {
    int gaveUp = poll.rounds().gaveUp(round - 1, past);
    int quorum = poll.tellers().quorum();
    return check(gaveUp >= quorum, Cause.TOO_FEW_GAVE_UP, quorum, gaveUp);
  }

  /** Whether the list is exactly the one that its author's past asks for. */
  private static Optional<Refusal> list(Poll poll, Past past, Act.Close close) {
    List<EntryId> due = poll.due(close.round(), past);
    Set<EntryId> listed = new HashSet<>(close.ballots());
    if (listed.size() == close.ballots().size() && listed.equals(Set.copyOf(due))) {
      return Optional.empty();
    }
    for (EntryId id : close.ballots()) {
      if (poll.box().ballot(id).filter(b -> past.includes(b.point())).isEmpty()) {
        return Optional.of(Refusal.of(Cause.UNKNOWN_BALLOT, "", id));
      }
    }
    if (close.round() > 1 && poll.rounds().acknowledged(past).isPresent()) {
      return Optional.of(Refusal.of(Cause.LIST_NOT_CARRIED_OVER));
    }
    return leavesOut(due, listed)
        .or(
            () ->
                Optional.of(
                    Refusal.of(Cause.BALLOTS_REPEATED, due.size(), close.ballots().size())));
  }

  private static Optional<Refusal> leavesOut(List<EntryId> due, Set<EntryId> listed) {
    return due.stream()
        .filter(id -> !listed.contains(id))
        .findFirst()
        .map(id -> Refusal.of(Cause.BALLOTS_LEFT_OUT, id, ""));
  }

  private static Optional<Refusal> acknowledge(
      Poll poll, MemberId teller, Past past, EntryId close) {
    Optional<Listing> listing = poll.rounds().of(close);
    return check(listing.isPresent(), Cause.VOID_CLOSE, "", close)
        .or(
            () ->
                standBy(
                    poll,
                    teller,
                    past,
                    new Listing.Key(listing.get().round(), listing.get().ballots())))
        .or(() -> complete(poll, past, listing.get(), close));
  }

  /** In the first round nobody acknowledges a list that leaves out a ballot that it knows. */
  private static Optional<Refusal> complete(Poll poll, Past past, Listing listing, EntryId close) {
    if (listing.round() > 1) {
      return Optional.empty();
    }
    Fact fact = listing.closes().stream().filter(c -> c.id().equals(close)).findFirst().get();
    return leavesOut(poll.dueBefore(fact, past), Set.copyOf(listing.ballots()));
  }

  /** Whether the teller may stand by this list: no other one in its round, and not given up. */
  private static Optional<Refusal> standBy(Poll poll, MemberId teller, Past past, Listing.Key key) {
    Optional<Refusal> gaveUp = notGivenUp(poll, teller, past, key.round());
    if (gaveUp.isPresent()) {
      return gaveUp;
    }
    return poll.rounds()
        .in(past, key.round())
        .filter(listing -> listing.acks().has(teller, past))
        .findFirst()
        .map(
            listing ->
                listing.ballots().equals(key.ballots())
                    ? Refusal.of(Cause.ALREADY_ACKNOWLEDGED)
                    : Refusal.of(Cause.OTHER_LIST_ACKNOWLEDGED));
  }

  private static Optional<Refusal> confirm(Poll poll, MemberId teller, Past past, EntryId close) {
    Optional<Listing> found = poll.rounds().of(close);
    if (found.isEmpty()) {
      return Optional.of(Refusal.of(Cause.VOID_CLOSE, "", close));
    }
    Listing listing = found.get();
    int acks = listing.acks().in(past);
    int quorum = poll.tellers().quorum();
    return notGivenUp(poll, teller, past, listing.round())
        .or(() -> check(acks >= quorum, Cause.TOO_FEW_ACKNOWLEDGEMENTS, quorum, acks))
        .or(() -> check(!listing.confirms().has(teller, past), Cause.ALREADY_CONFIRMED));
  }

  private static Optional<Refusal> giveUp(Poll poll, MemberId teller, Past past, int round) {
    return check(round >= 1, Cause.UNKNOWN_ROUND, 1, round)
        .or(() -> notGivenUp(poll, teller, past, round))
        .or(
            () ->
                round == 1
                    ? check(!poll.rounds().in(past).isEmpty(), Cause.NOT_CLOSING)
                    : roundBeforeGivenUp(poll, past, round));
  }

  private static Optional<Refusal> notGivenUp(Poll poll, MemberId teller, Past past, int round) {
    return check(!poll.rounds().gaveUp(teller, round, past), Cause.ROUND_GIVEN_UP, "", round);
  }
}
