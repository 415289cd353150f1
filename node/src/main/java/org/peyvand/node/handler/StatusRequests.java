package org.peyvand.node.handler;

import java.util.List;
import java.util.Optional;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.proto.NetworkStatus;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.control.proto.StatusResult;
import org.peyvand.node.group.Group;
import org.peyvand.node.live.PendingJoins;
import org.peyvand.node.live.Requests;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.words.Folding;
import org.peyvand.protocol.words.SixWords;
import org.peyvand.protocol.words.WordList;

/** This node at a glance. */
final class StatusRequests {
  private static final String CHALLENGE = "peyvand/challenge/1";

  private final Desk desk;

  StatusRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request) throws ControlException, StoreException {
    StatusResult.Builder status =
        StatusResult.newBuilder()
            .setDevice(desk.own().hex())
            .setName(desk.node().device().name())
            .setPeers(desk.node().connected())
            .setStorageBytes(desk.node().home().store().sizeBytes())
            .setRunning(desk.node().isRunning());
    desk.node().listening().ifPresent(address -> status.setListen(address.toString()));
    for (Group group : desk.node().groups().all()) {
      status.addNetworks(network(group));
    }
    String challenge = request.getStatus().getChallenge();
    if (!challenge.isEmpty()) {
      status.addAllChallengeWords(challengeWords(desk.group(request), challenge));
    }
    return Result.newBuilder().setStatus(status).build();
  }

  /** Words that nobody could know before the other person picked theirs. */
  private static List<String> challengeWords(Group group, String challenge) {
    Bytes keyed =
        Bytes.own(
            Digest.tagged(
                CHALLENGE,
                group.replica().digest().view(),
                Bytes.utf8(Folding.joined(challenge)).view()));
    return SixWords.of(keyed, WordList.english());
  }

  private NetworkStatus network(Group group) throws StoreException {
    Membership membership = group.replica().membership();
    Bytes digest = group.replica().digest();
    NetworkStatus.Builder status = NetworkStatus.newBuilder();
    if (desk.isUnlinked(group)) {
      PendingJoins.Pending asked = desk.node().pending().find(group.network()).orElseThrow();
      status.addAllLinkWords(desk.words().of(asked.request()));
    }
    return status
        .setId(group.network().hex())
        .setName(membership.name())
        .setMembers(NetworkRequests.active(membership))
        .setEntries(entries(group))
        .setHeads(group.replica().store().heads().size())
        .setDigest(digest.hex())
        .addAllWords(SixWords.of(digest, WordList.english()))
        .setWaiting(group.replica().unread().size())
        .setOpenDecisions(open(group))
        .setRequests(new Requests(group.replica()).all().size())
        .setState(state(desk, group))
        .build();
  }

  /** What this device may do in a network, in a word. */
  static String state(Desk desk, Group group) {
    if (group.replica().isBehindItself()) {
      return "copied";
    }
    if (desk.isUnlinked(group)) {
      return "waiting";
    }
    Optional<Member> self = group.replica().membership().memberOf(desk.own());
    return self.map(m -> NetworkRequests.key(m.state())).orElse("removed");
  }

  private static long open(Group group) {
    return group.replica().decisions().all().stream()
        .filter(d -> d.state() == Decision.State.OPEN || d.state() == Decision.State.CLOSING)
        .count();
  }

  static long entries(Group group) {
    long entries = 0;
    for (Head head : group.replica().store().heads()) {
      entries += head.seq() - head.firstSeq() + 1;
    }
    return entries;
  }
}
