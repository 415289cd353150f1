package org.peyvand.protocol.membership.naive;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.MemberId;

/** M9.4: what others have built on. Depends on pasts alone. */
final class Testimony {
  private final List<Deed> set;

  Testimony(List<Deed> set) {
    this.set = set;
  }

  /** Whether {@code x} stays against {@code r}. */
  boolean stays(Deed x, Deed r) {
    return set.stream()
        .filter(w -> w.knows(x) && w.number() != r.number() && !w.knows(r))
        .filter(this::isHeard)
        .anyMatch(w -> w.member().filter(m -> isWitness(m, x, r)).isPresent());
  }

  /** Whether every expulsion of its author knew of it. */
  private boolean isHeard(Deed w) {
    return set.stream()
        .filter(e -> e.inOrder() && e.act() instanceof Act.Enact)
        .filter(e -> e.removedMember().isPresent() && e.removedMember().equals(w.member()))
        .allMatch(e -> e.knows(w));
  }

  private static boolean isWitness(MemberId member, Deed x, Deed r) {
    if (x.isBy(Optional.of(member))) {
      return false;
    }
    if (r.act() instanceof Act.ProveFork) {
      return true;
    }
    boolean entered = x.entry().filter(e -> e.member().equals(member)).isPresent();
    boolean removed = x.removedMember().equals(Optional.of(member));
    return !entered && !removed && r.before().isFull(member);
  }
}
