package org.peyvand.cli.render;

import java.util.List;
import org.peyvand.node.control.proto.AdmissionResult;
import org.peyvand.node.control.proto.DeviceResult;
import org.peyvand.node.control.proto.MemberListResult;
import org.peyvand.node.control.proto.MemberResult;
import org.peyvand.node.control.proto.Reason;
import org.peyvand.node.control.proto.RequestListResult;
import org.peyvand.node.control.proto.RequestResult;

/** Members and those who want to be in words. */
final class MemberText {
  private static final String SECOND_STEWARD =
      "peyvand decision propose TITLE --effect grant-role --target MEMBER --value steward";

  private MemberText() {}

  static void one(MemberResult member, String command, Page page) {
    switch (command) {
      case "member suspend" -> page.say("done.suspend", member.getName());
      case "member retire-device" -> page.say("done.retire-device");
      case "member vouch" -> vouched(member, page);
      default -> show(member, page);
    }
  }

  private static void vouched(MemberResult member, Page page) {
    boolean waits =
        member.getRole().equals("newcomer")
            || member.getAllDevicesList().stream().anyMatch(d -> d.getState().equals("waiting"));
    page.say(waits ? "done.vouch-waits" : "done.vouch", member.getName());
  }

  private static void show(MemberResult member, Page page) {
    Messages messages = page.messages();
    page.say("show.member", member.getName());
    page.say("show.member-role", messages.word("role", member.getRole()));
    page.say("show.member-state", messages.word("member-state", member.getState()));
    page.sayIf(member.getMetInPerson(), "show.member-met");
    page.code(member.getId());
    page.say("show.member-devices", member.getDevices());
    member.getAllDevicesList().forEach(device -> device(device, page));
    page.sayIf(member.getSetAside() > 0, "show.member-set-aside", member.getSetAside());
    if (member.getReasonsCount() > 0) {
      page.say("show.because").gap();
      member.getReasonsList().forEach(reason -> reason(reason, page));
    }
  }

  private static void device(DeviceResult device, Page page) {
    String state = page.messages().word("device-state", device.getState());
    page.say(device.getThisDevice() ? "show.this-device" : "show.member-device", state);
    page.code(device.getId());
  }

  /** What an entry did, and the entry. */
  static void reason(Reason reason, Page page) {
    Messages messages = page.messages();
    String known = "because." + reason.getAct();
    String about =
        reason.hasEffect()
            ? EffectText.phrase(
                messages, reason.getEffect(), reason.getAboutList(), reason.getText())
            : String.join(messages.plain("list.comma"), reason.getAboutList());
    page.say(
        messages.has(known) ? known : "because.other",
        reason.getBy(),
        about,
        reason.getText(),
        reason.getAgreed(),
        reason.getElectorate());
    page.code(reason.getEntry());
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
    List<MemberResult> active =
        members.getItemsList().stream().filter(m -> m.getState().equals("active")).toList();
    if (active.size() > 1 && active.stream().filter(MemberText::leads).count() < 2) {
      page.gap().say("next.steward").code(SECOND_STEWARD);
    }
  }

  private static boolean leads(MemberResult member) {
    return member.getRole().equals("steward");
  }

  static void requests(RequestListResult requests, Page page) {
    if (requests.getItemsCount() == 0) {
      page.say("empty.requests");
    }
    requests.getItemsList().forEach(request -> request(request, page));
  }

  private static void request(RequestResult request, Page page) {
    if (request.getExpired()) {
      page.say("show.request-expired", request.getName()).code("peyvand invite create");
      return;
    }
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
