package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Point;

/**
 * Decides which deeds of one causally closed set stand.
 *
 * <p>Rules say of each deed what it needs and what defeats it, and these are deeds again. What can
 * be decided is decided, again and again, until nothing more can (the well-founded model of the
 * rules: the order of looking does not matter). What is left waits for itself in circles. Of the
 * circles that wait for no other, removals stand; where there is none, admissions that are in order
 * by themselves are held; else nothing in the circle stands. Then the rest is looked at again.
 */
final class Resolution implements Conflicts.Judgement {
  private final List<Deed> deeds;
  private final Conflicts conflicts;
  private final Index index;
  private final Map<EntryId, Standing> standings = new HashMap<>();
  private final Map<EntryId, Truth> admissible = new HashMap<>();
  private Set<Deed> unknownsRead = new HashSet<>();

  /**
   * @param deeds each after its past
   */
  Resolution(List<Deed> deeds, Conflicts.Built built) {
    this.deeds = new ArrayList<>(deeds);
    this.index = new Index(deeds);
    this.conflicts = new Conflicts(index, this, built);
    settle();
  }

  List<Deed> deeds() {
    return deeds;
  }

  /** Takes one more deed, which knows all others and undoes none: how they stand stays as it is. */
  void append(Deed deed) {
    deeds.add(deed);
    index.add(deed);
    settle();
  }

  Index index() {
    return index;
  }

  /** Whether it stands and nothing undoes it, once all is decided. */
  boolean holds(Deed deed) {
    return conflicts.holds(deed) == Truth.YES;
  }

  Standing standing(Deed deed) {
    return standings.getOrDefault(deed.id(), Standing.UNDECIDED);
  }

  /** Why a deed does not stand, by the first rule that it breaks. */
  Optional<Refusal> refusal(Deed deed) {
    return standing(deed) == Standing.STANDS
        ? Optional.empty()
        : Optional.of(Reasons.of(deed, standing(deed), conflicts, index, this));
  }

  /**
   * Why an act that its author had the power for counts for nothing by what became of its author.
   *
   * @param built by what is known when this is asked
   */
  Optional<Refusal> refusal(Point act, MemberId author, Conflicts.Built built) {
    return Reasons.ofAuthor(act, author, Optional.empty(), new Conflicts(index, this, built));
  }

  @Override
  public Truth stands(Deed deed) {
    return read(deed, standing(deed).stands());
  }

  @Override
  public Truth admissible(Deed admission) {
    return read(admission, admissible.getOrDefault(admission.id(), Truth.UNKNOWN));
  }

  private Truth read(Deed deed, Truth truth) {
    if (truth == Truth.UNKNOWN) {
      unknownsRead.add(deed);
    }
    return truth;
  }

  private void settle() {
    for (List<Deed> open = undecided(); !open.isEmpty(); open = undecided()) {
      int before = decidedSteps();
      open.forEach(this::judge);
      if (decidedSteps() == before) {
        cut(open);
      }
    }
  }

  private List<Deed> undecided() {
    return deeds.stream().filter(deed -> standing(deed) == Standing.UNDECIDED).toList();
  }

  private int decidedSteps() {
    return standings.size() + admissible.size();
  }

  private void judge(Deed deed) {
    if (deed.invite().isPresent()) {
      judgeAdmission(deed);
    } else {
      decide(deed, standsByAuthor(deed).and(standsByKind(deed)), Standing.VOID);
    }
  }

  private void judgeAdmission(Deed admission) {
    Truth inOrder = inOrder(admission);
    if (inOrder == Truth.UNKNOWN) {
      return;
    }
    admissible.putIfAbsent(admission.id(), inOrder);
    if (inOrder == Truth.NO) {
      standings.put(admission.id(), Standing.VOID);
    } else {
      decide(admission, crowded(admission).not(), Standing.HELD);
    }
  }

  private Truth inOrder(Deed admission) {
    Truth decided = admissible.get(admission.id());
    return decided != null
        ? decided
        : standsByAuthor(admission)
            .and(stands(index.invite(admission)))
            .and(conflicts.revoked(admission).not());
  }

  private Truth standsByAuthor(Deed deed) {
    Truth supported = conflicts.supported(deed.point());
    return deed.isFinal()
        ? supported
        : supported.and(
            conflicts
                .defeated(deed.point(), deed.author(), deed.grant().map(Deed.Grant::member))
                .not());
  }

  private Truth standsByKind(Deed deed) {
    if (deed.act() instanceof Act.Suspend) {
      return conflicts.outdone(deed).not();
    }
    return deed.act() instanceof Act.Vouch vouch
        ? stands(index.deed(vouch.admission()).orElseThrow())
        : Truth.YES;
  }

  private Truth crowded(Deed admission) {
    return conflicts
        .inviteOverused(admission)
        .or(conflicts.enteredTwice(admission))
        .or(conflicts.tooManyDevices(admission));
  }

  private void decide(Deed deed, Truth stands, Standing otherwise) {
    if (stands != Truth.UNKNOWN) {
      standings.put(deed.id(), stands == Truth.YES ? Standing.STANDS : otherwise);
    }
  }

  private void cut(List<Deed> open) {
    Map<Deed, Set<Deed>> waits = new HashMap<>();
    for (Deed deed : open) {
      unknownsRead = new HashSet<>();
      judge(deed);
      waits.put(deed, unknownsRead);
    }
    Set<Deed> roots = Cycles.roots(waits);
    if (roots.stream().anyMatch(Deed::isRemoval)) {
      roots.stream().filter(Deed::isRemoval).forEach(d -> put(d, Standing.STANDS));
    } else if (roots.stream().anyMatch(this::isInOrder)) {
      roots.stream().filter(this::isInOrder).forEach(d -> put(d, Standing.HELD));
    } else {
      roots.forEach(d -> put(d, Standing.VOID));
    }
  }

  private boolean isInOrder(Deed deed) {
    return admissible.get(deed.id()) == Truth.YES;
  }

  private void put(Deed deed, Standing standing) {
    standings.put(deed.id(), standing);
    admissible.putIfAbsent(deed.id(), Truth.NO);
  }
}
