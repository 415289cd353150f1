package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Role;

/** A steward may stop one other member at a time: so much harm one person can do, and no more. */
final class SuspendRule {
  private SuspendRule() {}

  static Optional<Refusal> refusal(Membership known, Member author, Act.Suspend suspend) {
    Optional<Member> target = known.member(suspend.member());
    return RoleRule.refusal(author, Role.STEWARD)
        .or(
            () ->
                author.id().equals(suspend.member())
                    ? Rules.refuse(Ground.ONE_S_OWN, "expected another member")
                    : Optional.empty())
        .or(
            () ->
                target.filter(Member::isActive).isEmpty()
                    ? Rules.refuse(Ground.NO_SUCH_MEMBER, "expected an active member")
                    : Optional.empty())
        .or(() -> open(known, author));
  }

  private static Optional<Refusal> open(Membership known, Member author) {
    return known.suspensions().values().stream()
        .filter(suspension -> suspension.by().equals(author.id()))
        .findFirst()
        .flatMap(
            suspension ->
                Rules.refuse(
                    Ground.SUSPENSION_OPEN, "expected none open, found " + suspension.entry()));
  }
}
