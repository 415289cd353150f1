package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;

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
    return invite.forDevice()
        ? Optional.empty()
        : RoleRule.refusal(author, known.policy().mayInvite());
  }
}
