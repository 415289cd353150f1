package org.peyvand.protocol.decision;

import static org.peyvand.protocol.decision.Refusal.Cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;

/**
 * What tellers did that no honest node does. A single entry that breaks a rule by its own past is
 * void. Two entries of a copied device that did not know of each other both count: the quorums
 * allow for f such tellers, and what counted once must count for ever.
 */
final class Lies {
  private static final Set<Cause> PROVEN_BY_ONE =
      EnumSet.of(
          Cause.NOT_YOUR_TURN,
          Cause.TOO_FEW_GAVE_UP,
          Cause.ROUND_GIVEN_UP,
          Cause.UNKNOWN_BALLOT,
          Cause.BALLOTS_LEFT_OUT,
          Cause.BALLOTS_REPEATED,
          Cause.LIST_NOT_CARRIED_OVER,
          Cause.OTHER_LIST_ACKNOWLEDGED,
          Cause.TOO_FEW_ACKNOWLEDGEMENTS);

  private static final Comparator<Lie> ORDER =
      Comparator.comparing(Lie::teller)
          .thenComparing(Lie::rule)
          .thenComparing(lie -> lie.proof().toString());

  private Lies() {}

  static List<Lie> of(Poll poll) {
    List<Lie> lies = new ArrayList<>();
    poll.refused().stream()
        .filter(refused -> PROVEN_BY_ONE.contains(refused.refusal().cause()))
        .map(r -> lie(r.member().orElseThrow(), r.refusal().cause(), Stream.of(r.entry())))
        .forEach(lies::add);
    for (MemberId teller : poll.tellers().members()) {
      twoLists(poll.rounds(), teller).forEach(lies::add);
      wentOn(poll.rounds(), teller).forEach(lies::add);
    }
    lies.sort(ORDER);
    return List.copyOf(lies);
  }

  private static Stream<Lie> twoLists(Rounds rounds, MemberId teller) {
    List<Listing> stoodBy =
        rounds.all().stream().filter(l -> !l.acks().of(teller).isEmpty()).toList();
    return stoodBy.stream()
        .map(Listing::round)
        .distinct()
        .filter(round -> stoodBy.stream().filter(l -> l.round() == round).count() > 1)
        .map(round -> stoodBy.stream().filter(l -> l.round() == round))
        .map(two -> two.flatMap(l -> l.acks().of(teller).stream()).map(Fact::id))
        .map(proof -> lie(teller, Cause.OTHER_LIST_ACKNOWLEDGED, proof));
  }

  /** Giving up a round without knowing that one's own copy stood by a list in it. */
  private static Stream<Lie> wentOn(Rounds rounds, MemberId teller) {
    return rounds.gaveUp(teller).stream()
        .flatMap(
            next ->
                rounds.all().stream()
                    .filter(listing -> listing.round() <= Rounds.round(next))
                    .flatMap(l -> stoodBy(l, teller))
                    .filter(mark -> !next.saw(mark))
                    .map(m -> lie(teller, Cause.ROUND_GIVEN_UP, Stream.of(next.id(), m.id()))))
        .distinct();
  }

  private static Stream<Fact> stoodBy(Listing listing, MemberId teller) {
    return Stream.concat(
        listing.acks().of(teller).stream(), listing.confirms().of(teller).stream());
  }

  private static Lie lie(MemberId teller, Cause rule, Stream<EntryId> proof) {
    return new Lie(teller, rule, new TreeSet<>(proof.toList()));
  }
}
