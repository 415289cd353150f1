package org.peyvand.cli.render;

import java.util.List;
import org.peyvand.node.control.proto.BundleResult;
import org.peyvand.node.control.proto.PeerListResult;
import org.peyvand.node.control.proto.PeerResult;
import org.peyvand.node.control.proto.SyncResult;

/** Other devices, and what went to and fro, in words. */
final class PeerText {
  private PeerText() {}

  static void added(PeerResult peer, Page page) {
    page.say("done.peer-add").code(peer.getAddress());
  }

  static void list(PeerListResult peers, Page page) {
    if (peers.getItemsCount() == 0) {
      page.say("empty.peers");
      return;
    }
    List<List<String>> rows = peers.getItemsList().stream().map(peer -> row(peer, page)).toList();
    page.table(List.of("address", "state", "last-seen", "name"), rows);
  }

  private static List<String> row(PeerResult peer, Page page) {
    String unknown = page.messages().plain("list.unknown");
    return List.of(
        peer.getAddress(),
        page.messages().word("peer-state", peer.getState()),
        peer.hasLastSeen() ? page.date(peer.getLastSeen()) : unknown,
        peer.hasMember() ? peer.getMember() : unknown);
  }

  static void synced(SyncResult sync, Page page) {
    String name = sync.hasMember() ? sync.getMember() : page.messages().plain("list.other-device");
    if (sync.getReceivedEntries() == 0 && sync.getSentEntries() == 0 && sync.getEqual()) {
      page.say("done.sync-nothing");
    } else {
      page.say("done.sync", name, sync.getReceivedEntries(), sync.getSentEntries());
      page.sayIf(!sync.getEqual(), "done.sync-unequal");
    }
    page.say("show.sync-bytes", sync.getReceivedBytes(), sync.getSentBytes());
  }

  static void bundle(BundleResult bundle, String command, Page page) {
    if (command.equals("bundle export")) {
      exported(bundle, page);
      return;
    }
    if (bundle.getRequests() > 0) {
      page.say("done.bundle-requests", bundle.getRequests());
      page.code("peyvand member requests");
    } else {
      page.say(
          bundle.getAccepted() == 0 ? "done.bundle-nothing" : "done.bundle-import",
          bundle.getAccepted());
    }
    page.sayIf(bundle.getRequestsRefused() > 0, "show.bundle-refused", bundle.getRequestsRefused());
    page.sayIf(bundle.getAlreadyHad() > 0, "show.bundle-had", bundle.getAlreadyHad());
    page.sayIf(bundle.getWaiting() > 0, "show.bundle-waiting", bundle.getWaiting());
    page.sayIf(bundle.getLeft() > 0, "show.bundle-left", bundle.getLeft());
    page.sayIf(bundle.getAuthorNotIn() > 0, "show.bundle-not-in", bundle.getAuthorNotIn());
  }

  private static void exported(BundleResult bundle, Page page) {
    if (bundle.hasNetwork()) {
      page.say("done.bundle-network", bundle.getNetwork());
      page.say("show.bundle", bundle.getEntries(), bundle.getBytes());
    } else {
      page.say("done.bundle-request");
    }
    page.code(bundle.getPath());
  }
}
