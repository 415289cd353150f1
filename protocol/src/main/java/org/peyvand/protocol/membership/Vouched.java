package org.peyvand.protocol.membership;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.id.MemberId;

/** Which admissions enough others have vouched for (rule M7). */
final class Vouched {
  private static final int LEAST = 2;
  private static final int SHARE = 3;

  private Vouched() {}

  /** The act that completed the vouching for an admission; of several the one with the least id. */
  static Optional<Deed> completes(Deed admission, Resolution resolution) {
    List<Deed> vouches =
        resolution.index().vouches(admission.id()).stream().filter(resolution::holds).toList();
    return vouches.stream()
        .filter(last -> isEnough(admission, last, vouches))
        .min(java.util.Comparator.comparing(Deed::id));
  }

  private static boolean isEnough(Deed admission, Deed last, List<Deed> vouches) {
    MemberId subject = admission.grant().orElseThrow().member();
    Set<MemberId> vouchers = new HashSet<>();
    for (Deed vouch : vouches) {
      if (vouch == last || last.saw(vouch)) {
        vouchers.add(vouch.author());
      }
    }
    vouchers.retainAll(admission.full());
    vouchers.remove(subject);
    return vouchers.size() >= needed(admission.full().size())
        && vouchers.size() >= needed(last.full().size());
  }

  /** Two, and a third of the full members. */
  static int needed(int full) {
    return Math.max(LEAST, (full + SHARE - 1) / SHARE);
  }
}
