package org.peyvand.protocol.membership.naive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.EntryId;

/**
 * What the standing of one act hangs on (M9.1 to M9.5), found once from the set and the pasts.
 *
 * @param supports each way in which its author's device came in: all of one list must stand
 * @param needs what must stand for it besides
 * @param entries of these at least one must stand, unless there are none: the entry of the member
 *     to whom it brings a device
 * @param against removals, revocations and lower suspensions that would defeat it
 * @param rivals admissions that may be too many beside it (M6.1)
 */
record Conditions(
    List<Support> supports,
    List<Deed> needs,
    List<Deed> entries,
    List<Deed> against,
    List<Deed> rivals) {

  /** An admission, and the vouching that completes it if it needs any: one of them is enough. */
  record Support(Deed grant, boolean needsVouch, List<Deed> vouches) {}

  /**
   * @param set the acts on membership that are in order
   * @param testimony of all entries
   */
  static Conditions of(Deed x, List<Deed> set, Testimony testimony) {
    List<Deed> needs = new ArrayList<>();
    List<Deed> entries = new ArrayList<>();
    List<Deed> against = new ArrayList<>();
    List<Deed> rivals = new ArrayList<>();
    for (Deed y : set) {
      if (y.number() != x.number()) {
        if (isNeeded(x, y)) {
          needs.add(y);
        }
        if (isEntry(x, y)) {
          entries.add(y);
        }
        if (speaksAgainst(x, y, testimony)) {
          against.add(y);
        }
        if (isRival(x, y, testimony)) {
          rivals.add(y);
        }
      }
    }
    return new Conditions(supports(x, set), needs, entries, against, rivals);
  }

  /** M9.1. */
  static List<Support> supports(Deed x, List<Deed> set) {
    return set.stream()
        .filter(g -> g.entry().isPresent() && x.knows(g))
        .filter(g -> g.entry().get().device().equals(x.device()))
        .map(
            g -> {
              boolean needs = g.entry().get().isForAnother();
              return new Support(g, needs, needs ? Vouching.completing(g, x, set) : List.of());
            })
        .toList();
  }

  /** M9.5. */
  private static boolean isNeeded(Deed x, Deed y) {
    return x.act() instanceof Act.Admit admit && admit.invite().equals(y.id())
        || x.act() instanceof Act.Vouch vouch && vouch.admission().equals(y.id());
  }

  private static boolean isEntry(Deed x, Deed y) {
    return x.entry().filter(Deed.Entering::isForAnother).isPresent()
        && y.entry().filter(Deed.Entering::isPersonal).isPresent()
        && x.entry().get().member().equals(y.entry().get().member())
        && x.knows(y);
  }

  private static boolean speaksAgainst(Deed x, Deed r, Testimony testimony) {
    if (!x.concurrent(r)) {
      return false;
    }
    if (x.act() instanceof Act.Suspend && r.act() instanceof Act.Suspend && x.isBy(r.member())) {
      return r.id().compareTo(x.id()) < 0;
    }
    boolean revoked =
        x.act() instanceof Act.Admit admit
            && r.act() instanceof Act.RevokeInvite revoke
            && revoke.invite().equals(admit.invite());
    return (revoked || removesAuthor(x, r)) && !testimony.stays(x, r);
  }

  /** M9.2. Ranks never spare anything: what is not exempt has the least rank of all. */
  private static boolean removesAuthor(Deed x, Deed r) {
    boolean exempt =
        x.act() instanceof Act.Enact
            || x.act() instanceof Act.ProveFork
            || x.act() instanceof Act.Leave
            || x.act() instanceof Act.Genesis;
    return !exempt
        && (x.isBy(r.removedMember()) || r.removedDevice().equals(Optional.of(x.device())));
  }

  /** M6.1: by the same invite, of the same device, or to the same member; not after it. */
  private static boolean isRival(Deed x, Deed y, Testimony testimony) {
    if (!(x.act() instanceof Act.Admit) || x.entry().isEmpty() || y.entry().isEmpty()) {
      return false;
    }
    boolean counts = x.knows(y) || x.concurrent(y) && !testimony.stays(x, y);
    return counts && (sameInvite(x, y) || sameDevice(x, y) || sameMember(x, y));
  }

  static boolean sameInvite(Deed x, Deed y) {
    return y.act() instanceof Act.Admit other && invite(x).equals(other.invite());
  }

  static boolean sameDevice(Deed x, Deed y) {
    return x.entry().orElseThrow().device().equals(y.entry().orElseThrow().device());
  }

  static boolean sameMember(Deed x, Deed y) {
    return x.entry().orElseThrow().member().equals(y.entry().orElseThrow().member());
  }

  static EntryId invite(Deed admission) {
    return ((Act.Admit) admission.act()).invite();
  }

  /** The standing recoveries that would make this count for nothing (M8.9). */
  static List<Deed> undoers(Deed x, List<Deed> set) {
    boolean undoable =
        x.act() instanceof Act.Suspend
            || x.act() instanceof Act.Retire
            || x.act() instanceof Act.ProveFork
            || x.act() instanceof Act.Enact;
    return undoable
        ? set.stream().filter(r -> r.inOrder() && undoes(r, x, set)).toList()
        : List.of();
  }

  private static boolean undoes(Deed r, Deed x, List<Deed> set) {
    if (r.undoes().isEmpty()) {
      return false;
    }
    return set.stream()
        .filter(y -> y.number() == x.number() || isSameAct(x, y))
        .anyMatch(y -> r.knows(y) && r.undoes().contains(y.id()));
  }

  /** M4.8: concurrent ENACTs of one proposal; recoveries are undone one by one. */
  private static boolean isSameAct(Deed x, Deed y) {
    return x.effect().filter(e -> !(e instanceof Effect.Recover)).isPresent()
        && y.effect().isPresent()
        && ((Act.Enact) x.act()).proposal().equals(((Act.Enact) y.act()).proposal());
  }
}
