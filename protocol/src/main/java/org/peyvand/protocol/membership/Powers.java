package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;

/**
 * Acts of power: what whole electorates have agreed to. Whether one passes is judged by the past of
 * the act that enacts it alone, so it needs no agreement on when to stop counting.
 */
final class Powers {
  private static final String AGREE = "agree";

  private final Map<EntryId, Motion> motions = new HashMap<>();

  /** Whether this has to do with acts of power. */
  boolean bears(Act act) {
    return act instanceof Act.Propose propose && propose.effect().isPresent()
        || act instanceof Act.Ballot ballot && motions.containsKey(ballot.proposal())
        || act instanceof Act.Withdraw withdraw && motions.containsKey(withdraw.proposal());
  }

  /** Takes a proposal or a ballot that its author's own past allows. */
  void take(Fact fact, Membership known) {
    MemberId author = known.memberOf(fact.author()).orElseThrow().id();
    if (fact.act() instanceof Act.Propose propose) {
      motions.put(
          fact.id(),
          new Motion(
              fact.point(),
              author,
              propose.effect().orElseThrow(),
              seats(known),
              known.policy().powerPercent()));
    } else if (fact.act() instanceof Act.Ballot ballot) {
      motions.get(ballot.proposal()).agree(fact.point(), author);
    } else {
      withdraw(fact, author, motions.get(((Act.Withdraw) fact.act()).proposal()));
    }
  }

  /** Only the proposer takes a proposal back. */
  private static void withdraw(Fact fact, MemberId author, Motion motion) {
    if (motion.proposer().equals(author) && fact.past().includes(motion.proposal())) {
      motion.withdrawn(fact.point());
    }
  }

  /** Why a ballot does not count; empty if it does, or is no ballot. */
  Optional<Refusal> ballotRefusal(Membership known, Fact fact) {
    return fact.act() instanceof Act.Ballot ballot
        ? ballotRefusal(known, known.memberOf(fact.author()).orElseThrow(), fact.past(), ballot)
        : Optional.empty();
  }

  private Optional<Refusal> ballotRefusal(
      Membership known, Member author, Past past, Act.Ballot ballot) {
    Motion motion = motions.get(ballot.proposal());
    if (!past.includes(motion.proposal())) {
      return Rules.refuse(Ground.NO_SUCH_PROPOSAL, "expected a proposal in the ballot's past");
    }
    boolean counts =
        ballot.choice().equals(AGREE)
            && motion.seats().contains(author.id())
            && PowerRule.hasVoice(known, author, motion.effect());
    return counts
        ? Optional.empty()
        : Rules.refuse(Ground.NO_VOICE, "expected a seat in the proposal's past, and a voice");
  }

  /** Notes an enactment that was allowed. */
  void enact(Fact fact, Act.Enact enact) {
    motions.get(enact.proposal()).enacted(fact.point());
  }

  Effect effect(EntryId proposal) {
    return motions.get(proposal).effect();
  }

  /** Who agreed to a proposal in this past, and how many had to. */
  Passing passing(Membership known, Past past, EntryId proposal) {
    Motion motion = motions.get(proposal);
    int percent = Math.max(motion.percent(), known.policy().powerPercent());
    Set<MemberId> now = seatsNow(known, motion);
    return new Passing(
        motion.agreements(past),
        motion.seats(),
        Threshold.of(motion.effect(), motion.seats().size(), percent),
        now,
        Threshold.of(motion.effect(), now.size(), percent));
  }

  /** Why enacting this with that past would count for nothing. */
  Optional<Refusal> refusal(Membership known, Member author, Past past, EntryId proposal) {
    Motion motion = motions.get(proposal);
    if (motion == null || !past.includes(motion.proposal())) {
      return Rules.refuse(Ground.NO_SUCH_PROPOSAL, "expected an act of power, found " + proposal);
    }
    if (motion.isWithdrawnIn(past)) {
      return Rules.refuse(Ground.WITHDRAWN, "expected a proposal that was not taken back");
    }
    if (motion.isEnactedIn(past)) {
      return Rules.refuse(Ground.ENACTED_ALREADY, "expected a proposal that is not enacted yet");
    }
    if (!PowerRule.mayMove(known, author, motion.effect())) {
      return Rules.refuse(Ground.NO_VOICE, "expected a seat, and another target");
    }
    if (!PowerRule.fits(known, motion.effect())) {
      return Rules.refuse(Ground.EFFECT_DOES_NOT_FIT, "expected another state of its target");
    }
    return tooFew(known, past, proposal);
  }

  private Optional<Refusal> tooFew(Membership known, Past past, EntryId proposal) {
    Passing passing = passing(known, past, proposal);
    if (passing.holds()) {
      return Optional.empty();
    }
    return Rules.refuse(
        Ground.TOO_FEW_AGREED,
        "expected "
            + passing.needed()
            + " to agree, and now "
            + passing.neededNow()
            + ", found "
            + motions.get(proposal).agreed(past).size());
  }

  private static Set<MemberId> seats(Membership known) {
    return known.seats().stream().map(Member::id).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The seats of an enactment's past, without those whom its target brought in since. */
  private static Set<MemberId> seatsNow(Membership known, Motion motion) {
    Set<MemberId> seats = seats(known);
    motion
        .effect()
        .target()
        .or(() -> PowerRule.removed(known, motion.effect()))
        .ifPresent(target -> seats.removeAll(broughtIn(known, target, motion.seats())));
    return seats;
  }

  /** Whom the target brought in, and whom those did, none of them among {@code before}. */
  private static Set<MemberId> broughtIn(Membership known, MemberId target, Set<MemberId> before) {
    Map<MemberId, List<Admission>> ways = new HashMap<>();
    for (Admission admission : known.admissions().values()) {
      if (!before.contains(admission.member())) {
        ways.computeIfAbsent(admission.member(), m -> new ArrayList<>()).add(admission);
      }
    }
    Set<MemberId> sponsors = new HashSet<>(Set.of(target));
    boolean grown = true;
    while (grown) {
      grown = sponsors.addAll(broughtInBy(sponsors, ways));
    }
    sponsors.remove(target);
    return sponsors;
  }

  private static List<MemberId> broughtInBy(
      Set<MemberId> sponsors, Map<MemberId, List<Admission>> ways) {
    return ways.entrySet().stream()
        .filter(
            e ->
                e.getValue().stream()
                    .allMatch(a -> a.sponsors().stream().anyMatch(sponsors::contains)))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How an act of power stands in some past; empty if there is none. */
  Optional<Power> power(EntryId proposal, Membership known, Past past) {
    Motion motion = motions.get(proposal);
    if (motion == null) {
      return Optional.empty();
    }
    Passing passing = passing(known, past, proposal);
    return Optional.of(
        new Power(
            motion.effect(),
            passing.seats(),
            passing.seatsNow(),
            motion.agreed(past),
            passing.needed(),
            passing.neededNow(),
            motion.isEnactedIn(past)));
  }
}
