package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Act;
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
  private final Index index;
  private final Conflicts conflicts;
  private final List<Deed> deeds;
  private final Standing[] standings;
  private final Truth[] admissible;

  /** For each deed, by number, which others its judgement has read. */
  private final BitSet[] reads;

  /** What the judgement reads that is under way. */
  private BitSet reading = new BitSet();

  private Set<Deed> unknownsRead = new HashSet<>();
  private int steps;

  /** Nothing: what every resolution begins with. */
  Resolution(Register register, Conflicts.Built built) {
    this.index = new Index(register, new BitSet());
    this.conflicts = new Conflicts(index, this, built);
    this.deeds = List.of();
    this.standings = new Standing[0];
    this.admissible = new Truth[0];
    this.reads = new BitSet[0];
  }

  private Resolution(
      Resolution before, BitSet affected, Register register, BitSet known, Conflicts.Built built) {
    this.index = new Index(register, known);
    this.conflicts = new Conflicts(index, this, built);
    this.deeds = register.deeds(known);
    this.standings = Arrays.copyOf(before.standings, known.length());
    this.admissible = Arrays.copyOf(before.admissible, known.length());
    this.reads = Arrays.copyOf(before.reads, known.length());
    affected.stream().forEach(this::forget);
    settle();
  }

  private void forget(int number) {
    standings[number] = null;
    admissible[number] = null;
    reads[number] = null;
  }

  /**
   * The resolution of more acts.
   *
   * @param known all acts: those of this resolution, and others
   * @param affected by the others, of those here
   * @param built which answers all that this resolution has asked as it was answered then
   */
  Resolution with(Register register, BitSet known, BitSet affected, Conflicts.Built built) {
    return new Resolution(this, affected, register, known, built);
  }

  /**
   * Which deeds here, by number, may stand or hold otherwise once these are known too, of which
   * none of them knew. A deed is only judged by others that it knew, or that are its rivals: so
   * these are the rivals, whoever has read how they stand, and so on.
   */
  BitSet affectedBy(List<Deed> more) {
    BitSet affected = new BitSet();
    for (Deed deed : more) {
      Rivalry.of(deed, deeds, index).forEach(rival -> affected.set(rival.number()));
    }
    boolean grown = !affected.isEmpty();
    while (grown) {
      grown = false;
      for (Deed deed : deeds) {
        if (!affected.get(deed.number()) && reads[deed.number()].intersects(affected)) {
          affected.set(deed.number());
          grown = true;
        }
      }
    }
    return affected;
  }

  /** In the order of arrival. */
  List<Deed> deeds() {
    return deeds;
  }

  Index index() {
    return index;
  }

  /** Whether it stands and nothing undoes it, once all is decided. */
  boolean holds(Deed deed) {
    return conflicts.holds(deed) == Truth.YES;
  }

  Standing standing(Deed deed) {
    Standing standing = standings[deed.number()];
    return standing == null ? Standing.UNDECIDED : standing;
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
  public boolean stand(BitSet deeds) {
    reading.or(deeds);
    for (int i = deeds.nextSetBit(0); i >= 0; i = deeds.nextSetBit(i + 1)) {
      if (standings[i] != Standing.STANDS) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Truth admissible(Deed admission) {
    Truth decided = admissible[admission.number()];
    return read(admission, decided == null ? Truth.UNKNOWN : decided);
  }

  private Truth read(Deed deed, Truth truth) {
    reading.set(deed.number());
    if (truth == Truth.UNKNOWN) {
      unknownsRead.add(deed);
    }
    return truth;
  }

  private void settle() {
    for (List<Deed> open = undecided(); !open.isEmpty(); open = undecided()) {
      int before = steps;
      open.forEach(this::judge);
      if (steps == before) {
        cut(open);
      }
    }
    reading = new BitSet();
  }

  private List<Deed> undecided() {
    return deeds.stream().filter(deed -> standing(deed) == Standing.UNDECIDED).toList();
  }

  private void judge(Deed deed) {
    if (reads[deed.number()] == null) {
      reads[deed.number()] = new BitSet();
    }
    reading = reads[deed.number()];
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
    note(admission, inOrder);
    if (inOrder == Truth.NO) {
      note(admission, Standing.VOID);
    } else {
      decide(admission, crowded(admission).not(), Standing.HELD);
    }
  }

  private Truth inOrder(Deed admission) {
    Truth decided = admissible[admission.number()];
    return decided != null
        ? decided
        : standsByAuthor(admission)
            .and(stands(index.invite(admission)))
            .and(conflicts.joinsSomebody(admission))
            .and(conflicts.revoked(admission).not());
  }

  private Truth standsByAuthor(Deed deed) {
    Truth supported = conflicts.supported(deed.point());
    return deed.isFinal()
        ? supported
        : supported.and(conflicts.defeated(deed.point(), deed.author(), deed.subject()).not());
  }

  private Truth standsByKind(Deed deed) {
    if (deed.act() instanceof Act.Suspend) {
      return conflicts.outdone(deed).not();
    }
    if (deed.power().isPresent()) {
      return conflicts.hasVotes(deed);
    }
    return deed.act() instanceof Act.Vouch vouch
        ? stands(index.deed(vouch.admission()))
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
      note(deed, stands == Truth.YES ? Standing.STANDS : otherwise);
    }
  }

  private void note(Deed deed, Standing standing) {
    standings[deed.number()] = standing;
    steps++;
  }

  /** What is said first stays. */
  private void note(Deed admission, Truth inOrder) {
    if (admissible[admission.number()] == null) {
      admissible[admission.number()] = inOrder;
      steps++;
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
      highest(roots).forEach(d -> put(d, Standing.STANDS));
    } else if (roots.stream().anyMatch(this::isInOrder)) {
      roots.stream().filter(this::isInOrder).forEach(d -> put(d, Standing.HELD));
    } else {
      roots.forEach(d -> put(d, Standing.VOID));
    }
  }

  /** The removals of the highest rank; of one member's suspensions at once the lowest. */
  private static List<Deed> highest(Set<Deed> circle) {
    int rank = circle.stream().mapToInt(Deed::rank).max().orElseThrow();
    List<Deed> highest = new ArrayList<>();
    circle.stream()
        .filter(d -> d.isRemoval() && d.rank() == rank)
        .sorted(Comparator.comparing(Deed::id))
        .filter(d -> highest.stream().noneMatch(lower -> lower.outdoes(d)))
        .forEach(highest::add);
    return highest;
  }

  private boolean isInOrder(Deed deed) {
    return admissible[deed.number()] == Truth.YES;
  }

  private void put(Deed deed, Standing standing) {
    note(deed, standing);
    note(deed, Truth.NO);
  }
}
