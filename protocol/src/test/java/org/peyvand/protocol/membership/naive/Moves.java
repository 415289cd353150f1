package org.peyvand.protocol.membership.naive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/** What stands and is not undone, with the ENACTs of one proposal as one act (M4.8). */
final class Moves {

  /** One act: an entry, or all ENACTs of one proposal. */
  record Move(List<Deed> entries) {
    boolean knows(Move other) {
      return entries.stream().anyMatch(e -> other.entries.stream().anyMatch(e::knows));
    }

    boolean isConcurrent(Move other) {
      return !knows(other) && !other.knows(this);
    }

    Effect effect() {
      return entries.get(0).effect().orElseThrow();
    }
  }

  private final List<Deed> live;
  private final List<Move> powers;

  Moves(List<Deed> live) {
    this.live = live;
    Map<EntryId, List<Deed>> byProposal = new LinkedHashMap<>();
    for (Deed deed : live) {
      if (deed.act() instanceof Act.Enact enact) {
        byProposal.computeIfAbsent(enact.proposal(), p -> new ArrayList<>()).add(deed);
      }
    }
    this.powers = byProposal.values().stream().map(Move::new).toList();
  }

  /** The acts of power with this effect. */
  List<Move> with(Effect effect) {
    return powers.stream().filter(m -> m.effect().equals(effect)).toList();
  }

  /** The recoveries that name stewards, and this member among them or not. */
  List<Move> recoveries(MemberId member, boolean naming) {
    return powers.stream()
        .filter(
            m ->
                m.effect() instanceof Effect.Recover r
                    && !r.stewards().isEmpty()
                    && r.stewards().contains(member) == naming)
        .toList();
  }

  /** The suspensions that hold (M8.3). */
  List<Deed> suspensions() {
    return live.stream().filter(d -> d.act() instanceof Act.Suspend && holds(d)).toList();
  }

  boolean isSuspended(MemberId member) {
    return suspensions().stream().anyMatch(s -> s.removedMember().equals(Optional.of(member)));
  }

  private boolean holds(Deed suspension) {
    MemberId member = suspension.removedMember().orElseThrow();
    Move s = new Move(List.of(suspension));
    List<Move> cures = new ArrayList<>(with(new Effect.Reinstate(member)));
    cures.addAll(recoveries(member, true));
    return cures.stream().noneMatch(c -> c.knows(s) || c.isConcurrent(s));
  }

  /** M8.4. */
  boolean isExpelled(MemberId member) {
    return with(new Effect.Expel(member)).stream()
        .anyMatch(
            e ->
                with(new Effect.Reinstate(member)).stream().noneMatch(c -> c.knows(e))
                    && recoveries(member, true).stream()
                        .noneMatch(r -> r.knows(e) || r.isConcurrent(e)));
  }

  /** M3.2. */
  Policy policy(Policy founding) {
    Policy policy = founding;
    for (Policy.Key key : Policy.Key.values()) {
      Optional<Integer> value =
          changes(key).stream()
              .filter(m -> changes(key).stream().noneMatch(o -> o != m && o.knows(m)))
              .map(m -> ((Effect.SetPolicy) m.effect()).value())
              .reduce((a, b) -> Policy.stricter(key, a, b));
      policy = value.isPresent() ? policy.with(key, value.get()) : policy;
    }
    return policy;
  }

  private List<Move> changes(Policy.Key key) {
    return powers.stream()
        .filter(m -> m.effect() instanceof Effect.SetPolicy set && set.key() == key)
        .toList();
  }
}
