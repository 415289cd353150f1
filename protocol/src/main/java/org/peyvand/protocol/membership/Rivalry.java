package org.peyvand.protocol.membership;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Act;

/**
 * Whether an act can bear on how acts stand that did not know of it. Most cannot: {@link Conflicts}
 * never asks for them to judge others but those that knew them.
 */
final class Rivalry {
  private Rivalry() {}

  /**
   * Those of some deeds that an act may bear on.
   *
   * @param deeds none of which knew of it
   * @param index of those deeds
   */
  static Stream<Deed> of(Deed act, List<Deed> deeds, Index index) {
    if (act.invite().isPresent()) {
      return rivals(act, index).filter(rival -> !act.saw(rival));
    }
    if (act.act() instanceof Act.RevokeInvite revoke) {
      return index.admissions(revoke.invite()).stream().filter(rival -> !act.saw(rival));
    }
    return act.isRemoval()
        ? deeds.stream().filter(deed -> removes(act, deed) && !act.saw(deed))
        : act.undoes().stream().flatMap(id -> index.undoneWith(id).stream());
  }

  /** Whether it revokes an invite by which nobody came in that it did not know of. */
  static boolean isIdle(Deed act, Index index) {
    return act.act() instanceof Act.RevokeInvite revoke
        && index.admissions(revoke.invite()).stream().allMatch(act::saw);
  }

  /** The admissions beside which there may be one too many. */
  private static Stream<Deed> rivals(Deed admission, Index index) {
    Deed.Grant grant = admission.grant().orElseThrow();
    Deed invite = index.invite(admission);
    int uses = ((Act.Invite) invite.act()).uses();
    return Stream.of(
            index.grants(grant.device()),
            grant.first() ? List.<Deed>of() : index.joined(grant.member()),
            index.hasAtMost(uses, invite.id()) ? List.<Deed>of() : index.admissions(invite.id()))
        .flatMap(List::stream);
  }

  /** Whether it removes the author or its device, or is one of two suspensions by one member. */
  private static boolean removes(Deed removal, Deed act) {
    return removal.removedMember().equals(Optional.of(act.author()))
        || removal.removedDevice().equals(Optional.of(act.fact().author()))
        || removal.act() instanceof Act.Suspend
            && act.act() instanceof Act.Suspend
            && removal.author().equals(act.author());
  }
}
