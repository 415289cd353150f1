package org.peyvand.protocol.membership;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;

/**
 * Who is in, as facts come in: now, or in the past of any entry. Not safe for use by several
 * threads; what it answers is immutable.
 *
 * <p>An entry counts only if its author had the power in its own past, which is asked once, when it
 * comes in; and only while nothing that came in since takes that power away.
 */
public final class MembershipView {
  private final NetworkId network;
  private final Predicate<JoinRequest> genuine;
  private final Owners owners = new Owners(this);
  private final Witnesses witnesses = new Witnesses(owners);
  private final Powers powers = new Powers();
  private final Acts acts = new Acts();
  private final Register register = new Register();
  private final Map<EntryId, Refusal> refused = new HashMap<>();
  private final States states = new States();
  private final EntryCounts written = new EntryCounts();
  private Past everything = Past.NOTHING;

  public MembershipView(NetworkId network) {
    this(network, RequestRule::isGenuine);
  }

  /**
   * @param genuine whether a request's signatures hold and its keys can be used
   */
  MembershipView(NetworkId network, Predicate<JoinRequest> genuine) {
    this.network = network;
    this.genuine = genuine;
  }

  /** Takes a fact whose past is here already. */
  public void add(Fact fact) {
    if (Deeds.bears(fact.act())) {
      judge(fact);
    } else if (powers.bears(fact.act())) {
      hear(fact);
    }
    witnesses.add(fact);
    note(fact.point());
  }

  /** Takes note that this was written, be it readable or not; {@link #add} does so too. */
  public void note(Point point) {
    written.add(point);
    everything = everything.with(point);
  }

  /** By all facts that are here. */
  public Membership now() {
    return at(everything);
  }

  /** By the facts in this past alone, all of which are here. */
  public Membership at(Past past) {
    return aged(state(past), past);
  }

  /**
   * How many governance entries the inviting device may still write, by all that is here, before an
   * invite expires, 0 for none; empty if it never does. The invite is here.
   */
  public OptionalLong entriesLeft(Invitation invite) {
    OptionalLong left = entriesLeft(invite, everything);
    return left.isPresent() ? OptionalLong.of(Math.max(0, left.getAsLong())) : left;
  }

  /** Below 0 once it has expired. */
  private OptionalLong entriesLeft(Invitation invite, Past past) {
    Point point = register.deed(invite.id()).point();
    OptionalInt most = invite.act().expiresAfter();
    return most.isPresent()
        ? OptionalLong.of(most.getAsInt() - written.after(point, past))
        : OptionalLong.empty();
  }

  /**
   * As {@link #at}, but made from nothing, not from a state that is kept: the same, only slower.
   */
  Membership madeAnew(Past past) {
    State nothing = State.nothing(network, register, witnesses);
    return aged(grown(nothing, acts.in(past), past), past);
  }

  private Membership aged(State state, Past past) {
    return state.aged().where(invite -> entriesLeft(invite, past).getAsLong() < 0);
  }

  /**
   * The acts by which anybody is out, or would be if others did not hold: removals, what undoes
   * acts, and revocations of invites by which somebody came in meanwhile.
   */
  public List<Point> removals() {
    Resolution resolution = state(everything).resolution();
    return resolution.deeds().stream()
        .filter(deed -> deed.isRemoval() || !deed.undoes().isEmpty())
        .filter(deed -> resolution.holds(deed) && !Rivalry.isIdle(deed, resolution.index()))
        .map(Deed::point)
        .toList();
  }

  /** How an act of power stands now; empty if this is none, or not in order. */
  public Optional<Power> power(EntryId proposal) {
    return powers.power(proposal, now(), everything);
  }

  /** Whether a fork of this device was proven by an act that stands, though it may be undone. */
  public boolean isProven(DeviceId device) {
    return register.removals(device).stream()
        .filter(deed -> deed.act() instanceof Act.ProveFork)
        .anyMatch(deed -> !now().refusals().containsKey(deed.id()));
  }

  /** Why this act would count for nothing if this device wrote it now; empty if it may. */
  public Optional<Refusal> allows(DeviceId author, Act act) {
    return ownPastRefusal(now(), author, everything, act);
  }

