package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.control.proto.SyncResult;
import org.peyvand.node.discovery.Seeking;
import org.peyvand.node.group.Group;
import org.peyvand.node.live.Address;
import org.peyvand.node.live.Joins;
import org.peyvand.node.live.Live;
import org.peyvand.node.live.Peers;
import org.peyvand.node.live.PendingJoins;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.sync.Tally;

/** One session now, with whoever answers first. */
final class SyncRequests {
  private static final long DEFAULT_WAIT_S = 60;
  private static final long POLL_MS = 250;

  private final Desk desk;

  SyncRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request, ReplySink replies)
      throws ControlException,
          ExecutionException,
          InterruptedException,
          StoreException,
          HomeException {
    Group group = desk.ask(() -> desk.group(request));
    List<Address> addresses = addresses(group, request.getSync().getWith());
    long waitS = request.getSync().getWaitSeconds();
    if (desk.ask(() -> desk.isUnlinked(group))) {
      link(group, addresses, waitS, replies);
    }
    List<ControlException> failures = new ArrayList<>();
    for (Address address : addresses) {
      try {
        return sync(group, address, waitS, replies);
      } catch (ControlException e) {
        failures.add(e);
      }
    }
    throw SyncFailures.mostTelling(failures);
  }

  /** A restored device asks to be linked first; others are silent to it until then. */
  private void link(Group group, List<Address> addresses, long waitS, ReplySink replies)
      throws ControlException, InterruptedException, StoreException, HomeException {
    PendingJoins.Pending asked = desk.node().pending().find(group.network()).orElseThrow();
    List<String> words = desk.words().of(asked.request());
    replies.notice("join-words", List.of(String.join(" ", words)));
    Joins.Result result;
    try (Seeking seeking = desk.node().seek()) {
      result =
          desk.node()
              .joins()
              .ask(
                  new PendingJoins.Pending(asked.code(), asked.request(), addresses),
                  TimeUnit.SECONDS.toMillis(waitS),
                  () -> replies.notice("join-waiting", List.of()),
                  seeking::isOn,
                  replies::gone);
    }
    if (result instanceof Joins.Result.Refused) {
      throw new ControlException(FailureCode.CODE_USED);
    }
    if (result instanceof Joins.Result.Expired) {
      throw new ControlException(FailureCode.INVITE_EXPIRED);
    }
    if (result instanceof Joins.Result.Waiting waiting) {
      throw new ControlException(
          waiting.reached() ? FailureCode.NOT_LINKED : FailureCode.NOBODY_REACHABLE);
    }
    replies.notice("linked", List.of());
    desk.node().keepInTouch(group);
  }

  private List<Address> addresses(Group group, String with)
      throws ControlException, ExecutionException, InterruptedException {
    if (!with.isEmpty()) {
      return List.of(
          Address.parse(with)
              .filter(a -> a.port() > 0)
              .orElseThrow(() -> new ControlException(FailureCode.BAD_ADDRESS, with)));
    }
    List<Address> addresses = new ArrayList<>();
    for (Peers.Peer peer : desk.ask(() -> new Peers(group.replica().store()).all())) {
      addresses.add(peer.address());
    }
    return addresses;
  }

  /** Each address has its own time, or one that is silent would leave none to the others. */
  private Result sync(Group group, Address address, long waitS, ReplySink replies)
      throws ControlException, ExecutionException, InterruptedException, HomeException {
    long start = System.nanoTime();
    Live.Calling calling = desk.node().live().call(group, address);
    try {
      Live.Outcome outcome = await(calling, address, waitS > 0 ? waitS : DEFAULT_WAIT_S, replies);
      double seconds = (System.nanoTime() - start) / 1e9;
      return result(group, outcome, seconds);
    } finally {
      calling.hangUp();
    }
  }

  private static Live.Outcome await(
      Live.Calling calling, Address address, long waitS, ReplySink replies)
      throws ControlException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitS);
    while (!replies.gone()) {
      try {
        return calling.equal().get(POLL_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        calling.moved().ifPresent(moved -> replies.progress("sync", moved, 0));
        if (System.nanoTime() - deadline >= 0) {
          throw new ControlException(e, FailureCode.NOT_EQUAL_IN_TIME, Long.toString(waitS));
        }
      } catch (ExecutionException | CancellationException e) {
        throw SyncFailures.of(e, address);
      }
    }
    throw new ControlException(FailureCode.SESSION_CUT);
  }

  private Result result(Group group, Live.Outcome outcome, double seconds)
      throws ExecutionException, InterruptedException {
    Tally tally = outcome.tally();
    SyncResult.Builder result =
        SyncResult.newBuilder()
            .setPeer(outcome.peer().hex())
            .setReceivedEntries(tally.receivedEntries())
            .setSentEntries(tally.sentEntries())
            .setReceivedBytes(outcome.receivedBytes())
            .setSentBytes(outcome.sentBytes())
            .setRoundTrips(tally.roundTrips())
            .setEqual(true)
            .setSeconds(seconds);
    Optional<String> member =
        desk.ask(
            () -> {
              Membership membership = group.replica().membership();
              return membership.memberOf(outcome.peer()).map(m -> m.name());
            });
    member.ifPresent(result::setMember);
    return Result.newBuilder().setSync(result).build();
  }
}
