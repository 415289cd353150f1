package org.peyvand.cli.render;

import java.util.ArrayList;
import java.util.List;
import org.peyvand.node.control.proto.EntryResult;
import org.peyvand.node.control.proto.LogExportResult;
import org.peyvand.node.control.proto.LogListResult;
import org.peyvand.node.control.proto.LogVerifyResult;
import org.peyvand.node.control.proto.NetworkStatus;
import org.peyvand.node.control.proto.StatusResult;

/** This node and its log in words. */
final class StatusText {
  private StatusText() {}

  static void status(StatusResult status, Page page) {
    page.say("show.device", status.getName()).code(status.getDevice());
    if (status.hasListen()) {
      page.say("show.listen").code(status.getListen());
    } else {
      page.say("show.not-running");
    }
    page.say("show.peers", status.getPeers());
    page.say("show.storage", status.getStorageBytes()).gap();
    page.sayIf(status.getNetworksCount() == 0, "empty.networks");
    status.getNetworksList().forEach(network -> network(network, page));
    if (status.getChallengeWordsCount() > 0) {
      page.say("show.challenge");
      StateWords.lines(page.messages(), status.getChallengeWordsList()).forEach(page::code);
    }
  }

  private static void network(NetworkStatus network, Page page) {
    page.say("show.network", network.getName());
    page.say("show.network-members", network.getMembers());
    page.say("show.network-entries", network.getEntries());
    page.sayIf(network.getWaiting() > 0, "show.network-waiting", network.getWaiting());
    page.sayIf(network.getOpenDecisions() > 0, "show.network-open", network.getOpenDecisions());
    page.sayIf(network.getRequests() > 0, "show.network-requests", network.getRequests());
    trouble(network, page);
    page.code(network.getId());
    StateWords.write(network.getWordsList(), page);
  }

  /** What keeps this device from writing, and what to do about it. */
  private static void trouble(NetworkStatus network, Page page) {
    if (network.getState().equals("copied")) {
      page.say("show.network-copied").say("next.relink");
      page.code("peyvand invite create --for-device");
    }
    if (network.getLinkWordsCount() > 0) {
      page.say("show.network-unlinked").say("show.link-words");
      StateWords.lines(page.messages(), network.getLinkWordsList()).forEach(page::code);
    }
  }

  static void verified(LogVerifyResult log, Page page) {
    page.say(log.getOk() ? "done.verify" : "done.verify-damaged", log.getEntries());
    page.sayIf(log.getDamaged() > 0, "show.damaged", log.getDamaged());
    page.sayIf(log.getForks() > 0, "show.forks", log.getForks());
    page.sayIf(log.getWaiting() > 0, "show.network-waiting", log.getWaiting());
  }

  static void entries(LogListResult log, Page page) {
    if (log.getItemsCount() == 0) {
      page.say("empty.entries");
      return;
    }
    boolean marked = log.getItemsList().stream().anyMatch(e -> e.getState().equals("set-aside"));
    List<String> columns = new ArrayList<>(List.of("id", "act", "time", "name"));
    if (marked) {
      columns.add(1, "state");
    }
    page.table(columns, log.getItemsList().stream().map(e -> row(e, marked, page)).toList());
    if (log.hasNext()) {
      page.gap().say("next.log").code("peyvand log list --after " + log.getNext());
    }
  }

  private static String act(EntryResult entry, Messages messages) {
    if (entry.hasAct()) {
      return messages.word("act", entry.getAct());
    }
    return entry.getState().equals("erased")
        ? messages.word("entry-state", "erased")
        : messages.plain("list.sealed");
  }

  private static List<String> row(EntryResult entry, boolean marked, Page page) {
    Messages messages = page.messages();
    String unknown = messages.plain("list.unknown");
    List<String> row = new ArrayList<>();
    row.add(Page.shortId(entry.getId()));
    if (marked) {
      row.add(messages.word("entry-state", entry.getState()));
    }
    row.add(act(entry, messages));
    row.add(entry.hasTime() ? page.date(entry.getTime()) : unknown);
    row.add(entry.hasMember() ? entry.getMember() : unknown);
    return row;
  }

  static void exported(LogExportResult log, Page page) {
    page.say("done.log-export", log.getEntries(), log.getBytes()).code(log.getPath());
  }
}
