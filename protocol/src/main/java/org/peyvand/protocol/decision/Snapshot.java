package org.peyvand.protocol.decision;

import static org.peyvand.protocol.decision.Refusal.Cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Fact;

/** How a poll looks now, to people. */
final class Snapshot {
  private static final Comparator<Refused> BY_ENTRY = Comparator.comparing(Refused::entry);

  private final Poll poll;
  private final List<Listing> settled;
  private final Set<EntryId> listed = new HashSet<>();
  private final List<Fact> closes;

  private Snapshot(Poll poll) {
    this.poll = poll;
    this.settled = poll.rounds().settled();
    settled.forEach(listing -> listed.addAll(listing.ballots()));
    this.closes =
        poll.rounds().all().stream()
            .filter(l -> settled.stream().anyMatch(s -> s.ballots().equals(l.ballots())))
            .flatMap(l -> l.closes().stream())
            .toList();
  }

  static Decision of(Poll poll) {
    return new Snapshot(poll).decision();
  }

  private Decision decision() {
    Decision.State state = state();
    Count count = count(voices(state));
    return new Decision(
        poll.id(),
        poll.question(),
        poll.proposal().body().claimedTimeMs(),
        poll.proposer(),
        poll.people().full(),
        poll.tellers(),
        state,
        poll.rounds().current(),
        count,
        state == Decision.State.SETTLED ? late() : new Decision.Late(List.of(), count),
        refused(state),
        Lies.of(poll),
        Optional.empty(),
        state == Decision.State.WITHDRAWN ? poll.withdrawal() : Optional.empty());
  }

  private Decision.State state() {
    long lists = settled.stream().map(Listing::ballots).distinct().count();
    if (lists > 0) {
      return lists == 1 ? Decision.State.SETTLED : Decision.State.CONTESTED;
    }
    if (poll.withdrawn()) {
      return Decision.State.WITHDRAWN;
    }
    return poll.rounds().all().isEmpty() ? Decision.State.OPEN : Decision.State.CLOSING;
  }

  private List<Voice> voices(Decision.State state) {
    return state == Decision.State.SETTLED
        ? poll.box().voices(listed)
        : poll.box().voices(ballot -> true);
  }

  private Count count(List<Voice> voices) {
    return Count.of(poll.method(), poll.people().full().size(), poll.quorum(), voices);
  }

  private boolean knewTheClose(Fact ballot) {
    return closes.stream().anyMatch(ballot::saw);
  }

  private Decision.Late late() {
    List<Voice> all =
        poll.box().voices(ballot -> listed.contains(ballot.id()) || !knewTheClose(ballot));
    return new Decision.Late(all.stream().filter(this::unlisted).toList(), count(all));
  }

  private boolean unlisted(Voice voice) {
    return voice.slips().stream().anyMatch(slip -> !listed.contains(slip.entry()));
  }

  private List<Refused> refused(Decision.State state) {
    List<Refused> refused = new ArrayList<>(poll.refused());
    if (state == Decision.State.SETTLED) {
      afterClose().forEach(refused::add);
    }
    refused.sort(BY_ENTRY);
    return List.copyOf(refused);
  }

  private Stream<Refused> afterClose() {
    return poll.box().ballots().stream()
        .filter(ballot -> !listed.contains(ballot.id()) && knewTheClose(ballot))
        .map(
            ballot ->
                new Refused(
                    ballot.id(),
                    ballot.author(),
                    poll.box().voter(ballot.id()),
                    ballot.act(),
                    Refusal.of(Cause.AFTER_CLOSE)));
  }
}
