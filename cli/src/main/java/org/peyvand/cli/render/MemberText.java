package org.peyvand.cli.render;

import java.util.List;
import org.peyvand.node.control.proto.AdmissionResult;
import org.peyvand.node.control.proto.MemberListResult;
import org.peyvand.node.control.proto.MemberResult;
import org.peyvand.node.control.proto.RequestListResult;
import org.peyvand.node.control.proto.RequestResult;

/** Members and those who want to be in words. */
final class MemberText {
  private MemberText() {}

  static void one(MemberResult member, Page page) {
    Messages messages = page.messages();
    page.say("show.member", member.getName());
    page.say("show.member-role", messages.word("role", member.getRole()));
    page.say("show.member-state", messages.word("member-state", member.getState()));
    page.sayIf(member.getMetInPerson(), "show.member-met");
    page.code(member.getId());
    page.say("show.member-devices", member.getDevices());
    member.getDeviceIdsList().forEach(page::code);
    if (member.getBecauseCount() > 0) {
      page.say("show.because");
      member.getBecauseList().forEach(page::code);
    }
  }

  static void list(MemberListResult members, Page page) {
    if (members.getItemsCount() == 0) {
      page.say("empty.members");
      return;
    }
    List<List<String>> rows =
        members.getItemsList().stream()
            .map(
                member ->
                    List.of(
                        Page.shortId(member.getId()),
                        page.messages().word("role", member.getRole()),
                        page.messages().word("member-state", member.getState()),
                        page.number(member.getDevices()),
                        member.getName()))
            .toList();
    page.table(List.of("id", "role", "state", "devices", "name"), rows);
  }

  static void requests(RequestListResult requests, Page page) {
    if (requests.getItemsCount() == 0) {
      page.say("empty.requests");
    }
    requests.getItemsList().forEach(request -> request(request, page));
  }

  private static void request(RequestResult request, Page page) {
    page.say("show.request", request.getName());
    StateWords.lines(page.messages(), request.getWordsList()).forEach(page::code);
    page.sayIf(request.getDoubtful(), "show.request-doubtful");
    page.say("next.admit").code("peyvand member admit " + Page.shortId(request.getId()));
  }

  static void admission(AdmissionResult admission, Page page) {
    boolean admitted = admission.getState().equals("admitted");
    page.say(admitted ? "done.admit" : "done.refuse", admission.getName());
    if (admission.hasMember()) {
      page.code(admission.getMember());
    }
  }
}
