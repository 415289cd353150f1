package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
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
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.replica.Opening;
import org.peyvand.protocol.words.Folding;

/** The log itself: verified, listed. */
final class LogRequests {
  private static final int PAGE = 1_000;

  private final Desk desk;
  private final int page;

  LogRequests(Desk desk) {
    this(desk, PAGE);
  }

  LogRequests(Desk desk, int page) {
    this.desk = desk;
    this.page = page;
  }

  Result answer(Request request) throws ControlException, ExecutionException, InterruptedException {
    Group group = desk.ask(() -> desk.group(request));
    return switch (request.getCommandCase()) {
      case LOG_VERIFY -> Result.newBuilder().setLogVerify(LogVerification.of(desk, group)).build();
      default -> list(group, request.getLogList().getAfter());
    };
  }

  /** Chain after chain, governance first. */
  private Result list(Group group, String after)
      throws ControlException, ExecutionException, InterruptedException {
    LogParts parts = new LogParts(desk, group);
    Optional<Place> last = after.isEmpty() ? Optional.empty() : Optional.of(find(group, after));
    LogListResult.Builder list = LogListResult.newBuilder();
    for (Head head : parts.heads()) {
      int order = last.map(place -> head.branch().compareTo(place.branch())).orElse(1);
      long next = order == 0 ? last.orElseThrow().seq() + 1 : head.firstSeq();
      while (order >= 0 && next <= head.seq()) {
        if (list.getItemsCount() == page) {
          list.setNext(list.getItems(page - 1).getId());
          return Result.newBuilder().setLogList(list).build();
        }
        List<SignedEntry> part = parts.read(head, next);
        int fits = Math.min(part.size(), page - list.getItemsCount());
        list.addAllItems(desk.ask(() -> results(group, part.subList(0, fits))));
        next += fits;
      }
    }
    return Result.newBuilder().setLogList(list).build();
  }

  private static List<EntryResult> results(Group group, List<SignedEntry> part)
      throws StoreException {
    List<EntryResult> results = new ArrayList<>();
    for (SignedEntry signed : part) {
      results.add(entry(group, signed.entry()));
    }
    return results;
  }

  /** Where the entry stands that is meant by its id or a unique beginning of it. */
  private Place find(Group group, String typed)
      throws ControlException, ExecutionException, InterruptedException {
    String prefix = Folding.fold(typed.strip());
    if (prefix.matches("[0-9a-f]{" + 2 * EntryId.LENGTH + "}")) {
      return desk.ask(() -> group.replica().store().place(EntryId.ofHex(prefix)))
          .orElseThrow(() -> new ControlException(FailureCode.ENTRY_NOT_FOUND, typed));
    }
    LogParts parts = new LogParts(desk, group);
    List<Place> found = new ArrayList<>();
    for (Head head : parts.heads()) {
      long next = head.firstSeq();
      while (next <= head.seq() && !prefix.isEmpty()) {
        for (SignedEntry signed : parts.read(head, next)) {
          if (signed.entry().id().hex().startsWith(prefix)) {
            found.add(new Place(head.branch(), next));
          }
          next++;
        }
      }
    }
    if (found.size() > 1) {
      throw new ControlException(FailureCode.AMBIGUOUS, typed);
    }
    return found.stream()
        .findFirst()
        .orElseThrow(() -> new ControlException(FailureCode.ENTRY_NOT_FOUND, typed));
  }

  static EntryResult entry(Group group, Entry entry) throws StoreException {
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
          .setAct(EntryReader.key(read.body().act()))
          .setTime(Desk.time(read.body().claimedTimeMs()));
    }
    boolean setAside = group.replica().isSetAside(entry.id(), entry.header().device());
    return result.setState(setAside ? "set-aside" : state(membership, entry.id(), opening)).build();
  }

  private static String state(Membership membership, EntryId id, Opening opening) {
    if (opening instanceof Opening.Sealed) {
      return "sealed";
    }
    if (opening instanceof Opening.Erased) {
      return "erased";
    }
    boolean counts = opening instanceof Opening.Read && !membership.refusals().containsKey(id);
    return counts ? "counts" : "void";
  }
}
