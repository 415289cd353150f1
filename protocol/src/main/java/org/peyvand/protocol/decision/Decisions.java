package org.peyvand.protocol.decision;

import static org.peyvand.protocol.decision.Refusal.Cause;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;

/**
 * All decisions of a network, folded from its entries one by one. Not safe for use by several
 * threads at once.
 */
public final class Decisions {
  private static final Comparator<Decision> ORDER =
      Comparator.comparingLong(Decision::claimedTimeMs).thenComparing(Decision::id);

  private final Roll roll;
  private final Set<EntryId> seen = new HashSet<>();
  private final Map<EntryId, Poll> polls = new TreeMap<>();
  private final Map<EntryId, Fact> closes = new HashMap<>();
  private final Map<EntryId, Fact> voidProposals = new HashMap<>();
  private final Map<EntryId, Refused> astray = new TreeMap<>();
  private final Map<EntryId, Decision> views = new HashMap<>();

  public Decisions(Roll roll) {
    this.roll = roll;
  }

  /** Folds these entries, each of which stands after its past. */
  public static Decisions of(Collection<Fact> facts, Roll roll) {
    Decisions decisions = new Decisions(roll);
    facts.forEach(decisions::add);
    return decisions;
  }

  /**
   * Takes an entry whose past was taken before. What has nothing to do with decisions, or was taken
   * already, changes nothing; what breaks a rule is kept among the refused.
   */
  public void add(Fact fact) {
    if (!isOurs(fact.act()) || !seen.add(fact.id())) {
      return;
    }
    if (fact.act() instanceof Act.Close) {
      closes.put(fact.id(), fact);
    }
    Writer writer = writer(fact.author(), fact.past());
    if (fact.act() instanceof Act.Propose propose) {
      propose(fact, propose, writer);
    } else {
      cast(fact, writer);
    }
  }

  private static boolean isOurs(Act act) {
    return act instanceof Act.Propose || proposalOrClose(act).isPresent();
  }

  private void propose(Fact fact, Act.Propose act, Writer writer) {
    Optional<Refusal> refusal = Rules.propose(writer, act);
    if (refusal.isPresent()) {
      voidProposals.put(fact.id(), fact);
      astray.put(fact.id(), refused(fact, writer, refusal.get()));
    } else {
      Method method = Method.named(act.method()).orElseThrow();
      polls.put(fact.id(), new Poll(fact, speaker(writer, act.effect()), method, writer.people()));
    }
  }

  /** For whom an act that counts was written. */
  private static MemberId speaker(Writer writer, Optional<Effect> effect) {
    return effect
        .flatMap(power -> PowerRules.speaker(writer, power))
        .or(writer::member)
        .orElseThrow();
  }

  private void cast(Fact fact, Writer writer) {
    Optional<Poll> poll = poll(fact.act(), fact.past());
    if (poll.isEmpty()) {
      astray.put(fact.id(), refused(fact, writer, noPoll(fact.act(), fact.past())));
      return;
    }
    views.remove(poll.get().id());
    Optional<Refusal> refusal = Rules.judge(poll.get(), writer, fact.act());
    if (refusal.isPresent()) {
      poll.get().refuse(refused(fact, writer, refusal.get()));
    } else {
      poll.get().take(fact, speaker(writer, poll.get().effect()));
    }
  }

  private static Refused refused(Fact fact, Writer writer, Refusal refusal) {
    return new Refused(fact.id(), fact.author(), writer.member(), fact.act(), refusal);
  }

  private Writer writer(DeviceId device, Past past) {
    return new Writer(device, roll.at(past), past);
  }

  /** What the act names: a proposal, or a close, which names one. */
  private static Optional<EntryId> proposalOrClose(Act act) {
    if (act instanceof Act.Ballot ballot) {
      return Optional.of(ballot.proposal());
    } else if (act instanceof Act.Close close) {
      return Optional.of(close.proposal());
    } else if (act instanceof Act.Acknowledge ack) {
      return Optional.of(ack.close());
    } else if (act instanceof Act.Confirm confirm) {
      return Optional.of(confirm.close());
    } else if (act instanceof Act.NextRound next) {
      return Optional.of(next.proposal());
    } else if (act instanceof Act.Withdraw withdraw) {
      return Optional.of(withdraw.proposal());
    } else if (act instanceof Act.Enact enact) {
      return Optional.of(enact.proposal());
    }
    return Optional.empty();
  }

  private static boolean namesClose(Act act) {
    return act instanceof Act.Acknowledge || act instanceof Act.Confirm;
  }

