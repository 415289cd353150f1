package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;

/** Which acts may have a say in how an act stands that did not know of them. */
final class Rivalry {
  private Rivalry() {}

  /**
   * Whether one of two acts that did not know of each other can bear on the other; if not, {@link
   * Conflicts} never asks for the one to judge the other. Asked of acts that undo nothing.
   */
  static boolean mayJudge(Deed one, Deed other, Index index) {
    return one.removedMember().equals(Optional.of(other.author()))
        || one.removedDevice().equals(Optional.of(other.fact().author()))
        || isSuspensionBySame(one, other)
        || other.invite().isPresent() && mayCrowdOut(one, other, index);
  }

  private static boolean isSuspensionBySame(Deed one, Deed other) {
    return one.act() instanceof Act.Suspend
        && other.act() instanceof Act.Suspend
        && one.author().equals(other.author());
  }

  private static boolean mayCrowdOut(Deed one, Deed admission, Index index) {
    Deed invite = index.invite(admission);
    if (one.act() instanceof Act.RevokeInvite revoke) {
      return revoke.invite().equals(invite.id());
    }
    if (one.invite().isEmpty()) {
      return false;
    }
    Deed.Grant rival = one.grant().orElseThrow();
    Deed.Grant grant = admission.grant().orElseThrow();
    return rival.device().equals(grant.device())
        || !rival.first() && !grant.first() && rival.member().equals(grant.member())
        || one.invite().equals(admission.invite())
            && !index.hasAtMost(((Act.Invite) invite.act()).uses(), invite.id());
  }
}
