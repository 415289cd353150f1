package org.peyvand.protocol.membership.naive;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.MemberId;

/** M7. */
final class Vouching {
  private Vouching() {}

  /** The vouches in the past of {@code x} each of which, if it stands, completes the admission. */
  static List<Deed> completing(Deed admission, Deed x, List<Deed> set) {
    return all(admission, set).stream()
        .filter(v -> x.knows(v) && isEnough(admission, v, set))
        .toList();
  }

  /** The vouches each of which, if it stands, completes the admission. */
  static List<Deed> completing(Deed admission, List<Deed> set) {
    return all(admission, set).stream().filter(v -> isEnough(admission, v, set)).toList();
  }

  private static List<Deed> all(Deed admission, List<Deed> set) {
    return set.stream()
        .filter(v -> v.inOrder() && v.act() instanceof Act.Vouch vouch)
        .filter(v -> ((Act.Vouch) v.act()).admission().equals(admission.id()))
        .toList();
  }

  /** M7.2: v, and those before it that stand there. */
  private static boolean isEnough(Deed admission, Deed v, List<Deed> set) {
    State then = admission.before();
    Set<MemberId> vouching = new TreeSet<>();
    for (Deed other : all(admission, set)) {
      boolean counts =
          other.number() == v.number() || v.knows(other) && v.before().stands(other.id());
      other.member().filter(m -> counts && then.isFull(m)).ifPresent(vouching::add);
    }
    vouching.remove(admission.entry().orElseThrow().member());
    return vouching.size() >= need(then.full().size())
        && vouching.size() >= need(v.before().full().size());
  }

  private static int need(int full) {
    return Math.max(2, (full + 2) / 3);
  }
}
