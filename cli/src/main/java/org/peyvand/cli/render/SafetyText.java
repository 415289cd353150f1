package org.peyvand.cli.render;

import java.util.regex.Pattern;
import org.peyvand.node.control.proto.DoctorItem;
import org.peyvand.node.control.proto.DoctorResult;
import org.peyvand.node.control.proto.PassphraseResult;
import org.peyvand.node.control.proto.WipeResult;

/** What protects this device, in words. */
final class SafetyText {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T.*Z");

  private SafetyText() {}

  static void wiped(WipeResult wiped, Page page) {
    page.say("done.wipe", wiped.getKeysDestroyedMs());
    page.sayIf(!wiped.getOverwritten(), "show.wipe-not-overwritten");
    page.sayIf(wiped.hasNodeEnded() && !wiped.getNodeEnded(), "show.wipe-node");
    if (wiped.getLeftCount() > 0) {
      page.say("show.wipe-left");
      wiped.getLeftList().forEach(page::code);
    }
    page.say("show.wipe-limits");
  }

  static void passphrase(PassphraseResult changed, Page page) {
    page.say("done.passphrase-change", changed.getEntries());
    page.say("show.passphrase-limits");
  }

  static void doctor(DoctorResult doctor, Page page) {
    doctor.getItemsList().forEach(item -> item(item, page));
    long wrong = doctor.getItemsList().stream().filter(item -> !item.getOk()).count();
    page.gap();
    if (wrong == 0) {
      page.say("done.doctor");
    } else {
      page.say("done.doctor-wrong", wrong);
    }
  }

  private static void item(DoctorItem item, Page page) {
    Messages messages = page.messages();
    String check = messages.word("check", item.getCheck());
    String state = messages.word("doctor-state", item.getState());
    if (item.hasNetwork()) {
      page.say("show.check-network", check, item.getNetwork(), state);
    } else {
      page.say("show.check", check, state);
    }
    if (item.hasAdvice()) {
      page.line(advice(item, page)).gap();
    }
  }

  /** Advice of its own, or what the failure's own sentences say. */
  private static String advice(DoctorItem item, Page page) {
    Object[] arguments = item.getArgumentsList().toArray();
    for (int index = 0; index < arguments.length; index++) {
      String given = item.getArguments(index);
      if (NUMBER.matcher(given).matches()) {
        arguments[index] = Long.valueOf(given);
      } else if (TIME.matcher(given).matches()) {
        arguments[index] = page.date(given);
      }
    }
    Messages messages = page.messages();
    String key = item.getAdvice();
    if (messages.has("advice." + key)) {
      return messages.text("advice." + key, arguments).strip();
    }
    return messages.has("error." + key)
        ? (messages.text("error." + key, arguments)
                + "\n"
                + messages.text("hint." + key, arguments))
            .strip()
        : Clean.line(key);
  }
}
