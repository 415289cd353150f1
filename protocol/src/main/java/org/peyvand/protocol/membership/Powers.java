package org.peyvand.protocol.membership;

import java.util.HashMap;
import java.util.HashSet;
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
        || act instanceof Act.Ballot ballot && motions.containsKey(ballot.proposal());
  }

  /** Takes a proposal or a ballot that its author's own past allows. */
  void take(Fact fact, Membership known) {
    MemberId author = known.memberOf(fact.author()).orElseThrow().id();
    if (fact.act() instanceof Act.Propose propose) {
      motions.put(
          fact.id(),
          new Motion(
              fact.point(),
              propose.effect().orElseThrow(),
              seats(known),
              known.policy().powerPercent()));
    } else {
      Act.Ballot ballot = (Act.Ballot) fact.act();
      motions.get(ballot.proposal()).agree(fact.point(), author);
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

  /** What an enactment that was allowed makes true. */
  Effect enact(Fact fact, Act.Enact enact) {
    Motion motion = motions.get(enact.proposal());
    motion.enacted(fact.point());
    return motion.effect();
  }

  /** Why enacting this with that past would count for nothing. */
  Optional<Refusal> refusal(Membership known, Member author, Past past, EntryId proposal) {
    Motion motion = motions.get(proposal);
    if (motion == null || !past.includes(motion.proposal())) {
      return Rules.refuse(Ground.NO_SUCH_PROPOSAL, "expected an act of power, found " + proposal);
    }
    if (motion.isEnactedIn(past)) {
      return Rules.refuse(Ground.ENACTED_ALREADY, "expected a proposal that is not enacted yet");
    }
    if (!PowerRule.hasVoice(known, author, motion.effect())) {
      return Rules.refuse(Ground.NO_VOICE, "expected a seat, and another target");
    }
    if (!PowerRule.fits(known, motion.effect())) {
      return Rules.refuse(Ground.EFFECT_DOES_NOT_FIT, "expected another state of its target");
    }
    return tooFew(known, motion, past);
  }

  private static Optional<Refusal> tooFew(Membership known, Motion motion, Past past) {
    Set<MemberId> agreed = motion.agreed(past);
    int percent = Math.max(motion.percent(), known.policy().powerPercent());
    Set<MemberId> now = seatsNow(known, motion);
    return tooFew(motion.effect(), agreed, motion.seats(), percent)
        .or(() -> tooFew(motion.effect(), agreed, now, percent));
  }

  private static Optional<Refusal> tooFew(
      Effect effect, Set<MemberId> agreed, Set<MemberId> seats, int percent) {
    int needed = Threshold.of(effect, seats.size(), percent);
    long found = agreed.stream().filter(seats::contains).count();
    return found >= needed
        ? Optional.empty()
        : Rules.refuse(Ground.TOO_FEW_AGREED, "expected " + needed + " to agree, found " + found);
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
    Set<MemberId> sponsors = new HashSet<>(Set.of(target));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Admission admission : known.admissions().values()) {
        boolean led = admission.sponsors().stream().anyMatch(sponsors::contains);
        grown |= led && !before.contains(admission.member()) && sponsors.add(admission.member());
      }
    }
    sponsors.remove(target);
    return sponsors;
  }

  /** How an act of power stands in some past; empty if there is none. */
  Optional<Power> power(EntryId proposal, Membership known, Past past) {
    Motion motion = motions.get(proposal);
    if (motion == null) {
      return Optional.empty();
    }
    int percent = Math.max(motion.percent(), known.policy().powerPercent());
    Set<MemberId> now = seatsNow(known, motion);
    return Optional.of(
        new Power(
            motion.effect(),
            motion.seats(),
            now,
            motion.agreed(past),
            Threshold.of(motion.effect(), motion.seats().size(), percent),
            Threshold.of(motion.effect(), now.size(), percent),
            motion.isEnactedIn(past)));
  }
}
