package org.peyvand.cli.render;

import java.util.List;
import org.peyvand.node.control.proto.LocalNetworkListResult;
import org.peyvand.node.control.proto.LocalNetworkResult;
import org.peyvand.node.control.proto.NetworkListResult;
import org.peyvand.node.control.proto.NetworkResult;

/** Networks in words. */
final class NetworkText {
  private NetworkText() {}

  static void one(NetworkResult network, String command, Page page) {
    String sentence =
        switch (command) {
          case "network create" -> "done.network-create";
          case "network leave" -> "done.network-leave";
          default -> "show.network";
        };
    Messages messages = page.messages();
    page.say(sentence, network.getName());
    if (!command.equals("network leave")) {
      page.say("show.network-purpose", messages.word("purpose", network.getPurpose()));
    }
    if (command.equals("network show")) {
      page.say("show.network-members", network.getMembers());
      page.say("show.network-entries", network.getEntries());
      page.sayIf(network.hasRole(), "show.network-role", messages.word("role", network.getRole()));
      page.say("show.network-state", messages.word("network-state", network.getState()));
    }
    page.code(network.getId());
    if (!command.equals("network leave")) {
      StateWords.write(network.getWordsList(), page);
    }
  }

  static void local(LocalNetworkListResult networks, Page page) {
    boolean trusted = networks.getItemsList().stream().allMatch(LocalNetworkResult::getTrusted);
    page.say(trusted ? "done.network-trust" : "done.network-trust-no-more");
    networks.getItemsList().forEach(n -> page.code(n.getName() + "  " + n.getRange()));
  }

  static void list(NetworkListResult networks, Page page) {
    if (networks.getItemsCount() == 0) {
      page.say("empty.networks");
      return;
    }
    List<List<String>> rows =
        networks.getItemsList().stream()
            .map(
                network ->
                    List.of(
                        Page.shortId(network.getId()),
                        page.messages().word("network-state", network.getState()),
                        page.number(network.getMembers()),
                        network.getName()))
            .toList();
    page.table(List.of("id", "state", "members", "network"), rows);
  }
}
