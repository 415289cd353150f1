package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.MemberId;

/** Who has which role, once it is decided which deeds stand (rule M8.8). */
final class RolesHeld {
  private final List<Enacted> powers;

  RolesHeld(List<Enacted> powers) {
    this.powers = powers;
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
    List<Deed> because = new ArrayList<>();
    powers.stream().filter(p -> bears(p, member)).forEach(p -> because.addAll(p.entries()));
    promotion.ifPresent(because::add);
    Role given = base.grant().orElseThrow().gives();
    if (isSteward(member, base, given)) {
      return new Held(Role.STEWARD, because);
    }
    boolean entered = given != Role.NEWCOMER || promotion.isPresent();
    boolean is =
        entered && ends(member, Role.MEMBER).findAny().isEmpty()
            || grants(member, Role.MEMBER)
                .anyMatch(g -> ends(member, Role.MEMBER).allMatch(g::knows));
    return new Held(is ? Role.MEMBER : Role.NEWCOMER, because);
  }

  private boolean isSteward(MemberId member, Deed base, Role given) {
    return given == Role.STEWARD && stewardEnds(member).allMatch(end -> end.isKnownTo(base))
        || grants(member, Role.STEWARD).anyMatch(g -> stewardEnds(member).allMatch(g::knows))
        || recoveries(member, true)
            .anyMatch(g -> stewardEnds(member).noneMatch(end -> end.knows(g)));
  }

  private Stream<Enacted> grants(MemberId member, Role role) {
    return powers.stream().filter(p -> p.effect().equals(new Effect.GrantRole(member, role)));
  }

  private Stream<Enacted> ends(MemberId member, Role role) {
    return powers.stream().filter(p -> p.effect().equals(new Effect.EndRole(member, role)));
  }

  private Stream<Enacted> stewardEnds(MemberId member) {
    return Stream.concat(ends(member, Role.STEWARD), recoveries(member, false));
  }

  /** The recoveries that name stewards, this member among them or not. */
  private Stream<Enacted> recoveries(MemberId member, boolean naming) {
    return powers.stream()
        .filter(
            p ->
                p.effect() instanceof Effect.Recover recover
                    && !recover.stewards().isEmpty()
                    && recover.stewards().contains(member) == naming);
  }

  private static boolean bears(Enacted power, MemberId member) {
    return power.effect() instanceof Effect.GrantRole grant && grant.member().equals(member)
        || power.effect() instanceof Effect.EndRole end && end.member().equals(member)
        || power.effect() instanceof Effect.Recover recover && !recover.stewards().isEmpty();
  }
}
