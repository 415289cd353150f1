package org.peyvand.protocol.membership;

import java.util.Optional;

/** Whoever goes leaves somebody behind, else nobody could ever be let in again. */
final class LeaveRule {
  private LeaveRule() {}

  static Optional<Refusal> refusal(Membership known, Member author) {
    boolean last =
        author.isActive() && known.members().values().stream().filter(Member::isActive).count() < 2;
    return last
        ? Rules.refuse(Ground.LAST_MEMBER, "expected another active member, found none")
        : Optional.empty();
  }
}
