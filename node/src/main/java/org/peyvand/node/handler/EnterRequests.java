package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.Join;
import org.peyvand.node.control.proto.JoinResult;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.discovery.LocalNetworks;
import org.peyvand.node.discovery.Seeking;
import org.peyvand.node.group.Group;
import org.peyvand.node.live.Address;
import org.peyvand.node.live.Joins;
import org.peyvand.node.live.PendingJoins;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.NetworkHash;
import org.peyvand.protocol.words.InviteCode;

/** Asking to join with a code; asked again, it goes on where it was. */
final class EnterRequests {
  private final Desk desk;

  EnterRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request, ReplySink replies)
      throws ControlException,
          ExecutionException,
          InterruptedException,
          StoreException,
          HomeException {
    Join join = request.getJoin();
    InviteCode code = code(join.getCode());
    if (join.getHere()) {
      TrustRequests.trust(desk.node().device(), LocalNetworks.now());
    }
    Optional<Group> entered = desk.ask(() -> alreadyIn(code));
    if (entered.isPresent()) {
      return in(entered.get(), wordsOf(entered.get()));
    }
    PendingJoins.Pending pending = pending(code, addresses(join, code));
    List<String> words = desk.words().of(pending.request());
    replies.notice("join-words", List.of(String.join(" ", words)));
    Joins.Result result = asked(pending, join.getWaitSeconds(), replies);
    if (result instanceof Joins.Result.In in) {
      desk.node().keepInTouch(in.group());
      return in(in.group(), words);
    }
    if (result instanceof Joins.Result.Expired) {
      throw new ControlException(FailureCode.INVITE_EXPIRED);
    }
    String state = result instanceof Joins.Result.Refused ? "refused" : "waiting";
    return Result.newBuilder()
        .setJoin(JoinResult.newBuilder().setState(state).addAllWords(words))
        .build();
  }

  private Joins.Result asked(PendingJoins.Pending pending, long waitSeconds, ReplySink replies)
      throws InterruptedException, StoreException, HomeException {
    try (Seeking seeking = desk.node().seek()) {
      return desk.node()
          .joins()
          .ask(
              pending,
              TimeUnit.SECONDS.toMillis(waitSeconds),
              () -> replies.notice("join-waiting", List.of()),
              seeking::isOn,
              replies::gone);
    }
  }

  private Result in(Group group, List<String> words)
      throws ExecutionException, InterruptedException {
    String name = desk.ask(() -> group.replica().membership().name());
    return Result.newBuilder()
        .setJoin(
            JoinResult.newBuilder()
                .setState("admitted")
                .setNetwork(group.network().hex())
                .setName(name)
                .addAllWords(words))
        .build();
  }

  /** The words of the request by which this device came in. */
  private List<String> wordsOf(Group group) throws ExecutionException, InterruptedException {
    return desk.ask(() -> group.replica().ownRequest()).map(desk.words()::of).orElse(List.of());
  }

  /**
   * A network of this device that the code names and that this device is in, as far as it knows:
   * with a code that it did not come in by it asks all the same, for it may be held, and nobody can
   * tell it.
   */
  private Optional<Group> alreadyIn(InviteCode code) throws StoreException {
    for (Group group : desk.node().groups().all()) {
      boolean named = NetworkHash.of(group.network()).equals(code.networkHash());
      if (named && group.replica().membership().isEffective(desk.own()) && cameBy(group, code)) {
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }

  /** The founder came by none, and so by any. */
  private static boolean cameBy(Group group, InviteCode code) throws StoreException {
    Bytes key = InviteSeed.of(SecretBytes.copyOf(code.seed().view())).signingPublic();
    return group.replica().ownRequest().filter(r -> !r.invite().equals(key)).isEmpty();
  }

  static InviteCode code(String typed) throws ControlException {
    InviteCode.Parsed parsed = InviteCode.parse(typed);
    if (parsed instanceof InviteCode.Valid valid) {
      return valid.code();
    }
    InviteCode.Wrong wrong = (InviteCode.Wrong) parsed;
    throw switch (wrong.reason()) {
      case BAD_GROUP, UNKNOWN_CHARACTER ->
          new ControlException(FailureCode.CODE_WRONG, Integer.toString(wrong.group()));
      case TOO_SHORT, TOO_LONG, UNKNOWN_VERSION, BAD_ADDRESS, BAD_ENDING ->
          new ControlException(FailureCode.CODE_UNREADABLE);
    };
  }

  private static List<Address> addresses(Join join, InviteCode code) throws ControlException {
    List<Address> addresses = new ArrayList<>();
    for (String typed : join.getAddressesList()) {
      addresses.add(
          Address.parse(typed)
              .orElseThrow(() -> new ControlException(FailureCode.BAD_ADDRESS, typed)));
    }
    code.addresses().forEach(hint -> Address.parse(hint).ifPresent(addresses::add));
    return addresses;
  }

  /** The request of this code: the one made before, or a new one. */
  private PendingJoins.Pending pending(InviteCode code, List<Address> addresses)
      throws HomeException {
    Optional<PendingJoins.Pending> known = desk.node().pending().find(code);
    JoinRequest request = known.map(PendingJoins.Pending::request).orElseGet(() -> make(code));
    List<Address> all = new ArrayList<>(addresses);
    known.ifPresent(p -> p.addresses().stream().filter(a -> !all.contains(a)).forEach(all::add));
    PendingJoins.Pending pending = new PendingJoins.Pending(code, request, all);
    desk.node().pending().put(pending);
    return pending;
  }

  private JoinRequest make(InviteCode code) {
    InviteSeed seed = InviteSeed.of(SecretBytes.copyOf(code.seed().view()));
    return JoinRequest.make(
        seed,
        desk.node().own().signing(),
        desk.node().own().keys(),
        desk.node().device().name(),
        code.networkHash());
  }
}
