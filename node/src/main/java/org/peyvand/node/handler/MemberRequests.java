package org.peyvand.node.handler;

import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.MemberListResult;
import org.peyvand.node.control.proto.MemberResult;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.replica.Opening;

/** Who is in. */
final class MemberRequests {
  private final Desk desk;

  MemberRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request) throws ControlException, StoreException {
    Group group = desk.group(request);
    if (request.hasMemberList()) {
      MemberListResult.Builder list = MemberListResult.newBuilder();
      for (Member member : group.replica().membership().members().values()) {
        list.addItems(member(group, member));
      }
      return Result.newBuilder().setMemberList(list).build();
    }
    Member member =
        Desk.pick(
            group.replica().membership().members().values(),
            m -> m.id().hex(),
            Member::name,
            request.getMemberShow().getMember(),
            FailureCode.MEMBER_NOT_FOUND);
    return Result.newBuilder().setMember(member(group, member)).build();
  }

  private MemberResult member(Group group, Member member) throws StoreException {
    return MemberResult.newBuilder()
        .setId(member.id().hex())
        .setName(member.name())
        .setRole(NetworkRequests.key(member.role()))
        .setState(NetworkRequests.key(member.state()))
        .setDevices(member.devices().size())
        .addAllDeviceIds(member.devices().keySet().stream().map(DeviceId::hex).toList())
        .addAllBecause(member.because().stream().map(EntryId::hex).toList())
        .setMetInPerson(metInPerson(group, member))
        .setThisDevice(member.devices().containsKey(desk.own()))
        .build();
  }

  private static boolean metInPerson(Group group, Member member) throws StoreException {
    for (EntryId id : member.because()) {
      Place place = group.replica().store().place(id).orElseThrow();
      Entry entry = group.replica().store().entry(place).orElseThrow().entry();
      if (group.replica().open(entry) instanceof Opening.Read read
          && read.body().act() instanceof Act.Admit admit
          && admit.metInPerson()) {
        return true;
      }
    }
    return false;
  }
}
