package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Role;

/** A full member stands up for somebody whose admission waits for that. */
final class VouchRule {
  private VouchRule() {}

  static Optional<Refusal> refusal(Membership known, Member author, Act.Vouch vouch) {
    Admission admission = known.admissions().get(vouch.admission());
    if (admission == null || !admission.awaitsVouchers()) {
      return Rules.refuse(
          Ground.NO_SUCH_ADMISSION, "expected an admission that waits, found " + vouch.admission());
    }
    return admission.member().equals(author.id())
        ? Rules.refuse(Ground.ONE_S_OWN, "expected another member")
        : RoleRule.refusal(author, Role.MEMBER);
  }
}
