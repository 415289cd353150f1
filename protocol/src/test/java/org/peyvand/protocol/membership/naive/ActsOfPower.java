package org.peyvand.protocol.membership.naive;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;

/** M4: proposals, ballots, and whether an ENACT passes. */
final class ActsOfPower {
  static final String AGREE = "agree";

  private final Fact fact;
  private final State before;
  private final List<Deed> past;
  private final Optional<MemberId> author;

  ActsOfPower(Fact fact, State before, List<Deed> past, Optional<MemberId> author) {
    this.fact = fact;
    this.before = before;
    this.past = past;
    this.author = author;
  }

  /** The proposal with an effect of this id in the past, in order or not. */
  Optional<Deed> proposal(EntryId id) {
    return past.stream()
        .filter(d -> d.id().equals(id))
        .filter(d -> d.act() instanceof Act.Propose p && p.effect().isPresent())
        .findFirst();
  }

  static Effect effect(Deed proposal) {
    return ((Act.Propose) proposal.act()).effect().orElseThrow();
  }

  boolean mayPropose(Effect effect) {
    return isSensible(effect) && author.filter(before::hasSeat).isPresent() && hasVoice(effect);
  }

  boolean mayVote(Act.Ballot ballot) {
    Deed proposal = proposal(ballot.proposal()).orElseThrow();
    return proposal.inOrder()
        && author.filter(proposal.before()::hasSeat).isPresent()
        && hasVoice(effect(proposal));
  }

  /** What this makes true, if it passes. */
  Optional<Motion> passed(Act.Enact enact) {
    return proposal(enact.proposal())
        .filter(Deed::inOrder)
        .filter(p -> mayEnact(p) && !isWithdrawn(p) && !isEnacted(p) && fits(effect(p)))
        .map(this::motion)
        .filter(motion -> motion.passes(ballot -> true));
  }

  private boolean mayEnact(Deed proposal) {
    return author.filter(before::hasSeat).isPresent() && hasVoice(effect(proposal));
  }

  /** M4.3, M2.2. */
  private boolean hasVoice(Effect effect) {
    if (author.isEmpty() || before.out().contains(fact.author())) {
      return false;
    }
    Outcome.State state = before.stateOf(author.get());
    boolean givesBack = effect instanceof Effect.Reinstate || effect instanceof Effect.Recover;
    boolean may = state == Outcome.State.ACTIVE || state == Outcome.State.SUSPENDED && givesBack;
    return may && !author.equals(removed(effect));
  }

  /** The member that this expels, or whose device it retires. */
  private Optional<MemberId> removed(Effect effect) {
    if (effect instanceof Effect.Expel expel) {
      return Optional.of(expel.member());
    }
    return effect instanceof Effect.RetireDevice retire
        ? before.entrantOf(retire.device())
        : Optional.empty();
  }

  private static boolean isSensible(Effect effect) {
    if (effect instanceof Effect.SetPolicy set) {
      return Policy.allows(set.key(), set.value());
    }
    if (effect instanceof Effect.Recover recover) {
      return !recover.stewards().isEmpty() || !recover.undo().isEmpty();
    }
    if (effect instanceof Effect.GrantRole grant) {
      return grant.role() != Role.NEWCOMER;
    }
    return !(effect instanceof Effect.EndRole end) || end.role() != Role.NEWCOMER;
  }

  /** M4.8. */
  private boolean isWithdrawn(Deed proposal) {
    return past.stream()
        .filter(d -> d.inOrder() && d.knows(proposal) && d.isBy(proposal.member()))
        .anyMatch(
            d ->
                d.act() instanceof Act.Withdraw withdraw
                    && withdraw.proposal().equals(proposal.id()));
  }

  /** M4.8. */
  private boolean isEnacted(Deed proposal) {
    return past.stream()
        .anyMatch(
            d ->
                d.act() instanceof Act.Enact e
                    && e.proposal().equals(proposal.id())
                    && before.stands(d.id()));
  }

  /** M4.7. */
  private boolean fits(Effect effect) {
    if (effect instanceof Effect.RetireDevice retire) {
      return before.entrantOf(retire.device()).isPresent()
          && !before.out().contains(retire.device());
    }
    if (effect instanceof Effect.Recover recover) {
      return recover.stewards().stream().allMatch(this::hasNotLeft);
    }
    return effect.target().isEmpty()
        || before.person(effect.target().get()).filter(p -> fits(effect, p)).isPresent();
  }

  private boolean hasNotLeft(MemberId member) {
    return before.person(member).filter(p -> p.state() != Outcome.State.LEFT).isPresent();
  }

  private static boolean fits(Effect effect, Outcome.Person target) {
    boolean present = target.isActive() || target.state() == Outcome.State.SUSPENDED;
    if (effect instanceof Effect.Reinstate) {
      return target.state() == Outcome.State.SUSPENDED || target.state() == Outcome.State.EXPELLED;
    }
    if (effect instanceof Effect.GrantRole grant) {
      return present && !target.has(grant.role());
    }
    return present && (!(effect instanceof Effect.EndRole end) || target.role() == end.role());
  }

  /** M4.5. */
  private Motion motion(Deed proposal) {
    Effect effect = effect(proposal);
    Set<MemberId> first = proposal.before().seats();
    Set<MemberId> second = before.seats();
    second.removeAll(admittedThroughTarget(effect, first));
    int percent =
        Math.max(
            proposal.before().policy().orElseThrow().powerPercent(),
            before.policy().orElseThrow().powerPercent());
    return new Motion(effect, agreeing(proposal), first, second, percent);
  }

  private List<Deed> agreeing(Deed proposal) {
    return past.stream()
        .filter(d -> d.inOrder() && d.knows(proposal))
        .filter(
            d ->
                d.act() instanceof Act.Ballot ballot
                    && ballot.proposal().equals(proposal.id())
                    && ballot.choice().equals(AGREE))
        .toList();
  }

  /** Who has a seat only by the target's doing, since the proposal. */
  private Set<MemberId> admittedThroughTarget(Effect effect, Set<MemberId> first) {
    Set<MemberId> through = new HashSet<>();
    Optional<MemberId> target = effect.target().or(() -> removed(effect));
    target.ifPresent(through::add);
    boolean grown = target.isPresent();
    while (grown) {
      grown = false;
      for (MemberId seat : before.outcome().members().keySet()) {
        if (!first.contains(seat) && isThrough(seat, through)) {
          grown |= through.add(seat);
        }
      }
    }
    target.ifPresent(through::remove);
    return through;
  }

  private boolean isThrough(MemberId seat, Set<MemberId> through) {
    List<Deed> ways =
        before.admissions().stream()
            .filter(a -> a.entry().orElseThrow().member().equals(seat))
            .toList();
    return !ways.isEmpty() && ways.stream().allMatch(a -> isThrough(a, through));
  }

  private boolean isThrough(Deed admission, Set<MemberId> through) {
    EntryId invite = ((Act.Admit) admission.act()).invite();
    return admission.member().filter(through::contains).isPresent()
        || past.stream()
            .filter(d -> d.id().equals(invite))
            .anyMatch(d -> d.member().filter(through::contains).isPresent());
  }
}
