package org.peyvand.protocol.membership;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.MemberId;

/** Which admissions enough others have vouched for (rule M7). */
final class Vouched {
  private static final int LEAST = 2;
  private static final int SHARE = 3;

  private Vouched() {}

  /** Whether enough vouch with this one, as its author knew it. */
  static boolean completes(Membership known, MemberId author, Act.Vouch vouch) {
    Admission admission = known.admissions().get(vouch.admission());
    Set<MemberId> vouchers = new HashSet<>(admission.vouchers());
    vouchers.add(author);
    vouchers.retainAll(admission.full());
    vouchers.remove(admission.member());
    return vouchers.size() >= needed(admission.full().size())
        && vouchers.size() >= needed(known.fullMembers().size());
  }

  /** Two, and a third of the full members. */
  static int needed(int full) {
    return Math.max(LEAST, (full + SHARE - 1) / SHARE);
  }

  /** The act that completed the vouching for an admission; of several the one with the least id. */
  static Optional<Deed> completing(Deed admission, Resolution resolution) {
    return resolution.index().vouches(admission.id()).stream()
        .filter(vouch -> vouch.completes() && resolution.holds(vouch))
        .min(Comparator.comparing(Deed::id));
  }
}