  /** The proposal that an act names, as far as its past knows it. */
  private Optional<EntryId> proposal(Act act, Past past) {
    Optional<EntryId> named = proposalOrClose(act);
    if (!namesClose(act)) {
      return named;
    }
    return named
        .map(closes::get)
        .filter(close -> past.includes(close.point()))
        .map(close -> ((Act.Close) close.act()).proposal());
  }

  private Optional<Poll> poll(Act act, Past past) {
    return proposal(act, past)
        .map(polls::get)
        .filter(poll -> past.includes(poll.proposal().point()));
  }

  /** Why there is no poll for this act: its past lacks what it names, or that does not count. */
  private Refusal noPoll(Act act, Past past) {
    Optional<EntryId> proposal = proposal(act, past);
    if (proposal.isEmpty()) {
      return Refusal.of(Cause.UNKNOWN_CLOSE, "", proposalOrClose(act).orElseThrow());
    }
    return proposal
        .map(voidProposals::get)
        .filter(fact -> past.includes(fact.point()))
        .map(fact -> astray.get(fact.id()).refusal())
        .orElseGet(() -> Refusal.of(Cause.UNKNOWN_PROPOSAL, "", proposal.get()));
  }

  /** One decision, if it is here and counts. */
  public Optional<Decision> decision(EntryId proposal) {
    Poll poll = polls.get(proposal);
    return Optional.ofNullable(poll)
        .map(p -> p.effect().isPresent() ? PowerSnapshot.of(p, roll) : kept(p));
  }

  /** Acts of power depend on more than their own ballots; of the others the view is kept. */
  private Decision kept(Poll poll) {
    return views.computeIfAbsent(poll.id(), id -> Snapshot.of(poll));
  }

  /** All decisions, by the time that their proposers claim, then by id. */
  public List<Decision> all() {
    return polls.keySet().stream().map(id -> decision(id).orElseThrow()).sorted(ORDER).toList();
  }

  /**
   * Acts that do not count and belong to no decision: proposals that break a rule, and what names
   * an entry that its past does not know. Ascending by entry.
   */
  public List<Refused> astray() {
    return List.copyOf(astray.values());
  }

  /** Why this act, written by this device with this past, would not count; empty if it would. */
  public Optional<Refusal> refusal(DeviceId device, Past past, Act act) {
    Writer writer = writer(device, past);
    if (act instanceof Act.Propose propose) {
      return Rules.propose(writer, propose);
    }
    if (!isOurs(act)) {
      throw new IllegalArgumentException("act of a decision: expected one, found " + act);
    }
    return poll(act, past)
        .map(poll -> Rules.judge(poll, writer, act).or(() -> afterwards(poll)))
        .orElseGet(() -> Optional.of(noPoll(act, past)));
  }

  /** What comes after an enactment that counts changes nothing, so nobody need write it. */
  private Optional<Refusal> afterwards(Poll poll) {
    return Rules.check(
        poll.enactments().stream().noneMatch(enact -> roll.refusal(enact.id()).isEmpty()),
        Cause.ALREADY_ENACTED);
  }

  public Optional<Refusal> mayPropose(DeviceId device, Past past, Act.Propose proposal) {
    return refusal(device, past, proposal);
  }

  public Optional<Refusal> mayVote(DeviceId device, Past past, EntryId proposal, String choice) {
    return refusal(device, past, new Act.Ballot(proposal, choice, ""));
  }

  public Optional<Refusal> mayClose(DeviceId device, Past past, EntryId proposal) {
    return refusal(device, past, close(past, proposal));
  }

  public Optional<Refusal> mayWithdraw(DeviceId device, Past past, EntryId proposal) {
    return refusal(device, past, new Act.Withdraw(proposal));
  }

  /**
   * The close that someone with this past would write, of the round in which the vote is. Whether
   * it may be written is another question: see {@link #mayClose}.
   */
  public Act.Close close(Past past, EntryId proposal) {
    Poll poll = polls.get(proposal);
    if (poll == null) {
      return new Act.Close(proposal, 1, List.of());
    }
    int round = poll.rounds().current(past);
    return new Act.Close(proposal, round, poll.due(round, past));
  }

  /** The polls that a past knows. */
  List<Poll> polls(Past past) {
    return polls.values().stream().filter(p -> past.includes(p.proposal().point())).toList();
  }

  Optional<Poll> poll(EntryId proposal) {
    return Optional.ofNullable(polls.get(proposal));
  }
}
