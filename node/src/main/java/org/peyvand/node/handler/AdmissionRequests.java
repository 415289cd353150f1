package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.AdmissionResult;
import org.peyvand.node.control.proto.MemberAdmit;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.RequestListResult;
import org.peyvand.node.control.proto.RequestResult;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.node.live.Requests;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Invitation;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.Member;

/** The people at the door: who waits, and what becomes of them. */
final class AdmissionRequests {
  private final Desk desk;

  AdmissionRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request) throws ControlException, ExecutionException, InterruptedException {
    return switch (request.getCommandCase()) {
      case MEMBER_ADMIT -> desk.ask(() -> admit(desk.group(request), request.getMemberAdmit()));
      case MEMBER_REFUSE ->
          desk.ask(() -> refuse(desk.group(request), request.getMemberRefuse().getRequest()));
      default -> list(request);
    };
  }

  /** The words are slow on purpose, so they are not the engine's work. */
  private Result list(Request request) throws ExecutionException, InterruptedException {
    record Waiting(JoinRequest request, RequestResult.Builder result) {}
    List<Waiting> waiting =
        desk.ask(
            () -> {
              Group group = desk.group(request);
              List<JoinRequest> all = new Requests(group.replica()).all();
              return all.stream().map(r -> new Waiting(r, result(group, r, all))).toList();
            });
    RequestListResult.Builder list = RequestListResult.newBuilder();
    for (Waiting one : waiting) {
      list.addItems(one.result().addAllWords(desk.words().of(one.request())));
    }
    return Result.newBuilder().setMemberRequests(list).build();
  }

  private static RequestResult.Builder result(
      Group group, JoinRequest request, List<JoinRequest> all) {
    return RequestResult.newBuilder()
        .setId(request.id().hex())
        .setName(request.name())
        .setInvite(invite(group, request.invite()))
        .setDoubtful(!isTooLate(group, request) && isDoubtful(group, request, all))
        .setExpired(isTooLate(group, request));
  }

  private static boolean isTooLate(Group group, JoinRequest request) {
    return new Requests(group.replica()).isTooLate(request);
  }

  private static String invite(Group group, Bytes signing) {
    return invitation(group, signing).map(i -> i.id().hex()).findFirst().orElse("");
  }

  private static Stream<Invitation> invitation(Group group, Bytes signing) {
    return group.replica().membership().invitations().values().stream()
        .filter(i -> i.act().signing().equals(signing));
  }

  /** More bearers wait than the invite may still let in. */
  private static boolean isDoubtful(Group group, JoinRequest request, List<JoinRequest> all) {
    long bearers = all.stream().filter(r -> r.invite().equals(request.invite())).count();
    int left =
        invitation(group, request.invite())
            .filter(Invitation::isOpen)
            .mapToInt(Invitation::usesLeft)
            .sum();
    return bearers > left;
  }

  private Result admit(Group group, MemberAdmit admit) throws ControlException, StoreException {
    JoinRequest request = pick(group, admit.getRequest());
    Bytes invite = request.invite();
    Invitation invitation =
        invitation(group, invite)
            .findFirst()
            .orElseThrow(() -> new ControlException(FailureCode.CODE_USED));
    Act.Admit act =
        new Act.Admit(invitation.id(), JoinRequestCodec.encode(request), admit.getMetInPerson());
    desk.write(group, act);
    new Requests(group.replica()).remove(request);
    Member member = group.replica().membership().memberOf(request.keys().device()).orElseThrow();
    return result(request, "admitted", member.id().hex());
  }

  private Result refuse(Group group, String typed) throws ControlException, StoreException {
    JoinRequest request = pick(group, typed);
    new Requests(group.replica()).remove(request);
    return result(request, "refused", "");
  }

  private static Result result(JoinRequest request, String state, String member) {
    AdmissionResult.Builder result =
        AdmissionResult.newBuilder()
            .setId(request.id().hex())
            .setName(request.name())
            .setState(state);
    if (!member.isEmpty()) {
      result.setMember(member);
    }
    return Result.newBuilder().setMemberAdmission(result).build();
  }

  private static JoinRequest pick(Group group, String typed)
      throws ControlException, StoreException {
    return Desk.pick(
        new ArrayList<>(new Requests(group.replica()).all()),
        r -> r.id().hex(),
        JoinRequest::name,
        typed,
        FailureCode.REQUEST_NOT_FOUND);
  }
}
