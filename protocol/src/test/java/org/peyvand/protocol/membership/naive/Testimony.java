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
        .anyMatch(w -> w.member().filter(m -> isWitness(m, x, r)).isPresent());
  }

  private static boolean isWitness(MemberId member, Deed x, Deed r) {
    if (x.isBy(Optional.of(member))) {
      return false;
    }
    if (r.act() instanceof Act.ProveFork) {
      return true;
    }
    boolean entered = x.entry().filter(e -> e.member().equals(member)).isPresent();
    return !entered && r.before().isFull(member);
  }
}
