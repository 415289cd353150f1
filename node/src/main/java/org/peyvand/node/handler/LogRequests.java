package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.EntryResult;
import org.peyvand.node.control.proto.LogListResult;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.replica.Opening;

/** The log itself: verified, listed. */
final class LogRequests {
  private static final int PAGE = 1_000;
  private static final int READ_ENTRIES = 256;
  private static final int READ_BYTES = 1024 * 1024;

  private final Desk desk;

  LogRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request) throws ControlException, StoreException {
    Group group = desk.group(request);
    return switch (request.getCommandCase()) {
      case LOG_VERIFY -> Result.newBuilder().setLogVerify(LogVerification.of(group)).build();
      default -> list(group, request.getLogList().getAfter());
    };
  }

  private static Result list(Group group, String after) throws ControlException, StoreException {
    List<Entry> all = entries(group);
    int from = 0;
    if (!after.isEmpty()) {
      Entry last = Desk.pick(all, e -> e.id().hex(), e -> "", after, FailureCode.ENTRY_NOT_FOUND);
      from = all.indexOf(last) + 1;
    }
    int to = Math.min(from + PAGE, all.size());
    LogListResult.Builder list = LogListResult.newBuilder();
    for (Entry entry : all.subList(from, to)) {
      list.addItems(entry(group, entry));
    }
    if (to < all.size()) {
      list.setNext(all.get(to - 1).id().hex());
    }
    return Result.newBuilder().setLogList(list).build();
  }

  /** All entries: chain after chain, governance first. */
  static List<Entry> entries(Group group) throws StoreException {
    EntryStore store = group.replica().store();
    List<Entry> entries = new ArrayList<>();
    for (Head head : store.heads()) {
      long next = head.firstSeq();
      while (next <= head.seq()) {
        for (SignedEntry signed : store.read(head.branch(), next, READ_ENTRIES, READ_BYTES)) {
          entries.add(signed.entry());
          next++;
        }
      }
    }
    return entries;
  }

  static EntryResult entry(Group group, Entry entry) {
    Membership membership = group.replica().membership();
    EntryResult.Builder result =
        EntryResult.newBuilder()
            .setId(entry.id().hex())
            .setDevice(entry.header().device().hex())
            .setLane(entry.header().lane().number())
            .setSeq(entry.header().seq())
            .setBytes(entry.size());
    membership
        .memberOf(entry.header().device())
        .ifPresent(member -> result.setMember(member.name()));
    Opening opening = group.replica().open(entry);
    if (opening instanceof Opening.Read read) {
      result
          .setAct(read.body().act().getClass().getSimpleName().toLowerCase(Locale.ROOT))
          .setTime(Desk.time(read.body().claimedTimeMs()));
    }
    return result.setState(state(membership, entry.id(), opening)).build();
  }

  private static String state(Membership membership, EntryId id, Opening opening) {
    if (opening instanceof Opening.Sealed) {
      return "sealed";
    }
    boolean counts = opening instanceof Opening.Read && !membership.refusals().containsKey(id);
    return counts ? "counts" : "void";
  }
}
