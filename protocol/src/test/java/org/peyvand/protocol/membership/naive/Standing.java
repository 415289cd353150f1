package org.peyvand.protocol.membership.naive;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.EntryId;

/**
 * M9.6, the well-founded model as an alternating fixpoint (Van Gelder 1993): the least set that
 * follows when as much as possible is thought to speak against it is certain; the one that follows
 * when only the certain does is possible; and again, until nothing changes. Then a circle is cut.
 */
final class Standing {
  private enum Verdict {
    STANDS,
    HELD,
    FALLS
  }

  private final List<Deed> set;
  private final List<Deed> acts;
  private final Map<Integer, Conditions> conditions = new HashMap<>();
  private final Map<Integer, List<Deed>> undoers = new HashMap<>();
  private final Map<Integer, List<Ballot>> ballots = new HashMap<>();
  private final Map<Integer, Verdict> cut = new TreeMap<>();
  private Assumed certain = Assumed.nothing();
  private Assumed possible = Assumed.nothing();

  /** A ballot and the ways in which its author's device came in. */
  record Ballot(Deed deed, List<Conditions.Support> supports) {}

  Standing(List<Deed> set) {
    this.set = set;
    this.acts = set.stream().filter(d -> d.inOrder() && Outcome.isOnMembership(d.act())).toList();
    for (Deed deed : acts) {
      conditions.put(deed.number(), Conditions.of(deed, acts, new Testimony(set)));
      undoers.put(deed.number(), Conditions.undoers(deed, acts));
      deed.motion().ifPresent(m -> ballots.put(deed.number(), ballots(m)));
    }
    solve();
    while (!certain.equals(possible)) {
      cutCircles();
      solve();
    }
  }

  boolean stands(Deed deed) {
    return certain.stands(deed);
  }

  /** M6.1. */
  boolean isHeld(Deed deed) {
    return certain.isCandidate(deed) && !certain.stands(deed);
  }

  /** Whether it stands and no recovery undoes it (M8.9). */
  boolean hasEffect(Deed deed) {
    return stands(deed) && !isUndone(deed, certain, certain);
  }

  private List<Ballot> ballots(Motion motion) {
    return motion.agreeing().stream()
        .map(b -> new Ballot(b, Conditions.supports(b, acts)))
        .toList();
  }

  private void solve() {
    certain = Assumed.nothing();
    while (true) {
      possible = follows(certain);
      Assumed next = follows(possible);
      boolean done = next.equals(certain) || next.equals(possible);
      certain = next;
      if (done) {
        return;
      }
    }
  }

