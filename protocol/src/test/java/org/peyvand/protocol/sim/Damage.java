package org.peyvand.protocol.sim;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.membership.Suspension;

/**
 * What hostile members can do to those who were in before them, who stand by each other: each
 * hostile steward stops one of them until the group decides. Nothing else, and nothing for
 * themselves.
 */
final class Damage {
  private final World world;
  private final Set<MemberId> expelled = new HashSet<>();
  private final Set<MemberId> stewards;

  /** Begins when all is well. */
  Damage(World world) {
    this.world = world;
    Membership now = world.nodes.get(0).replica().membership();
    stewards = now.stewards().stream().map(Member::id).collect(Collectors.toSet());
  }

  /** Checks what an honest node believes. */
  void check(SimNode node) {
    Membership now = node.replica().membership();
    world.settled().forEach(other -> nobodyIsGone(node, now, other));
    Set<MemberId> hostile = hostile(now);
    for (MemberId villain : hostile) {
      long stopped = suspensions(now, villain).size();
      Laws.require(stopped <= 1, node, villain + " has stopped " + stopped);
      nothingIsGained(node, now.member(villain).orElseThrow());
    }
    nobodyIsMadeUp(node, now, hostile);
  }

  private static List<Suspension> suspensions(Membership now, MemberId by) {
    return now.suspensions().values().stream().filter(s -> s.by().equals(by)).toList();
  }

  private Set<MemberId> hostile(Membership now) {
    return world.villains.stream()
        .map(v -> now.memberOf(v.node.device()))
        .flatMap(Optional::stream)
        .map(Member::id)
        .collect(Collectors.toSet());
  }

  private void nobodyIsGone(SimNode node, Membership now, SimNode other) {
    Optional<Member> member = now.memberOf(other.device());
    if (member.isEmpty()) {
      return;
    }
    Laws.require(
        member.get().isActive() || isStoppedByAVillain(now, member.get()),
        node,
        other + " is " + member.get().state() + " because " + member.get().because());
    Laws.require(
        member.get().devices().containsKey(other.device()), node, "the device of " + other);
  }

  private boolean isStoppedByAVillain(Membership now, Member member) {
    Set<MemberId> hostile = hostile(now);
    return member.state() == Member.State.SUSPENDED
        && now.suspensions().values().stream()
            .filter(s -> s.member().equals(member.id()))
            .anyMatch(s -> hostile.contains(s.by()) && stewards.contains(s.by()));
  }

  private void nothingIsGained(SimNode node, Member villain) {
    Laws.require(
        stewards.contains(villain.id()) || !villain.has(Role.STEWARD),
        node,
        villain.id() + " made itself a steward");
    if (villain.state() == Member.State.EXPELLED) {
      expelled.add(villain.id());
    }
  }

  /** Where newcomers need others' word, those that a villain brings in do not become members. */
  private void nobodyIsMadeUp(SimNode node, Membership now, Set<MemberId> hostile) {
    for (Villain villain : world.villains) {
      for (var puppet : villain.puppets) {
        Optional<Member> member = now.memberOf(puppet.device());
        Laws.require(
            member.isEmpty() || hostile.contains(member.get().id()) || !member.get().isFull(),
            node,
            "a puppet has a vote: " + member);
      }
    }
  }

  /** In the end: who was expelled by all stays so. */
  void checkEnd(SimNode node) {
    check(node);
    for (MemberId villain : expelled) {
      Member.State state = node.replica().membership().member(villain).orElseThrow().state();
      Laws.require(
          state == Member.State.EXPELLED || state == Member.State.LEFT,
          node,
          villain + " was expelled and is " + state);
    }
  }

  /** Whether an honest node is one whom a villain has stopped. */
  boolean isStopped(SimNode by, DeviceId device) {
    Membership now = by.replica().membership();
    return now.memberOf(device).filter(m -> isStoppedByAVillain(now, m)).isPresent();
  }
}
