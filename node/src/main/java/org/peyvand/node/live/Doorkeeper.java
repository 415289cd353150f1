package org.peyvand.node.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.peyvand.node.group.Engine;
import org.peyvand.node.group.Group;
import org.peyvand.node.group.Groups;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.handshake.Admission;
import org.peyvand.protocol.handshake.Candidate;
import org.peyvand.protocol.handshake.Gate;
import org.peyvand.protocol.handshake.Kind;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.replica.Introduction;

/**
 * Decides whom this node answers: members, who they introduce, and bearers of invites that are open
 * or lapsed.
 */
final class Doorkeeper implements Gate {
  private static final int ENGINE_PATIENCE_S = 2;

  private final Engine engine;
  private final Groups groups;
  private final CallBack callBack;
  private volatile List<Candidate> candidates = List.of();

  /** Told of a member's device whose counter has gone back. */
  @FunctionalInterface
  interface CallBack {
    void lowCounter(Group group, DeviceId device) throws StoreException;
  }

  Doorkeeper(Engine engine, Groups groups, CallBack callBack) {
    this.engine = engine;
    this.groups = groups;
    this.callBack = callBack;
  }

  /** The keys that callers may use, newest first; any thread. */
  List<Candidate> candidates() {
    return candidates;
  }

  /** Looks at epochs and invites again; on the engine's thread. */
  void refresh() {
    List<Candidate> fresh = new ArrayList<>();
    for (Group group : groups.all()) {
      fresh.addAll(Keys.members(group.replica()));
      fresh.addAll(Keys.invites(group.replica()));
    }
    candidates = List.copyOf(fresh);
  }

  @Override
  public Admission admit(Candidate candidate, DeviceId claimed, long counter, Bytes introduction) {
    try {
      return engine
          .submit(() -> judge(candidate, claimed, counter, introduction))
          .get(ENGINE_PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return new Admission.Refused("the engine did not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Admission.Refused("interrupted");
    }
  }

  private Admission judge(Candidate candidate, DeviceId claimed, long counter, Bytes introduction)
      throws StoreException {
    return candidate.kind() == Kind.JOIN
        ? judgeJoiner(candidate, claimed, counter)
        : judgeMember(candidate, claimed, counter, introduction);
  }

  private Admission judgeMember(
      Candidate candidate, DeviceId claimed, long counter, Bytes introduction)
      throws StoreException {
    Optional<Group> group = groups.group(new NetworkId(candidate.context()));
    if (group.isEmpty()) {
      return new Admission.Refused("no such network here");
    }
    Optional<Bytes> wire = wireKey(group.get(), claimed, introduction);
    if (wire.isEmpty()) {
      return new Admission.Refused("not a device of an effective member");
    }
    if (!new Peers(group.get().replica().store()).count(claimed, counter)) {
      callBack.lowCounter(group.get(), claimed);
      return new Admission.Refused("counter was seen before");
    }
    Bytes own = introduction.isEmpty() ? Bytes.EMPTY : Introduction.own(group.get().replica());
    return new Admission.Member(wire.get(), own);
  }

  /** The static key of a device that is in, or that somebody who is in has let in. */
  static Optional<Bytes> wireKey(Group group, DeviceId device, Bytes introduction) {
    Membership membership = group.replica().membership();
    Optional<Member> member = membership.memberOf(device);
    if (member.isPresent()) {
      return member
          .filter(m -> group.replica().mayMeet(device))
          .flatMap(m -> m.keys(device))
          .map(DeviceKeys::wire);
    }
    return Introduction.read(introduction, membership)
        .filter(keys -> keys.device().equals(device))
        .map(keys -> keys.wire());
  }

  /**
   * The bearer of an invite that is open, or one who has entered by it and comes for the rest;
   * where it has lapsed, any bearer, who is told so.
   */
  private Admission judgeJoiner(Candidate candidate, DeviceId claimed, long counter)
      throws StoreException {
    Optional<Group> group = groupOfInvite(candidate.label());
    if (group.isEmpty()) {
      return new Admission.Refused("no such invite here");
    }
    if (!isAnswered(group.get(), candidate, claimed)) {
      return new Admission.Refused("the invite is spent or revoked");
    }
    return new Peers(group.get().replica().store()).count(claimed, counter)
        ? new Admission.Joiner()
        : new Admission.Refused("counter was seen before");
  }

  /** Whether the bearer of an invite is answered here, as far as its key and its device tell. */
  boolean answers(Candidate invite, DeviceId claimed) {
    return groupOfInvite(invite.label())
        .filter(group -> isAnswered(group, invite, claimed))
        .isPresent();
  }

  private static boolean isAnswered(Group group, Candidate invite, DeviceId claimed) {
    Membership membership = group.replica().membership();
    return membership.isEffective(claimed)
        || membership.invitations().values().stream()
            .filter(each -> each.act().signing().equals(invite.label()))
            .anyMatch(each -> each.isOpen() || each.hasLapsed());
  }

  /** The network whose invite this is. */
  Optional<Group> groupOfInvite(Bytes signing) {
    return groups.all().stream()
        .filter(
            group ->
                group.replica().membership().invitations().values().stream()
                    .anyMatch(invite -> invite.act().signing().equals(signing)))
        .findFirst();
  }
}