  /**
   * Why this fact counts for nothing as far as membership goes, by its own past or by what is known
   * since; empty if it counts. The fact is here.
   */
  public Optional<Refusal> refusal(Fact fact) {
    if (Deeds.bears(fact.act())) {
      return Optional.ofNullable(now().refusals().get(fact.id()));
    }
    Membership known = at(fact.past());
    return known.allows(fact.author(), fact.act()).or(() -> since(fact.point(), known));
  }

  /**
   * Why what an entry carries beside its act (an epoch block) counts for nothing, by what became of
   * its author; empty if it counts. Asks nothing of the act, which need not be readable.
   */
  public Optional<Refusal> authorRefusal(Point point) {
    Membership known = at(point.and());
    return AuthorRule.refusal(known, point.author()).or(() -> since(point, known));
  }

  private Optional<Refusal> since(Point act, Membership known) {
    MemberId author = known.memberOf(act.author()).orElseThrow().id();
    return state(everything).resolution().refusal(act, author, new Builders(witnesses, everything));
  }

  private void judge(Fact fact) {
    Membership known = at(fact.past());
    Optional<Refusal> refusal =
        misplacedFounding(fact)
            .or(() -> ownPastRefusal(known, fact.author(), fact.past(), fact.act()));
    int number = acts.add(fact.point());
    if (refusal.isPresent()) {
      refused.put(fact.id(), refusal.get());
    } else {
      Deed deed = Deeds.of(number, known, fact, enacting(known, fact));
      register.add(deed);
      witnesses.add(deed);
      owners.add(deed);
    }
  }

  private Optional<Deed.Enacting> enacting(Membership known, Fact fact) {
    if (!(fact.act() instanceof Act.Enact enact)) {
      return Optional.empty();
    }
    powers.enact(fact, enact);
    Passing passing = powers.passing(known, fact.past(), enact.proposal());
    BitSet backing = new BitSet();
    passing.agreements().forEach(agreed -> register.back(agreed.ballot(), backing));
    return Optional.of(new Deed.Enacting(powers.effect(enact.proposal()), passing, backing));
  }

  /** A proposal of an act of power, or a ballot on one: these change nothing by themselves. */
  private void hear(Fact fact) {
    Membership known = at(fact.past());
    if (known.allows(fact.author(), fact.act()).isEmpty()
        && powers.ballotRefusal(known, fact).isEmpty()) {
      powers.take(fact, known);
    }
  }

  private Optional<Refusal> ownPastRefusal(Membership known, DeviceId author, Past past, Act act) {
    Optional<Refusal> refusal = Rules.refusal(known, author, act, genuine);
    return refusal.isEmpty() && act instanceof Act.Enact enact
        ? powers.refusal(known, known.memberOf(author).orElseThrow(), past, enact.proposal())
        : refusal;
  }

  private Optional<Refusal> misplacedFounding(Fact fact) {
    return fact.act() instanceof Act.Genesis && !fact.id().bytes().equals(network.bytes())
        ? Rules.refuse(
            Ground.NOT_THE_FOUNDING, "expected entry " + network + ", found " + fact.id())
        : Optional.empty();
  }

  private State state(Past past) {
    BitSet known = acts.in(past);
    return states.find(known, past).orElseGet(() -> states.keep(resolve(known, past)));
  }

  private State resolve(BitSet known, Past past) {
    State before =
        states.before(known, past).orElseGet(() -> State.nothing(network, register, witnesses));
    return grown(before, known, past);
  }

  /** The state of more acts. */
  private State grown(State before, BitSet known, Past past) {
    BitSet missing = before.missing(known);
    BitSet changed = before.resolution().affectedBy(register.deeds(missing));
    Builders builders = new Builders(before.builders(), past);
    Resolution resolution = before.resolution().with(register, known, changed, builders);
    changed.or(missing);
    Membership membership =
        Assembly.membership(
            before.membership(), resolution, register.deeds(changed), refused(missing));
    return new State(known, resolution, builders, membership);
  }

  /** Which of these acts were refused by their own past, and why. */
  private SortedMap<EntryId, Refusal> refused(BitSet among) {
    SortedMap<EntryId, Refusal> refusals = new TreeMap<>();
    among.stream()
        .mapToObj(i -> acts.get(i).id())
        .filter(refused::containsKey)
        .forEach(id -> refusals.put(id, refused.get(id)));
    return refusals;
  }
}
