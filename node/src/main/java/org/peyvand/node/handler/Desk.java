package org.peyvand.node.handler;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.peyvand.node.Node;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.replica.Written;
import org.peyvand.protocol.words.Folding;

/** What all handlers need: the node, the network that is meant, the thing that is meant. */
final class Desk {
  private final Node node;
  private final RequestWords words = new RequestWords();

  Desk(Node node) {
    this.node = node;
  }

  Node node() {
    return node;
  }

  RequestWords words() {
    return words;
  }

  /** Does work on the engine's thread. */
  <T> T ask(Callable<T> work) throws ExecutionException, InterruptedException {
    return node.engine().call(work);
  }

  /** The network that a request selects. */
  Group group(Request request) throws ControlException {
    Collection<Group> all = node.groups().all();
    if (!request.getNetwork().isEmpty()) {
      return pick(
          all,
          group -> group.network().hex(),
          group -> group.replica().membership().name(),
          request.getNetwork(),
          FailureCode.NETWORK_NOT_FOUND);
    }
    if (all.isEmpty()) {
      throw new ControlException(FailureCode.NO_NETWORK);
    }
    if (all.size() > 1) {
      throw new ControlException(FailureCode.CHOOSE_NETWORK);
    }
    return all.iterator().next();
  }

  /** The one that is meant by an id, a unique beginning of an id, or a name. */
  static <T> T pick(
      Collection<T> all,
      Function<T, String> id,
      Function<T, String> name,
      String typed,
      FailureCode unknown)
      throws ControlException {
    return find(all, id, name, typed).orElseThrow(() -> new ControlException(unknown, typed));
  }

  /** Likewise; empty if none is meant. */
  static <T> Optional<T> find(
      Collection<T> all, Function<T, String> id, Function<T, String> name, String typed)
      throws ControlException {
    String folded = Folding.fold(typed.strip());
    List<T> byId = all.stream().filter(t -> id.apply(t).equals(folded)).toList();
    List<T> byName = all.stream().filter(t -> Folding.fold(name.apply(t)).equals(folded)).toList();
    List<T> byPrefix =
        folded.isEmpty()
            ? List.of()
            : all.stream().filter(t -> id.apply(t).startsWith(folded)).toList();
    for (List<T> found : List.of(byId, byName, byPrefix)) {
      if (found.size() == 1) {
        return Optional.of(found.get(0));
      }
      if (found.size() > 1) {
        throw new ControlException(FailureCode.AMBIGUOUS, typed);
      }
    }
    return Optional.empty();
  }

  /** Writes an act after asking the group's rules, as every act is judged. */
  Written write(Group group, Act act) throws ControlException, StoreException {
    requireUncopied(group);
    Rules.require(group, own(), act);
    return group.write(act);
  }

  /** This device may write what asks for nothing but that it is in: it is, and was not copied. */
  void requireWriter(Group group) throws ControlException {
    requireUncopied(group);
    Rules.require(group, own(), new Act.Gather());
  }

  void requireUncopied(Group group) throws ControlException {
    if (group.replica().isBehindItself()) {
      throw new ControlException(FailureCode.WRITING_STOPPED);
    }
    if (isUnlinked(group)) {
      throw new ControlException(FailureCode.NOT_LINKED);
    }
  }

  /** Restored from a backup, and not linked yet. */
  boolean isUnlinked(Group group) {
    return group.replica().membership().memberOf(own()).isEmpty()
        && node.pending().find(group.network()).isPresent();
  }

  DeviceId own() {
    return node.own().device();
  }

  /** Whose device it is, in words; the device's id where nobody is known. */
  static String nameOf(Membership membership, DeviceId device) {
    return membership.memberOf(device).map(Member::name).orElse(device.hex());
  }

  /** ISO 8601, UTC; claimed times may be anything, so they are held within years that print. */
  static String time(long ms) {
    long least = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
    long most = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();
    return Instant.ofEpochMilli(Math.max(least, Math.min(most, ms))).toString();
  }

  /** Text within its limit, without marks that could disguise it. */
  static String text(String given, int limit, String what) throws ControlException {
    String clean = Folding.clean(given);
    if (clean.length() > limit) {
      throw new ControlException(FailureCode.TOO_LONG, what, Integer.toString(limit));
    }
    return clean;
  }

  /** Text that must not be empty. */
  static String required(String given, int limit, String what) throws ControlException {
    String text = text(given, limit, what).strip();
    if (text.isEmpty()) {
      throw new ControlException(FailureCode.MISSING_ARGUMENT, what);
    }
    return text;
  }
}
