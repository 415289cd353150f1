package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.MemberId;

/**
 * Who may open which doors: whoever the policy lets invite people; any member for a device of its
 * own. A key opens one door only, so that a bearer cannot be let in by a door that it does not
 * know; and only so many doors are open at once, so that no member floods the group with them.
 */
final class InviteRule {
  private InviteRule() {}

  static Optional<Refusal> refusal(Membership known, Member author, Act.Invite invite) {
    if (invite.uses() < 1 || invite.uses() > Limits.INVITE_USES) {
      return Rules.refuse(
          Ground.BAD_USES, "expected 1 to " + Limits.INVITE_USES + ", found " + invite.uses());
    }
    if (!invite.expiresAfter().stream().allMatch(n -> n >= 1 && n <= Limits.INVITE_EXPIRY)) {
      return Rules.refuse(
          Ground.BAD_EXPIRY,
          "expected 1 to " + Limits.INVITE_EXPIRY + ", found " + invite.expiresAfter().getAsInt());
    }
    if (known.invitations().values().stream()
        .anyMatch(other -> other.act().signing().equals(invite.signing()))) {
      return Rules.refuse(Ground.INVITE_KEY_TAKEN, "expected a new key, found another invite's");
    }
    return invite.isForOwnDevice()
        ? Optional.empty()
        : RoleRule.refusal(author, known.policy().mayInvite())
            .or(() -> invite.forMember().flatMap(member -> stranger(known, author, member)))
            .or(() -> flood(known, author));
  }

  /** Invites for its own devices count apart: of these the older ones close by themselves. */
  private static Optional<Refusal> flood(Membership known, Member author) {
    long open =
        known.invitations().values().stream()
            .filter(i -> i.author().equals(author.id()) && i.isOpen())
            .filter(i -> !i.act().isForOwnDevice())
            .count();
    return open < Limits.OPEN_INVITES
        ? Optional.empty()
        : Rules.refuse(
            Ground.TOO_MANY_INVITES,
            "expected at most " + Limits.OPEN_INVITES + " open invites, found one more");
  }

  private static Optional<Refusal> stranger(Membership known, Member author, MemberId member) {
    if (member.equals(author.id())) {
      return Rules.refuse(Ground.ONE_S_OWN, "expected another member");
    }
    return known.member(member).filter(Member::isIn).isEmpty()
        ? Rules.refuse(Ground.NO_SUCH_MEMBER, "expected an active member, found " + member)
        : Optional.empty();
  }
}
