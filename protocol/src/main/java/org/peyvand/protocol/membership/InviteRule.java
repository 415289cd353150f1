package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.MemberId;

/**
 * Who may open which doors: whoever the policy lets invite people; any member for a device of its
 * own. A key opens one door only, so that a bearer cannot be let in by a door that it does not
 * know.
 */
final class InviteRule {
  private InviteRule() {}

  static Optional<Refusal> refusal(Membership known, Member author, Act.Invite invite) {
    if (invite.uses() < 1 || invite.uses() > Limits.INVITE_USES) {
      return Rules.refuse(
          Ground.BAD_USES, "expected 1 to " + Limits.INVITE_USES + ", found " + invite.uses());
    }
    if (known.invitations().values().stream()
        .anyMatch(other -> other.act().signing().equals(invite.signing()))) {
      return Rules.refuse(Ground.INVITE_KEY_TAKEN, "expected a new key, found another invite's");
    }
    boolean forOwn = invite.forDevice() && invite.forMember().isEmpty();
    return forOwn
        ? Optional.empty()
        : RoleRule.refusal(author, known.policy().mayInvite())
            .or(() -> invite.forMember().flatMap(member -> stranger(known, author, member)));
  }

  private static Optional<Refusal> stranger(Membership known, Member author, MemberId member) {
    if (member.equals(author.id())) {
      return Rules.refuse(Ground.ONE_S_OWN, "expected another member");
    }
    return known.member(member).filter(Member::isActive).isEmpty()
        ? Rules.refuse(Ground.NO_SUCH_MEMBER, "expected an active member, found " + member)
        : Optional.empty();
  }
}
