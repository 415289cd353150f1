package org.peyvand.protocol.membership;

import java.util.Optional;
import java.util.function.Predicate;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.DeviceId;

/**
 * Who may say yes to whom: the role that the policy names, by an open invite, to an authentic
 * request made with that invite for this network, by a device that is nobody's yet.
 *
 * <p>A held device may ask again with another invite: letting it in so is one way to choose.
 */
final class AdmitRule {
  private AdmitRule() {}

  static Optional<Refusal> refusal(
      Membership known, Member author, Act.Admit admit, Predicate<JoinRequest> genuine) {
    Invitation invitation = known.invitations().get(admit.invite());
    if (invitation == null) {
      return Rules.refuse(Ground.NO_SUCH_INVITE, "expected an invite, found " + admit.invite());
    }
    boolean own =
        !invitation.awaitsVouchers() && invitation.member().equals(Optional.of(author.id()));
    Optional<Refusal> role =
        own ? Optional.empty() : RoleRule.refusal(author, known.policy().mayAdmit());
    if (role.isPresent()) {
      return role;
    }
    Optional<JoinRequest> request = JoinRequestCodec.decode(admit.request());
    if (request.isEmpty()) {
      return Rules.refuse(Ground.MALFORMED_REQUEST, "expected a request in canonical form");
    }
    return closed(known, invitation)
        .or(() -> taken(known, invitation, request.get().keys().device()))
        .or(() -> RequestRule.refusal(known.network(), invitation, request.get(), genuine));
  }

  private static Optional<Refusal> closed(Membership known, Invitation invitation) {
    if (known.member(invitation.author()).filter(Member::isActive).isEmpty()) {
      return Rules.refuse(Ground.INVITER_GONE, "expected the inviting member to be active");
    }
    return switch (invitation.state()) {
      case OPEN -> Optional.empty();
      case USED ->
          Rules.refuse(
              Ground.INVITE_USED,
              "expected at most " + invitation.act().uses() + " admissions, found one more");
      case REVOKED -> Rules.refuse(Ground.INVITE_REVOKED, "expected an open invite");
      case EXPIRED ->
          Rules.refuse(
              Ground.INVITE_EXPIRED,
              "expected at most "
                  + invitation.act().expiresAfter().orElseThrow()
                  + " later entries of the inviting device, found more");
      case SUPERSEDED ->
          Rules.refuse(
              Ground.INVITE_SUPERSEDED,
              "expected one of the newest " + Limits.OPEN_DEVICE_INVITES + " for own devices");
    };
  }

  private static Optional<Refusal> taken(Membership known, Invitation invitation, DeviceId device) {
    Optional<Member> owner = known.memberOf(device);
    if (owner.isPresent() && owner.get().state() != Member.State.HELD) {
      return Rules.refuse(Ground.ALREADY_ADMITTED, "expected a new device, found " + device);
    }
    return invitation.member().isPresent()
        ? full(known.member(invitation.member().get()))
        : Optional.empty();
  }

  private static Optional<Refusal> full(Optional<Member> joined) {
    if (joined.isEmpty()) {
      return Rules.refuse(Ground.NO_SUCH_MEMBER, "expected a member to join, found none");
    }
    int devices = joined.get().devices().size() + joined.get().waiting().size();
    return devices < Limits.MEMBER_DEVICES
        ? Optional.empty()
        : Rules.refuse(
            Ground.TOO_MANY_DEVICES,
            "expected at most " + Limits.MEMBER_DEVICES + " devices, found one more");
  }
}
