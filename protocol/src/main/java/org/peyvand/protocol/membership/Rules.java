package org.peyvand.protocol.membership;

import java.util.Optional;
import java.util.function.Predicate;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.DeviceId;

/** Which rule judges which act by what its author knew. */
final class Rules {
  private Rules() {}

  /**
   * @param genuine whether a request's signatures hold and its keys can be used: an answer that
   *     never changes and takes long to find
   */
  static Optional<Refusal> refusal(
      Membership known, DeviceId author, Act act, Predicate<JoinRequest> genuine) {
    if (act instanceof Act.Genesis genesis) {
      return GenesisRule.refusal(known, author, genesis);
    }
    Optional<Refusal> stranger = AuthorRule.refusal(known, author, act);
    return stranger.isPresent() ? stranger : powerRefusal(known, author, act, genuine);
  }

  private static Optional<Refusal> powerRefusal(
      Membership known, DeviceId by, Act act, Predicate<JoinRequest> genuine) {
    Member author = known.memberOf(by).orElseThrow();
    if (act instanceof Act.Suspend suspend) {
      return SuspendRule.refusal(known, author, suspend);
    }
    if (act instanceof Act.Retire retire) {
      return RetireRule.refusal(author, by, retire);
    }
    if (act instanceof Act.ProveFork fork) {
      return ForkRule.refusal(known, author, fork);
    }
    if (act instanceof Act.Vouch vouch) {
      return VouchRule.refusal(known, author, vouch);
    }
    if (act instanceof Act.Adopt adopt) {
      return AdoptRule.refusal(known, author, adopt);
    }
    if (act instanceof Act.Leave) {
      return LeaveRule.refusal(known, author);
    }
    if (act instanceof Act.Propose propose && propose.effect().isPresent()) {
      return PowerRule.refusal(known, author, propose);
    }
    return enteringRefusal(known, author, act, genuine);
  }

  private static Optional<Refusal> enteringRefusal(
      Membership known, Member author, Act act, Predicate<JoinRequest> genuine) {
    if (act instanceof Act.Invite invite) {
      return InviteRule.refusal(known, author, invite);
    }
    if (act instanceof Act.RevokeInvite revoke) {
      return RevokeRule.refusal(known, author, revoke);
    }
    if (act instanceof Act.Admit admit) {
      return AdmitRule.refusal(known, author, admit, genuine);
    }
    return Optional.empty();
  }

  static Optional<Refusal> refuse(Ground ground, String detail) {
    return Optional.of(new Refusal(ground, detail));
  }
}
