package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.List;
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
import org.peyvand.protocol.words.SixWords;
import org.peyvand.protocol.words.WordList;

/** The people at the door: who waits, and what becomes of them. */
final class AdmissionRequests {
  private final Desk desk;

  AdmissionRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request) throws ControlException, StoreException {
    Group group = desk.group(request);
    return switch (request.getCommandCase()) {
      case MEMBER_ADMIT -> admit(group, request.getMemberAdmit());
      case MEMBER_REFUSE -> refuse(group, request.getMemberRefuse().getRequest());
      default -> list(group);
    };
  }

  private static Result list(Group group) throws StoreException {
    RequestListResult.Builder list = RequestListResult.newBuilder();
    List<JoinRequest> all = new Requests(group.replica()).all();
    for (JoinRequest request : all) {
      list.addItems(
          RequestResult.newBuilder()
              .setId(request.id().hex())
              .setName(request.name())
              .addAllWords(words(request))
              .setInvite(invite(group, request.invite()))
              .setDoubtful(isDoubtful(group, request, all)));
    }
    return Result.newBuilder().setMemberRequests(list).build();
  }

  static List<String> words(JoinRequest request) {
    return SixWords.of(request.wordsDigest(), WordList.english());
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
    desk.requireWriter(group);
    Rules.require(group, desk.own(), act);
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
