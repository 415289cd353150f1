package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.InviteCreate;
import org.peyvand.node.control.proto.InviteListResult;
import org.peyvand.node.control.proto.InviteResult;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.node.live.Address;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Invitation;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.NetworkHash;
import org.peyvand.protocol.words.InviteCode;

/** Making, listing and revoking invites. */
final class InviteRequests {
  private final Desk desk;

  InviteRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request) throws ControlException, StoreException {
    Group group = desk.group(request);
    return switch (request.getCommandCase()) {
      case INVITE_CREATE -> create(group, request.getInviteCreate());
      case INVITE_REVOKE -> revoke(group, request.getInviteRevoke().getId());
      default -> list(group);
    };
  }

  private Result create(Group group, InviteCreate create) throws ControlException, StoreException {
    int uses = create.getUses() == 0 ? 1 : create.getUses();
    if (uses < 1 || uses > Limits.INVITE_USES) {
      throw new ControlException(FailureCode.BAD_VALUE, "--uses", Integer.toString(uses));
    }
    int expiry = create.getExpiresAfter();
    if (expiry < 0 || expiry > Limits.INVITE_EXPIRY) {
      throw new ControlException(
          FailureCode.BAD_VALUE, "--expires-after", Integer.toString(expiry));
    }
    List<String> addresses = addresses(create);
    InviteSeed seed = InviteSeed.generate(desk.node().entropy());
    Act.Invite lasting = invite(group, seed, uses, create);
    Act.Invite act = expiry == 0 ? lasting : lasting.expiringAfter(expiry);
    EntryId id = desk.write(group, act).last();
    InviteCode code =
        new InviteCode(
            Bytes.copyOf(seed.seed().expose()), NetworkHash.of(group.network()), addresses);
    Invitation made = group.replica().membership().invitations().get(id);
    return Result.newBuilder().setInvite(invite(group, made).setCode(code.text())).build();
  }

  private static Act.Invite invite(Group group, InviteSeed seed, int uses, InviteCreate create)
      throws ControlException {
    if (create.getForMember().isEmpty()) {
      return seed.invite(uses, create.getForDevice());
    }
    Act.Invite act = seed.invite(uses, true);
    Member member = EffectArguments.member(group, create.getForMember());
    return new Act.Invite(act.signing(), act.psk(), uses, true, Optional.of(member.id()));
  }

  /** The hints that were asked for; else where this node listens. */
  private List<String> addresses(InviteCreate create) throws ControlException {
    List<String> addresses = new ArrayList<>();
    for (String typed : create.getAddressesList()) {
      addresses.add(
          Address.parse(typed)
              .map(Address::toString)
              .filter(InviteCode::isHint)
              .orElseThrow(() -> new ControlException(FailureCode.BAD_ADDRESS, typed)));
    }
    if (addresses.size() > InviteCode.MAX_ADDRESSES) {
      throw new ControlException(
          FailureCode.TOO_MANY, "--address", Integer.toString(InviteCode.MAX_ADDRESSES));
    }
    if (addresses.isEmpty()) {
      desk.node()
          .listening()
          .filter(a -> !a.host().equals("0.0.0.0") && !a.host().equals("::"))
          .ifPresent(a -> addresses.add(a.toString()));
    }
    return addresses;
  }

  private Result revoke(Group group, String typed) throws ControlException, StoreException {
    Invitation invite =
        Desk.pick(
            group.replica().membership().invitations().values(),
            i -> i.id().hex(),
            i -> "",
            typed,
            FailureCode.INVITE_NOT_FOUND);
    Act.RevokeInvite act = new Act.RevokeInvite(invite.id());
    if (invite.state() != Invitation.State.REVOKED) {
      desk.write(group, act);
    }
    Invitation now = group.replica().membership().invitations().get(invite.id());
    return Result.newBuilder().setInvite(invite(group, now)).build();
  }

  private static Result list(Group group) {
    InviteListResult.Builder list = InviteListResult.newBuilder();
    group
        .replica()
        .membership()
        .invitations()
        .values()
        .forEach(i -> list.addItems(invite(group, i)));
    return Result.newBuilder().setInviteList(list).build();
  }

  private static InviteResult.Builder invite(Group group, Invitation invite) {
    int uses = invite.act().uses();
    InviteResult.Builder result = InviteResult.newBuilder();
    invite
        .act()
        .forMember()
        .ifPresent(m -> result.setForMember(EffectView.name(group.replica().membership(), m)));
    invite.act().expiresAfter().ifPresent(result::setExpiresAfter);
    group.replica().entriesLeft(invite).ifPresent(result::setEntriesLeft);
    return result
        .setId(invite.id().hex())
        .setState(NetworkRequests.key(invite.state()))
        .setUses(uses)
        .setUsed(uses - invite.usesLeft())
        .setForDevice(invite.act().forDevice());
  }
}
