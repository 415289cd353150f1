package org.peyvand.node.handler;

import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.PeerListResult;
import org.peyvand.node.control.proto.PeerResult;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.node.live.Address;
import org.peyvand.node.live.Peers;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Membership;

/** Remembered addresses. */
final class PeerRequests {
  private final Desk desk;

  PeerRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request) throws ControlException, StoreException, HomeException {
    Group group = desk.group(request);
    return request.hasPeerAdd() ? add(group, request.getPeerAdd().getAddress()) : list(group);
  }

  private Result add(Group group, String typed)
      throws ControlException, StoreException, HomeException {
    Address address =
        Address.parse(typed)
            .filter(a -> a.port() > 0)
            .orElseThrow(() -> new ControlException(FailureCode.BAD_ADDRESS, typed));
    Peers peers = new Peers(group.replica().store());
    peers.add(address);
    desk.node().keepInTouch(address);
    for (Peers.Peer peer : peers.all()) {
      if (peer.address().equals(address)) {
        return Result.newBuilder().setPeer(peer(group, peer)).build();
      }
    }
    throw new IllegalStateException("peers: expected " + address + ", found it gone");
  }

  private Result list(Group group) throws StoreException, HomeException {
    PeerListResult.Builder list = PeerListResult.newBuilder();
    for (Peers.Peer peer : new Peers(group.replica().store()).all()) {
      list.addItems(peer(group, peer));
    }
    return Result.newBuilder().setPeerList(list).build();
  }

  private PeerResult peer(Group group, Peers.Peer peer) throws HomeException {
    Membership membership = group.replica().membership();
    PeerResult.Builder result =
        PeerResult.newBuilder().setAddress(peer.address().toString()).setState(state(peer));
    peer.device().ifPresent(d -> result.setMember(Desk.nameOf(membership, d)));
    if (peer.lastSeenMs() > 0) {
      result.setLastSeen(Desk.time(peer.lastSeenMs()));
    }
    return result.build();
  }

  private String state(Peers.Peer peer) throws HomeException {
    boolean connected =
        desk.node().isRunning()
            && peer.device().filter(desk.node().live().connected()::contains).isPresent();
    if (connected) {
      return "connected";
    }
    return peer.lastSeenMs() > 0 ? "reachable" : "new";
  }
}
