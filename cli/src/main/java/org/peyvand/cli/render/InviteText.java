package org.peyvand.cli.render;

import java.util.List;
import org.peyvand.node.control.proto.InviteListResult;
import org.peyvand.node.control.proto.InviteResult;
import org.peyvand.node.control.proto.JoinResult;

/** Invites and joining in words. */
final class InviteText {
  private InviteText() {}

  static void one(InviteResult invite, String command, Page page) {
    if (command.equals("invite revoke")) {
      page.say("done.invite-revoke").code(invite.getId());
      return;
    }
    if (invite.hasForMember()) {
      page.say("done.invite-member", invite.getForMember());
    } else {
      page.say(made(invite), invite.getUses());
    }
    if (invite.hasExpiresAfter()) {
      page.say("done.invite-expires", invite.getExpiresAfter());
    }
    page.code(invite.getCode()).qr(invite.getCode());
    page.say("next.join").code("peyvand join " + invite.getCode());
  }

  private static String made(InviteResult invite) {
    if (invite.getForDevice()) {
      return "done.invite-device";
    }
    return invite.getUses() == 1 ? "done.invite-once" : "done.invite-many";
  }

  static void list(InviteListResult invites, Page page) {
    if (invites.getItemsCount() == 0) {
      page.say("empty.invites");
      return;
    }
    List<List<String>> rows =
        invites.getItemsList().stream()
            .map(
                invite ->
                    List.of(
                        Page.shortId(invite.getId()),
                        page.number(invite.getUses()),
                        page.number(invite.getUsed()),
                        state(invite, page.messages())))
            .toList();
    page.table(List.of("id", "uses", "used", "invite-state"), rows);
  }

  private static String state(InviteResult invite, Messages messages) {
    return invite.getState().equals("open") && invite.hasEntriesLeft()
        ? messages.text("invite-state.open-for", invite.getEntriesLeft())
        : messages.word("invite-state", invite.getState());
  }

  static void join(JoinResult join, Page page) {
    switch (join.getState()) {
      case "admitted" -> page.say("done.join-admitted", join.getName());
      case "refused" -> page.say("done.join-refused");
      default -> {
        page.say("done.join-waiting").gap();
        if (join.getWordsCount() > 0) {
          page.say("show.compare");
          StateWords.lines(page.messages(), join.getWordsList()).forEach(page::code);
        }
        page.say("next.join-again");
      }
    }
  }
}
