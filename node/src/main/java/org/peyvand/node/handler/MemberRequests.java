package org.peyvand.node.handler;

import java.util.List;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.MemberListResult;
import org.peyvand.node.control.proto.MemberSuspend;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;

/** Who is in, and what one member alone can do about another or about its own devices. */
final class MemberRequests {
  private final Desk desk;

  MemberRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request) throws ControlException, StoreException {
    Group group = desk.group(request);
    return switch (request.getCommandCase()) {
      case MEMBER_SHOW ->
          show(group, EffectArguments.member(group, request.getMemberShow().getMember()).id());
      case MEMBER_SUSPEND -> suspend(group, request.getMemberSuspend());
      case MEMBER_RETIRE_DEVICE -> retire(group, request.getMemberRetireDevice().getDevice());
      case MEMBER_VOUCH -> vouch(group, request.getMemberVouch().getMember());
      default -> list(group);
    };
  }

  private Result list(Group group) throws StoreException {
    MemberView view = new MemberView(group, desk.own());
    MemberListResult.Builder list = MemberListResult.newBuilder();
    for (Member member : group.replica().membership().members().values()) {
      list.addItems(view.of(member));
    }
    return Result.newBuilder().setMemberList(list).build();
  }

  private Result show(Group group, MemberId member) throws StoreException {
    return new MemberView(group, desk.own()).result(member);
  }

  private Result suspend(Group group, MemberSuspend typed) throws ControlException, StoreException {
    MemberId member = EffectArguments.member(group, typed.getMember()).id();
    String reason = Desk.required(typed.getReason(), Limits.REASON_CHARS, "--reason");
    desk.write(group, new Act.Suspend(member, reason, List.of()));
    return show(group, member);
  }

  private Result retire(Group group, String typed) throws ControlException, StoreException {
    DeviceId device = EffectArguments.device(group, typed);
    desk.write(group, new Act.Retire(device, List.of()));
    return show(group, group.replica().membership().memberOf(device).orElseThrow().id());
  }

  private Result vouch(Group group, String typed) throws ControlException, StoreException {
    Member member = EffectArguments.member(group, typed);
    Vouching vouching = new Vouching(group, member);
    List<EntryId> waiting = vouching.waiting();
    if (waiting.isEmpty()) {
      throw new ControlException(FailureCode.NOTHING_TO_VOUCH, member.name());
    }
    EntryId admission =
        vouching
            .firstWithoutWordOf(desk.own(), waiting)
            .orElseThrow(() -> new ControlException(FailureCode.VOUCHED_ALREADY, member.name()));
    desk.write(group, new Act.Vouch(admission));
    return show(group, member.id());
  }
}
