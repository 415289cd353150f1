package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.MemberId;

/** Who has which role, once it is decided which deeds stand (rule M8.8). */
final class RolesHeld {
  private final Map<MemberId, List<Enacted>> changes = new HashMap<>();
  private final List<Enacted> recoveries = new ArrayList<>();

  RolesHeld(List<Enacted> powers) {
    for (Enacted power : powers) {
      if (power.effect() instanceof Effect.GrantRole grant) {
        changes.computeIfAbsent(grant.member(), m -> new ArrayList<>()).add(power);
      } else if (power.effect() instanceof Effect.EndRole end) {
        changes.computeIfAbsent(end.member(), m -> new ArrayList<>()).add(power);
      } else if (power.effect() instanceof Effect.Recover recover
          && !recover.stewards().isEmpty()) {
        recoveries.add(power);
      }
    }
  }

  /**
   * The role of a member, and what gave it.
   *
   * @param because every act that bears on it
   */
  record Held(Role role, List<Deed> because) {}

  /**
   * @param base what let the member in, with the role that it gave
   * @param promotion what made a member of a newcomer, by others' vouching
   */
  Held of(MemberId member, Deed base, Optional<Deed> promotion) {
    List<Enacted> powers = new ArrayList<>(changes.getOrDefault(member, List.of()));
    powers.addAll(recoveries);
    Bearing bearing = new Bearing(member, powers);
    List<Deed> because = new ArrayList<>();
    bearing.powers().forEach(p -> because.addAll(p.entries()));
    promotion.ifPresent(because::add);
    Role given = base.grant().orElseThrow().gives();
    if (bearing.isSteward(base, given)) {
      return new Held(Role.STEWARD, because);
    }
    boolean entered = given != Role.NEWCOMER || promotion.isPresent();
    return new Held(bearing.isMember(entered) ? Role.MEMBER : Role.NEWCOMER, because);
  }

  /** The acts of power that bear on a member's role. */
  private record Bearing(MemberId member, List<Enacted> powers) {

    boolean isSteward(Deed base, Role given) {
      return given == Role.STEWARD && stewardEnds().allMatch(end -> end.isKnownTo(base))
          || grants(Role.STEWARD).anyMatch(g -> stewardEnds().allMatch(g::knows))
          || recoveries(true).anyMatch(g -> stewardEnds().noneMatch(end -> end.knows(g)));
    }

    boolean isMember(boolean entered) {
      return entered && ends(Role.MEMBER).findAny().isEmpty()
          || grants(Role.MEMBER).anyMatch(g -> ends(Role.MEMBER).allMatch(g::knows));
    }

    private Stream<Enacted> grants(Role role) {
      Effect grant = new Effect.GrantRole(member, role);
      return powers.stream().filter(p -> p.effect().equals(grant));
    }

    private Stream<Enacted> ends(Role role) {
      Effect end = new Effect.EndRole(member, role);
      return powers.stream().filter(p -> p.effect().equals(end));
    }

    private Stream<Enacted> stewardEnds() {
      return Stream.concat(ends(Role.STEWARD), recoveries(false));
    }

    /** The recoveries that name stewards, this member among them or not. */
    private Stream<Enacted> recoveries(boolean naming) {
      return powers.stream()
          .filter(
              p ->
                  p.effect() instanceof Effect.Recover recover
                      && recover.stewards().contains(member) == naming);
    }
  }
}
