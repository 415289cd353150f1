package org.peyvand.node.handler;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.NetworkCreate;
import org.peyvand.node.control.proto.NetworkListResult;
import org.peyvand.node.control.proto.NetworkResult;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Purpose;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.membership.PolicyByPurpose;
import org.peyvand.protocol.words.SixWords;
import org.peyvand.protocol.words.WordList;

/** Founding, listing and leaving networks. */
final class NetworkRequests {
  private final Desk desk;

  NetworkRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request, ReplySink replies) throws ControlException, StoreException {
    return switch (request.getCommandCase()) {
      case NETWORK_CREATE -> one(create(request.getNetworkCreate()));
      case NETWORK_SHOW -> one(desk.group(request));
      case NETWORK_LEAVE -> one(leave(desk.group(request), replies));
      default -> list();
    };
  }

  private Group create(NetworkCreate create) throws ControlException, StoreException {
    String name = Desk.required(create.getName(), Limits.NAME_CHARS, "NAME");
    Purpose purpose =
        Arrays.stream(Purpose.values())
            .filter(p -> key(p).equals(create.getPurpose()))
            .findFirst()
            .orElseThrow(
                () -> new ControlException(FailureCode.UNKNOWN_PURPOSE, create.getPurpose()));
    return desk.node()
        .groups()
        .found(
            new Act.Genesis(
                name,
                purpose,
                PolicyByPurpose.of(purpose),
                desk.node().device().name(),
                desk.node().own().keys()));
  }

  private Group leave(Group group, ReplySink replies) throws ControlException, StoreException {
    boolean leads = !group.replica().membership().stewards().isEmpty();
    desk.write(group, new Act.Leave());
    if (leads && group.replica().membership().stewards().isEmpty()) {
      replies.notice("last-steward", List.of());
    }
    return group;
  }

  private Result list() {
    NetworkListResult.Builder list = NetworkListResult.newBuilder();
    desk.node().groups().all().forEach(group -> list.addItems(network(group)));
    return Result.newBuilder().setNetworkList(list).build();
  }

  private Result one(Group group) {
    return Result.newBuilder().setNetwork(network(group)).build();
  }

  private NetworkResult network(Group group) {
    Membership membership = group.replica().membership();
    Optional<Member> self = membership.memberOf(desk.own());
    NetworkResult.Builder result =
        NetworkResult.newBuilder()
            .setId(group.network().hex())
            .setName(membership.name())
            .setPurpose(key(membership.purpose()))
            .setMembers(active(membership))
            .setEntries(StatusRequests.entries(group))
            .setState(StatusRequests.state(desk, group))
            .addAllWords(SixWords.of(group.replica().digest(), WordList.english()));
    self.filter(Member::isActive).ifPresent(m -> result.setRole(key(m.role())));
    return result.build();
  }

  static long active(Membership membership) {
    return membership.members().values().stream().filter(Member::isActive).count();
  }

  static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