  /** The least set that follows if exactly {@code against} may speak against anything. */
  private Assumed follows(Assumed against) {
    Assumed here = Assumed.nothing();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Deed deed : acts) {
        grown |= add(deed, here, against);
      }
    }
    return here;
  }

  private boolean add(Deed x, Assumed here, Assumed against) {
    Verdict verdict = cut.get(x.number());
    boolean candidate = verdict == null ? isCandidate(x, here, against) : verdict != Verdict.FALLS;
    boolean stands =
        verdict == null ? candidate && !isTooMany(x, against) : verdict == Verdict.STANDS;
    boolean grown = candidate && !here.isCandidate(x) || stands && !here.stands(x);
    here.candidates().set(x.number(), candidate || here.isCandidate(x));
    here.stands().set(x.number(), stands || here.stands(x));
    return grown;
  }

  private boolean isCandidate(Deed x, Assumed here, Assumed against) {
    Conditions c = conditions.get(x.number());
    return isSupported(x, c, here)
        && c.needs().stream().allMatch(here::stands)
        && (c.entries().isEmpty() || c.entries().stream().anyMatch(here::stands))
        && c.against().stream().noneMatch(r -> against.stands(r) && !isUndone(r, here, against))
        && hasVotes(x, here);
  }

  private static boolean isSupported(Deed x, Conditions c, Assumed here) {
    return x.entry().filter(e -> e.invite().isEmpty()).isPresent()
        || isSupported(c.supports(), here);
  }

  private static boolean isSupported(List<Conditions.Support> ways, Assumed here) {
    return ways.stream()
        .anyMatch(
            s ->
                here.stands(s.grant())
                    && (!s.needsVouch() || s.vouches().stream().anyMatch(here::stands)));
  }

  /** Whether those who agreed and came in by what stands are still enough (M9.1). */
  private boolean hasVotes(Deed x, Assumed here) {
    return x.motion().isEmpty() || x.motion().get().passes(b -> isSupported(ways(x, b), here));
  }

  private List<Conditions.Support> ways(Deed enact, Deed ballot) {
    return ballots.get(enact.number()).stream()
        .filter(b -> b.deed().number() == ballot.number())
        .findFirst()
        .orElseThrow()
        .supports();
  }

  /** M8.9; what undoes speaks for {@code x}'s victims, what undoes that speaks against them. */
  private boolean isUndone(Deed x, Assumed here, Assumed against) {
    return undoers.get(x.number()).stream()
        .anyMatch(r -> here.stands(r) && !isUndone(r, against, here));
  }

  private boolean isTooMany(Deed x, Assumed assumed) {
    return Rivals.areTooMany(x, conditions.get(x.number()).rivals(), assumed::isCandidate);
  }

  private void cutCircles() {
    Circles circles = new Circles();
    for (Deed deed : acts) {
      if (isOpen(deed)) {
        circles.add(deed, waitsFor(deed));
      }
    }
    circles.thatWaitForNoOther().forEach(this::cut);
  }

  private boolean isOpen(Deed deed) {
    return certain.stands(deed) != possible.stands(deed)
        || certain.isCandidate(deed) != possible.isCandidate(deed);
  }

  /** The undecided acts on which it hangs whether this one stands. */
  private List<Deed> waitsFor(Deed x) {
    Waiting waiting = new Waiting(this::isOpen);
    Conditions c = conditions.get(x.number());
    if (certain.isCandidate(x) != possible.isCandidate(x)) {
      if (!isSupported(x, c, certain)) {
        waiting.addAll(c.supports());
      }
      waiting.add(c.needs());
      if (c.entries().stream().noneMatch(certain::stands)) {
        waiting.add(c.entries());
      }
      c.against().stream()
          .filter(r -> possible.stands(r) && !isUndone(r, certain, possible))
          .forEach(r -> addWithUndoers(r, waiting));
      if (!hasVotes(x, certain)) {
        ballots.getOrDefault(x.number(), List.of()).forEach(b -> waiting.addAll(b.supports()));
      }
    }
    if (isTooMany(x, certain) != isTooMany(x, possible)) {
      waiting.add(c.rivals());
    }
    return waiting.found();
  }

  private void addWithUndoers(Deed r, Waiting waiting) {
    waiting.add(List.of(r));
    undoers.get(r.number()).forEach(u -> addWithUndoers(u, waiting));
  }

  private void cut(List<Deed> circle) {
    int rank = circle.stream().mapToInt(Deed::rank).max().orElseThrow();
    List<Deed> removals = circle.stream().filter(d -> d.takesAway() && d.rank() == rank).toList();
    List<Deed> rivals = circle.stream().filter(certain::isCandidate).toList();
    if (!removals.isEmpty()) {
      removals.stream()
          .sorted(Comparator.comparing(Deed::id))
          .forEach(r -> cut.put(r.number(), first(r, removals)));
    } else if (!rivals.isEmpty()) {
      rivals.forEach(x -> cut.put(x.number(), Verdict.HELD));
    } else {
      circle.forEach(x -> cut.put(x.number(), Verdict.FALLS));
    }
  }

  /** M9.3 holds in circles too: of one member's concurrent suspensions the lowest stands. */
  private Verdict first(Deed r, List<Deed> removals) {
    EntryId id = r.id();
    boolean beaten =
        r.act() instanceof Act.Suspend
            && removals.stream()
                .filter(o -> o.act() instanceof Act.Suspend)
                .filter(o -> o.isBy(r.member()) && o.concurrent(r) && o.id().compareTo(id) < 0)
                .anyMatch(o -> cut.get(o.number()) == Verdict.STANDS);
    return beaten ? Verdict.FALLS : Verdict.STANDS;
  }
}
