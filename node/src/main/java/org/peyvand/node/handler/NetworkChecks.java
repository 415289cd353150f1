package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.peyvand.node.Node;
import org.peyvand.node.control.proto.LogVerifyResult;
import org.peyvand.node.doctor.Finding;
import org.peyvand.node.group.Group;
import org.peyvand.node.live.Peers;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Invitation;
import org.peyvand.protocol.membership.Membership;

/** One network on this device. */
final class NetworkChecks {
  /** With three stewards one may be away, lost or hostile, and the other two still act. */
  private static final int STEWARDS = 3;

  private final Desk desk;
  private final Node node;
  private final Group group;

  NetworkChecks(Desk desk, Group group) {
    this.desk = desk;
    this.node = desk.node();
    this.group = group;
  }

  /** The log is checked outside the engine; all else is looked at in one turn of it. */
  List<Finding> all() throws ExecutionException, InterruptedException {
    List<Finding> all = new ArrayList<>();
    all.add(log());
    all.addAll(
        desk.ask(
            () ->
                List.of(
                    forks(), ownDevice(), readable(), seals(), stewards(), invites(), peers())));
    return all;
  }

  Finding log() throws ExecutionException, InterruptedException {
    LogVerifyResult verified = LogVerification.of(desk, group);
    return verified.getOk()
        ? Finding.fine("log")
        : Finding.wrong("log", "log-damaged", verified.getDamaged());
  }

  /** Devices with more than one branch: copied, or put back to an earlier state. */
  Finding forks() {
    Set<DeviceId> forked = new HashSet<>();
    for (Head head : heads()) {
      if (head.branch().number() > 0 && !isOwn(head)) {
        forked.add(head.branch().chain().device());
      }
    }
    return forked.isEmpty()
        ? Finding.fine("forks")
        : Finding.warning("forks", "forked", forked.size());
  }

  /** Copied or put back, as this device once learnt; it is remembered for good. */
  Finding ownDevice() {
    return group.replica().isBehindItself()
        ? Finding.wrong("own-device", "behind-itself")
        : Finding.fine("own-device");
  }

  Finding readable() throws StoreException {
    List<EntryId> unread = group.replica().unread();
    return unread.isEmpty()
        ? Finding.fine("readable")
        : Finding.warning("readable", "unread", unread.size(), epochs(unread).size());
  }

  /** Who sealed keys wrongly, by name. */
  Finding seals() {
    List<String> names =
        group.replica().wrongSealers().stream()
            .map(device -> Desk.nameOf(membership(), device))
            .distinct()
            .toList();
    return names.isEmpty()
        ? Finding.fine("seals")
        : Finding.warning("seals", "seals-wrong", String.join(", ", names));
  }

  Finding stewards() {
    int stewards = membership().stewards().size();
    if (stewards == 0) {
      return Finding.wrong("stewards", "no-steward");
    }
    return stewards < STEWARDS
        ? Finding.hint("stewards", "few-stewards", stewards)
        : Finding.fine("stewards");
  }

  Finding invites() {
    long open = membership().invitations().values().stream().filter(Invitation::isOpen).count();
    return open == 0 ? Finding.fine("invites") : Finding.hint("invites", "open-invites", open);
  }

  Finding peers() throws StoreException {
    List<Peers.Peer> peers = new Peers(group.replica().store()).all();
    if (peers.isEmpty()) {
      return Finding.hint("peers", "no-peers");
    }
    long last = peers.stream().mapToLong(Peers.Peer::lastSeenMs).max().orElse(0);
    if (last == 0) {
      return Finding.warning("peers", "never-reached", peers.size());
    }
    return node.isRunning() && node.connected() == 0
        ? Finding.hint("peers", "nobody-connected", Desk.time(last))
        : Finding.fine("peers");
  }

  private Set<EpochId> epochs(List<EntryId> unread) throws StoreException {
    EntryStore store = group.replica().store();
    Set<EpochId> epochs = new HashSet<>();
    for (EntryId id : unread) {
      Place place = store.place(id).orElseThrow();
      epochs.add(store.entry(place).orElseThrow().entry().header().epoch());
    }
    return epochs;
  }

  private Membership membership() {
    return group.replica().membership();
  }

  private List<Head> heads() {
    return group.replica().store().heads();
  }

  private boolean isOwn(Head head) {
    return head.branch().chain().device().equals(node.own().device());
  }
}
