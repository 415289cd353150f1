package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Role;

/** Who opened a door may close it; so may a steward. */
final class RevokeRule {
  private RevokeRule() {}

  static Optional<Refusal> refusal(Membership known, Member author, Act.RevokeInvite revoke) {
    Invitation invitation = known.invitations().get(revoke.invite());
    if (invitation == null) {
      return Rules.refuse(Ground.NO_SUCH_INVITE, "expected an invite, found " + revoke.invite());
    }
    return invitation.author().equals(author.id()) || author.has(Role.STEWARD)
        ? Optional.empty()
        : Rules.refuse(Ground.NOT_THE_INVITER, "expected its author or a steward");
  }
}
