package org.peyvand.protocol.decision;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;

/**
 * What a teller's node writes by itself. A function of the entries alone, its own among them: so
 * nothing is written twice, also after a restart.
 */
public final class Duties {
  private final Decisions decisions;
  private final DeviceId own;
  private final Past now;

  private Duties(Decisions decisions, DeviceId own, Past now) {
    this.decisions = decisions;
    this.own = own;
    this.now = now;
  }

  /**
   * What this device should write now: at most one act for each proposal, by the proposal's id.
   * Once they are written and folded there may be more, so ask until there is nothing.
   *
   * @param now all that the device knows; its own entries must all be in it
   */
  public static List<Act> of(Decisions decisions, DeviceId own, Past now) {
    Duties duties = new Duties(decisions, own, now);
    return decisions.polls(now).stream().flatMap(poll -> duties.next(poll).stream()).toList();
  }

  /**
   * The act by which this device gives up the round in which the vote is, as its person told it to.
   * {@link Decisions#refusal} says whether it may.
   */
  public static Act.NextRound giveUp(Decisions decisions, Past now, EntryId proposal) {
    return new Act.NextRound(
        proposal, decisions.poll(proposal).map(poll -> poll.rounds().current(now)).orElse(1));
  }

  private Optional<Act> next(Poll poll) {
    Optional<MemberId> teller = poll.tellers().at(own);
    if (teller.isEmpty() || Rules.running(poll, now).isPresent()) {
      return Optional.empty();
    }
    int round = poll.rounds().current(now);
    return confirm(poll)
        .or(() -> close(poll, round))
        .or(() -> hopeless(poll, round) ? giveUp(poll, round) : Optional.empty())
        .or(() -> acknowledge(poll, round))
        .or(() -> refuses(poll, teller.get(), round) ? giveUp(poll, round) : Optional.empty());
  }

  private Optional<Act> allowed(Act act) {
    return decisions.refusal(own, now, act).isEmpty() ? Optional.of(act) : Optional.empty();
  }

  private Optional<Act> confirm(Poll poll) {
    return poll.rounds().in(now).stream()
        .map(this::firstClose)
        .flatMap(close -> allowed(new Act.Confirm(close)).stream())
        .findFirst();
  }

  private Optional<Act> close(Poll poll, int round) {
    return round == 1 ? Optional.empty() : allowed(decisions.close(now, poll.id()));
  }

  private Optional<Act> giveUp(Poll poll, int round) {
    return allowed(new Act.NextRound(poll.id(), round));
  }

  /** Acknowledges in this round or a later one: what is older cannot win any more. */
  private Optional<Act> acknowledge(Poll poll, int round) {
    return poll.rounds().in(now).stream()
        .filter(listing -> listing.round() >= round)
        .flatMap(this::closes)
        .flatMap(close -> allowed(new Act.Acknowledge(close)).stream())
        .findFirst();
  }

  /** Whether it was asked to acknowledge in the first round and could not. */
  private boolean refuses(Poll poll, MemberId teller, int round) {
    return round == 1
        && poll.rounds().in(now, 1).findAny().isPresent()
        && poll.rounds().in(now, 1).noneMatch(l -> l.acks().has(teller, now));
  }

  /** Whether an honest teller gave the round up, or no list in it can settle any more. */
  private boolean hopeless(Poll poll, int round) {
    Rounds rounds = poll.rounds();
    if (rounds.gaveUp(round, now) > poll.tellers().faults()) {
      return true;
    }
    List<Listing> listings = rounds.in(now, round).toList();
    return !listings.isEmpty() && listings.stream().allMatch(l -> hopeless(poll, listings, l));
  }

  private boolean hopeless(Poll poll, List<Listing> round, Listing listing) {
    Rounds rounds = poll.rounds();
    long mayStandBy =
        poll.tellers().members().stream()
            .filter(t -> listing.acks().has(t, now) || undecided(rounds, round, listing, t))
            .count();
    return mayStandBy < poll.tellers().quorum();
  }

  private boolean undecided(Rounds rounds, List<Listing> round, Listing listing, MemberId teller) {
    return !rounds.gaveUp(teller, listing.round(), now)
        && round.stream().noneMatch(other -> other.acks().has(teller, now));
  }

  private EntryId firstClose(Listing listing) {
    return closes(listing).findFirst().orElseThrow();
  }

  private Stream<EntryId> closes(Listing listing) {
    return listing.closes().stream()
        .filter(close -> now.includes(close.point()))
        .map(Fact::id)
        .sorted();
  }
}
