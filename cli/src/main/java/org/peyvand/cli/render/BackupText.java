package org.peyvand.cli.render;

import org.peyvand.node.control.proto.BackupNetwork;
import org.peyvand.node.control.proto.BackupResult;

/** A backup in words. */
final class BackupText {
  private BackupText() {}

  static void write(BackupResult backup, String command, Page page) {
    boolean restored = command.equals("backup restore");
    page.say(
        switch (command) {
          case "backup create" -> "done.backup-create";
          case "backup restore" -> "done.backup-restore";
          default -> "done.backup-verify";
        });
    page.say("show.bundle", backup.getEntries(), backup.getBytes());
    page.code(backup.getPath());
    backup.getNetworksList().forEach(network -> network(network, restored, page));
  }

  private static void network(BackupNetwork network, boolean restored, Page page) {
    page.gap().say("show.network", network.getName());
    page.say("show.network-entries", network.getEntries());
    if (network.getWordsCount() > 0) {
      page.say("show.link-words");
      StateWords.lines(page.messages(), network.getWordsList()).forEach(page::code);
    } else {
      page.sayIf(restored, "show.no-link");
    }
  }
}
